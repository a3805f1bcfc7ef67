//! Asking: what, why, for which matter. With masks is the rule.

use axum::{extract::State, http::StatusCode, response::Response};
use disclosure::{ExportOf, ExportRequest, GateError};
use policy::model::role::Action;
use serde::Serialize;
use web::{
    WebError,
    door::{Fields, Form, Language, Site, Staff, Visit, page, said},
};

use crate::{
    form::{Choice, Refused, Wrongs, again},
    may, number,
};

const TEMPLATE: (&str, &str) = ("desk/exports/ask.html", "exports");

/// The form.
#[derive(Clone, Debug, Default, Serialize)]
struct Page {
    number: String,
    documents: Vec<Choice>,
    document: String,
    purposes: Vec<Choice>,
    purpose: String,
    matter_number: String,
    reason: String,
    unmasked: bool,
    errors: Wrongs,
    refused: Option<Refused>,
}

/// `GET /desk/exports/new`
pub(super) async fn blank(
    State(site): State<Site>,
    visit: Visit,
    staff: Staff,
) -> Result<Response, WebError> {
    page(&site, visit, TEMPLATE, move |site, visit| {
        Ok(form(site, visit.language, &staff, &Fields::default()))
    })
    .await
}

/// `POST /desk/exports`
pub(super) async fn ask(
    State(site): State<Site>,
    visit: Visit,
    staff: Staff,
    Form(fields): Form<Fields>,
) -> Result<Response, WebError> {
    let language = visit.language;
    let outcome = site.ask(move |site| request(site, language, &staff, &fields)).await?;
    match outcome {
        None => Ok(said(&visit, "/desk/exports", "desk.said.export_asked")),
        Some(view) => {
            let form = page(&site, visit, TEMPLATE, |_, _| Ok(view));
            Ok(again(form.await?, StatusCode::UNPROCESSABLE_ENTITY))
        }
    }
}

fn form(site: &Site, language: Language, staff: &Staff, fields: &Fields) -> Page {
    Page {
        number: fields.get("number").to_owned(),
        documents: number::documents(language),
        document: fields.get("document").to_owned(),
        purposes: may::purposes(site, language, staff, Action::AskExport),
        purpose: fields.get("purpose").to_owned(),
        matter_number: fields.get("matter_number").to_owned(),
        reason: fields.get("reason").to_owned(),
        unmasked: !fields.get("unmasked").is_empty(),
        errors: Wrongs::default(),
        refused: None,
    }
}

fn request(
    site: &Site,
    language: Language,
    staff: &Staff,
    fields: &Fields,
) -> Result<Option<Page>, WebError> {
    let mut view = form(site, language, staff, fields);
    let identifier = number::identify(fields);
    if let Err(key) = identifier {
        view.errors.add(site, language, "number", key);
    }
    if !view.purposes.iter().any(|choice| choice.id == view.purpose) {
        view.errors.add(site, language, "purpose", "desk.error.purpose_missing");
    }
    if view.matter_number.is_empty() {
        view.errors.add(site, language, "matter_number", "desk.error.matter_number_missing");
    }
    if view.reason.is_empty() {
        view.errors.add(site, language, "reason", "desk.error.export_reason_missing");
    }
    let (true, Ok(identifier)) = (view.errors.none(), identifier) else { return Ok(Some(view)) };
    let request = ExportRequest {
        what: ExportOf::File { subject: site.site_key.subject_id(&identifier) },
        unmasked: view.unmasked,
        reason: view.reason.clone(),
        purpose: view.purpose.clone(),
        matter_number: view.matter_number.clone(),
    };
    match site.gate().ask_export(&staff.actor(), &request) {
        Ok(_) => Ok(None),
        Err(GateError::Refused(refusal)) => {
            view.refused = Some(refusal.into());
            Ok(Some(view))
        }
        Err(other) => Err(other.into()),
    }
}
