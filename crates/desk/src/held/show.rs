//! The held rows, oldest batches first.

use axum::{extract::State, response::Response};
use intake::{CellLine, HeldRow, Page as Part};
use serde::{Deserialize, Serialize};
use vocabulary::Timestamp;
use web::{
    WebError,
    door::{
        Asked, Language, Site, Staff, Visit, page,
        tell::{Pager, instant},
    },
};

use crate::{may, unit};

/// Rows on one page.
const ROWS: u32 = 10;

/// Which part of the rows.
#[derive(Clone, Debug, Default, Deserialize)]
pub(super) struct Chosen {
    after: Option<String>,
}

/// The page.
#[derive(Clone, Debug, Serialize)]
struct Page {
    rows: Vec<Row>,
    pager: Pager,
}

/// One row.
#[derive(Clone, Debug, Serialize)]
struct Row {
    batch: String,
    line: u64,
    item: String,
    agency: String,
    at: String,
    why: Vec<String>,
    cells: Vec<CellLine>,
}

/// `GET /desk/held`
pub(super) async fn show(
    State(site): State<Site>,
    visit: Visit,
    staff: Staff,
    Asked(chosen): Asked<Chosen>,
) -> Result<Response, WebError> {
    page(&site, visit, ("desk/held/index.html", "held"), move |site, visit| {
        let first = chosen.after.is_some().then(|| "/desk/held".to_owned());
        let held = site.intake().held(None, &Part { after: chosen.after, size: ROWS })?;
        let next = held.next.map(|after| format!("/desk/held?after={}", after.replace('/', "%2F")));
        let reached = |row: &HeldRow| may::reaches(site.law(), &staff, &row.agency);
        let rows = held.entries.into_iter().filter(reached);
        Ok(Page {
            rows: rows.map(|held| row(site, visit.language, held)).collect(),
            pager: Pager { next, first },
        })
    })
    .await
}

fn row(site: &Site, language: Language, held: HeldRow) -> Row {
    Row {
        item: unit::item_title(site, language, &held.item),
        agency: unit::title(site, language, &held.agency),
        at: instant(Timestamp::from_microsecond(held.received_at).unwrap_or_default()),
        why: held.faults.iter().map(|fault| format!("{}：{}", fault.title, fault.advice)).collect(),
        cells: held.cells.into_iter().filter(|cell| !cell.value.is_empty()).collect(),
        batch: held.batch,
        line: held.line,
    }
}
