//! The steps of the desk: take it up, decline it, note, ask others for help, reach the objector.

use axum::{extract::State, http::StatusCode, response::Response};
use vocabulary::Actor;
use web::{
    WebError,
    door::{Fields, Form, Language, Named, Site, Staff, Visit, page, said},
};
use workflow::WorkflowError;

use super::case::Page;
use crate::form::{Wrongs, again};

/// `POST /desk/objections/{number}/accept`
pub(super) async fn accept(
    State(site): State<Site>,
    visit: Visit,
    staff: Staff,
    Named(number): Named<String>,
    Form(_): Form<Fields>,
) -> Result<Response, WebError> {
    let by = staff.actor();
    let act = move |site: &Site, number: &str| site.objections().accept(&by, number);
    done(&site, visit, number, "desk.said.accepted", act).await
}

/// `POST /desk/objections/{number}/decline`
pub(super) async fn decline(
    State(site): State<Site>,
    visit: Visit,
    staff: Staff,
    Named(number): Named<String>,
    Form(fields): Form<Fields>,
) -> Result<Response, WebError> {
    if fields.get("reason").is_empty() {
        return incomplete(&site, visit, number, ("reason", "desk.error.decline_reason")).await;
    }
    let by = staff.actor();
    let act = move |site: &Site, number: &str| {
        site.objections().decline(&by, number, fields.get("reason"))
    };
    done(&site, visit, number, "desk.said.declined", act).await
}

/// `POST /desk/objections/{number}/notes`
pub(super) async fn note(
    State(site): State<Site>,
    visit: Visit,
    staff: Staff,
    Named(number): Named<String>,
    Form(fields): Form<Fields>,
) -> Result<Response, WebError> {
    if fields.get("note").is_empty() {
        return incomplete(&site, visit, number, ("note", "desk.error.step_missing")).await;
    }
    let by: Actor = staff.actor();
    let act = move |site: &Site, number: &str| {
        let text = fields.get("note");
        match fields.given("involve") {
            Some(_) => site.objections().involve(&by, number, text),
            None => site.objections().note(&by, number, text),
        }
    };
    done(&site, visit, number, "desk.said.noted", act).await
}

/// `POST /desk/objections/{number}/contact`: shown once on the page that answers; reading it is a step.
pub(super) async fn contact(
    State(site): State<Site>,
    visit: Visit,
    staff: Staff,
    Named(number): Named<String>,
    Form(_): Form<Fields>,
) -> Result<Response, WebError> {
    page(&site, visit, ("desk/objections/case.html", "objections"), move |site, visit| {
        let contact = site.objections().contact(&staff.actor(), &number)?;
        let case = site.objections().case(&number)?;
        Ok(Page::of(site, visit.language, &case)?.reached(site, visit.language, contact))
    })
    .await
}

/// Does a step and leads back to the case; or shows the case with the refusal.
async fn done(
    site: &Site,
    visit: Visit,
    number: String,
    key: &'static str,
    act: impl FnOnce(&Site, &str) -> Result<(), WorkflowError> + Send + 'static,
) -> Result<Response, WebError> {
    let path = format!("/desk/objections/{number}");
    let language = visit.language;
    let refused = site
        .ask(move |site| match act(site, &number) {
            Ok(()) => Ok(None),
            Err(WorkflowError::Refused(refusal)) => {
                let page = shown(site, language, &number)?;
                Ok(Some(page.wrong(Wrongs::default(), Some((*refusal).into()))))
            }
            Err(other) => Err(other.into()),
        })
        .await?;
    let Some(view) = refused else { return Ok(said(&visit, &path, key)) };
    let form = page(site, visit, ("desk/objections/case.html", "objections"), |_, _| Ok(view));
    Ok(again(form.await?, StatusCode::CONFLICT))
}

/// The case again, with what is missing.
async fn incomplete(
    site: &Site,
    visit: Visit,
    number: String,
    (field, key): (&'static str, &'static str),
) -> Result<Response, WebError> {
    let template = ("desk/objections/case.html", "objections");
    let form = page(site, visit, template, move |site, visit| {
        let mut errors = Wrongs::default();
        errors.add(site, visit.language, field, key);
        Ok(shown(site, visit.language, &number)?.wrong(errors, None))
    });
    Ok(again(form.await?, StatusCode::UNPROCESSABLE_ENTITY))
}

fn shown(site: &Site, language: Language, number: &str) -> Result<Page, WebError> {
    Page::of(site, language, &site.objections().case(number)?)
}
