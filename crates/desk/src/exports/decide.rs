//! The second person's decision.

use axum::{extract::State, http::StatusCode, response::Response};
use disclosure::{ExportVerdict, GateError, Refusal};
use web::{
    WebError,
    door::{Fields, Form, Named, Site, Staff, Visit, page, said},
};

use super::index;
use crate::form::again;

/// `POST /desk/exports/{number}/decision`
pub(super) async fn decide(
    State(site): State<Site>,
    visit: Visit,
    staff: Staff,
    Named(number): Named<String>,
    Form(fields): Form<Fields>,
) -> Result<Response, WebError> {
    let language = visit.language;
    let outcome = site.ask(move |site| {
        let verdict = match fields.get("verdict") {
            "masked" => ExportVerdict::Masked,
            "unmasked" => ExportVerdict::Unmasked,
            _ => ExportVerdict::Refuse,
        };
        let decided =
            site.gate().decide_export(&staff.actor(), &number, verdict, fields.get("note"));
        match decided {
            Ok(_) => Ok(None),
            Err(GateError::Refused(refusal)) => refused(site, language, &staff, refusal).map(Some),
            Err(other) => Err(other.into()),
        }
    });
    match outcome.await? {
        None => Ok(said(&visit, "/desk/exports", "desk.said.export_decided")),
        Some(view) => {
            let list = page(&site, visit, ("desk/exports/index.html", "exports"), |_, _| Ok(view));
            Ok(again(list.await?, StatusCode::UNPROCESSABLE_ENTITY))
        }
    }
}

/// The list again, with the refusal above it.
pub(super) fn refused(
    site: &Site,
    language: web::door::Language,
    staff: &Staff,
    refusal: Refusal,
) -> Result<index::Page, WebError> {
    let mut view = index::view(site, language, staff, None)?;
    view.refused = Some(refusal.into());
    Ok(view)
}
