//! What an officer found: it is true, or it is not and is withdrawn with the reason.

use axum::{extract::State, http::StatusCode, response::Response};
use intake::{CheckVerdict, IntakeError};
use web::{
    WebError,
    door::{Fields, Form, Language, Named, Site, Staff, Visit, page, said},
};

use super::show::{Page, found};
use crate::form::{Wrongs, again};

/// `POST /desk/declarations/{number}`
pub(super) async fn check(
    State(site): State<Site>,
    visit: Visit,
    staff: Staff,
    Named(number): Named<String>,
    Form(fields): Form<Fields>,
) -> Result<Response, WebError> {
    let language = visit.language;
    let wrong = site.ask(move |site| judge(site, language, &staff, &number, &fields)).await?;
    let Some(view) = wrong else {
        return Ok(said(&visit, "/desk/declarations", "desk.said.checked"));
    };
    let form = page(&site, visit, ("desk/declarations/one.html", "declarations"), |_, _| Ok(view));
    Ok(again(form.await?, StatusCode::UNPROCESSABLE_ENTITY))
}

/// Records the verdict; the page again if something is missing.
fn judge(
    site: &Site,
    language: Language,
    staff: &Staff,
    number: &str,
    fields: &Fields,
) -> Result<Option<Page>, WebError> {
    let mut errors = Wrongs::default();
    let verdict = match fields.get("verdict") {
        "checked" => Some(CheckVerdict::Checked),
        "refuted" => Some(CheckVerdict::Refuted),
        _ => None,
    };
    match verdict {
        None => errors.add(site, language, "verdict", "desk.error.check_missing"),
        Some(verdict) => {
            let note = fields.get("note");
            match site.declarations().check(&staff.actor(), number, verdict, note) {
                Ok(()) => return Ok(None),
                Err(IntakeError::NoReason) => {
                    errors.add(site, language, "note", "desk.error.refuted_reason");
                }
                Err(other) => return Err(other.into()),
            }
        }
    }
    let page = found(site, language, number)?;
    Ok(Some(page.again(fields.get("verdict"), fields.get("note"), errors)))
}
