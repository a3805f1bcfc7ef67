//! One alert, and how it was handled.

use axum::{extract::State, http::StatusCode, response::Response};
use disclosure::GateError;
use serde::Serialize;
use web::{
    WebError,
    door::{Fields, Form, Language, Named, Site, Staff, Visit, page, said},
};

use super::index::{Told, told};
use crate::form::{Refused, Wrongs, again};

const TEMPLATE: (&str, &str) = ("desk/alerts/show.html", "alerts");

/// The page.
#[derive(Clone, Debug, Serialize)]
struct Page {
    alert: Told,
    finding: String,
    errors: Wrongs,
    refused: Option<Refused>,
}

/// `GET /desk/alerts/{number}`
pub(super) async fn show(
    State(site): State<Site>,
    visit: Visit,
    _: Staff,
    Named(number): Named<String>,
) -> Result<Response, WebError> {
    page(&site, visit, TEMPLATE, move |site, visit| view(site, visit.language, &number)).await
}

/// `POST /desk/alerts/{number}/closing`
pub(super) async fn close(
    State(site): State<Site>,
    visit: Visit,
    staff: Staff,
    Named(number): Named<String>,
    Form(fields): Form<Fields>,
) -> Result<Response, WebError> {
    let language = visit.language;
    let outcome = site.ask(move |site| {
        let mut form = view(site, language, &number)?;
        fields.get("finding").clone_into(&mut form.finding);
        if form.finding.is_empty() {
            form.errors.add(site, language, "finding", "desk.error.finding_missing");
            return Ok(Some(form));
        }
        match site.gate().close_alert(&staff.actor(), &number, &form.finding) {
            Ok(_) => Ok(None),
            Err(GateError::Refused(refusal)) => {
                form.refused = Some(refusal.into());
                Ok(Some(form))
            }
            Err(other) => Err(other.into()),
        }
    });
    match outcome.await? {
        None => Ok(said(&visit, "/desk/alerts", "desk.said.alert_closed")),
        Some(view) => {
            let form = page(&site, visit, TEMPLATE, |_, _| Ok(view));
            Ok(again(form.await?, StatusCode::UNPROCESSABLE_ENTITY))
        }
    }
}

fn view(site: &Site, language: Language, number: &str) -> Result<Page, WebError> {
    let alert = site.gate().alert(number)?.ok_or(WebError::Missing)?.into_inner();
    Ok(Page {
        alert: told(language, alert),
        finding: String::new(),
        errors: Wrongs::default(),
        refused: None,
    })
}
