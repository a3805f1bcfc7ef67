//! What can be done on the page of a case itself: a note, a longer term, handing it over, opening what is
//! sealed.

use axum::{extract::State, http::StatusCode, response::Response};
use web::{
    WebError,
    door::{Fields, Form, Language, Named, Site, Staff, Visit, page, said},
};
use workflow::WorkflowError;

use super::{by, show};
use crate::form::{Wrongs, again};

const TEMPLATE: (&str, &str) = ("desk/cases/show.html", "cases");

/// The page again, and its status; none if it was done.
type Undone = Option<(show::Page, StatusCode)>;

/// `POST /desk/cases/{number}/notes`
pub(super) async fn note(
    State(site): State<Site>,
    visit: Visit,
    staff: Staff,
    Named(number): Named<String>,
    Form(fields): Form<Fields>,
) -> Result<Response, WebError> {
    let (language, path) = (visit.language, format!("/desk/cases/{number}"));
    let undone = site.ask(move |site| {
        let text = fields.get("note");
        if text.is_empty() {
            let mut errors = Wrongs::default();
            errors.add(site, language, "note", "desk.error.case_note_missing");
            let page = case(site, language, &staff, &number)?.noting(text, errors);
            return Ok(Some((page, StatusCode::UNPROCESSABLE_ENTITY)));
        }
        let done = site.cases().note(&by(&staff), &number, text);
        refused(site, language, &staff, &number, done)
    });
    answer(&site, visit, (&path, "desk.said.case_noted"), undone.await?).await
}

/// `POST /desk/cases/{number}/extend`
pub(super) async fn extend(
    State(site): State<Site>,
    visit: Visit,
    staff: Staff,
    Named(number): Named<String>,
    Form(fields): Form<Fields>,
) -> Result<Response, WebError> {
    let (language, path) = (visit.language, format!("/desk/cases/{number}"));
    let undone = site.ask(move |site| {
        let (clock, reason) = (fields.get("clock"), fields.get("reason"));
        if reason.is_empty() {
            let mut errors = Wrongs::default();
            let field = format!("reason-{clock}");
            errors.add(site, language, &field, "desk.error.extend_missing");
            let page = case(site, language, &staff, &number)?.extending(clock, reason, errors);
            return Ok(Some((page, StatusCode::UNPROCESSABLE_ENTITY)));
        }
        let done = site.cases().extend(&by(&staff), &number, clock, reason);
        refused(site, language, &staff, &number, done)
    });
    answer(&site, visit, (&path, "desk.said.case_extended"), undone.await?).await
}

/// `POST /desk/cases/{number}/hand-over`: to another agency of the same kind.
pub(super) async fn hand_over(
    State(site): State<Site>,
    visit: Visit,
    staff: Staff,
    Named(number): Named<String>,
    Form(fields): Form<Fields>,
) -> Result<Response, WebError> {
    let (language, path) = (visit.language, format!("/desk/cases/{number}"));
    let undone = site.ask(move |site| {
        let (agency, reason) = (fields.get("agency"), fields.get("reason"));
        let mut errors = Wrongs::default();
        for (field, given) in [("agency", agency), ("hand-reason", reason)] {
            if given.is_empty() {
                errors.add(site, language, field, "desk.error.hand_missing");
            }
        }
        if agency.is_empty() || reason.is_empty() {
            let page = case(site, language, &staff, &number)?.handing(agency, reason, errors);
            return Ok(Some((page, StatusCode::UNPROCESSABLE_ENTITY)));
        }
        let done = site.cases().hand_over(&by(&staff), &number, agency, reason);
        refused(site, language, &staff, &number, done)
    });
    answer(&site, visit, (&path, "desk.said.case_handed"), undone.await?).await
}

/// `POST /desk/cases/{number}/reveal`: shown once on the page that answers; opening it is a step.
pub(super) async fn reveal(
    State(site): State<Site>,
    visit: Visit,
    staff: Staff,
    Named(number): Named<String>,
    Form(fields): Form<Fields>,
) -> Result<Response, WebError> {
    let language = visit.language;
    let (view, status) = site
        .ask(move |site| {
            let field = fields.get("field");
            let opened = site.cases().reveal(&by(&staff), &number, field);
            let (value, status) = match opened {
                Ok(value) => (Ok(value), StatusCode::OK),
                Err(WorkflowError::Refused(refusal)) => (Err(refusal), StatusCode::FORBIDDEN),
                Err(other) => return Err(other.into()),
            };
            let page = case(site, language, &staff, &number)?;
            let page = match value {
                Ok(value) => page.opened(field, &value),
                Err(refusal) => page.barred((*refusal).into()),
            };
            Ok((page, status))
        })
        .await?;
    Ok(again(page(&site, visit, TEMPLATE, |_, _| Ok(view)).await?, status))
}

fn case(
    site: &Site,
    language: Language,
    staff: &Staff,
    number: &str,
) -> Result<show::Page, WebError> {
    let case = site.cases().view(&by(staff), number)?;
    show::of(site, language, staff, &case)
}

/// The page with the refusal, if the engine refused.
fn refused(
    site: &Site,
    language: Language,
    staff: &Staff,
    number: &str,
    done: Result<(), WorkflowError>,
) -> Result<Undone, WebError> {
    match done {
        Ok(()) => Ok(None),
        Err(WorkflowError::Refused(refusal)) => {
            let page = case(site, language, staff, number)?.barred((*refusal).into());
            Ok(Some((page, StatusCode::CONFLICT)))
        }
        Err(other) => Err(other.into()),
    }
}

async fn answer(
    site: &Site,
    visit: Visit,
    (path, key): (&str, &'static str),
    undone: Undone,
) -> Result<Response, WebError> {
    let Some((view, status)) = undone else { return Ok(said(&visit, path, key)) };
    Ok(again(page(site, visit, TEMPLATE, |_, _| Ok(view)).await?, status))
}
