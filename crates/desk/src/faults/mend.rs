//! Sending mended rows again: those that were changed; the others wait on.

use axum::{extract::State, http::StatusCode, response::Response};
use intake::{IntakeError, Page};
use web::{
    WebError,
    door::{Fields, Form, Named, Site, Staff, Visit, page, said},
};

use super::{ROWS, rows};
use crate::{batches::own, form::again};

/// `POST /desk/faults/{id}`
pub(super) async fn mend(
    State(site): State<Site>,
    visit: Visit,
    staff: Staff,
    Named(id): Named<String>,
    Form(fields): Form<Fields>,
) -> Result<Response, WebError> {
    let (clerk, sent, batch) = (staff.clone(), fields.clone(), id.clone());
    let mended = site.ask(move |site| send(site, &clerk, &batch, &sent)).await?;
    if let Some(batch) = mended {
        return Ok(said(&visit, &format!("/desk/batches/{batch}"), "desk.said.mended"));
    }
    let form = page(&site, visit, ("desk/faults/rows.html", "batches"), move |site, visit| {
        rows::view(site, visit.language, &staff, (&id, fields.given("after")), Some(&fields))
    });
    Ok(again(form.await?, StatusCode::UNPROCESSABLE_ENTITY))
}

/// The new batch of the rows that were changed; none if none was.
fn send(
    site: &Site,
    staff: &Staff,
    batch: &str,
    fields: &Fields,
) -> Result<Option<String>, WebError> {
    own(site, staff, batch)?;
    let part = Page { after: fields.given("after"), size: ROWS };
    let mut changed = Vec::new();
    for row in site.intake().faulty_rows(batch, &part)?.entries {
        let typed = |(column, cell): (usize, &intake::CellLine)| {
            let name = rows::name(row.line, column);
            let sent = fields.all(&name).next();
            sent.map_or_else(|| cell.value.clone(), str::to_owned)
        };
        let cells: Vec<String> = row.cells.iter().enumerate().map(typed).collect();
        let same = cells.iter().zip(&row.cells).all(|(cell, old)| *cell == old.value.trim());
        if !same {
            changed.push((row.line, cells));
        }
    }
    if changed.is_empty() {
        return Ok(None);
    }
    match site.intake().mend(&staff.actor(), batch, changed) {
        Ok(receipt) => Ok(Some(receipt.batch)),
        // Somebody else sent these rows meanwhile, or they were sent twice.
        Err(IntakeError::State { .. }) => Ok(None),
        Err(other) => Err(other.into()),
    }
}
