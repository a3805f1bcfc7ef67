//! The dated reason of one decision.

use axum::{extract::State, http::StatusCode, response::Response};
use intake::{GapReason, IntakeError};
use serde::Serialize;
use vocabulary::SubjectId;
use web::{
    WebError,
    door::{Fields, Form, Language, Named, Site, Staff, Visit, page, said},
};

use crate::{
    bulletins::period,
    form::{Choice, Wrongs, again},
    unit,
};

/// The page.
#[derive(Clone, Debug, Serialize)]
struct Page {
    action: String,
    back: String,
    document: String,
    item: String,
    decided_on: String,
    due_on: Option<String>,
    state: &'static str,
    codes: Vec<Choice>,
    code: String,
    reason: String,
    errors: Wrongs,
}

/// `GET /desk/gaps/{subject}/{digest}`
pub(super) async fn form(
    State(site): State<Site>,
    visit: Visit,
    staff: Staff,
    Named((subject, digest)): Named<(String, String)>,
) -> Result<Response, WebError> {
    page(&site, visit, ("desk/gaps/reason.html", "gaps"), move |site, visit| {
        view(site, visit.language, &staff, (&subject, &digest))
    })
    .await
}

/// `POST /desk/gaps/{subject}/{digest}`
pub(super) async fn explain(
    State(site): State<Site>,
    visit: Visit,
    staff: Staff,
    Named((subject, digest)): Named<(String, String)>,
    Form(fields): Form<Fields>,
) -> Result<Response, WebError> {
    let language = visit.language;
    let done = site.ask(move |site| {
        let mut view = view(site, language, &staff, (&subject, &digest))?;
        let id = SubjectId::from_hex(&subject).ok_or(WebError::Missing)?;
        let (code, reason) = (fields.get("code"), fields.get("reason"));
        match site.intake().explain_gap(&staff.actor(), (id, &digest), (code, reason)) {
            Ok(()) => return Ok(Ok(view.back)),
            Err(IntakeError::NoReason) => {
                view.errors.add(site, language, "code", "desk.error.gap_reason_missing");
            }
            Err(refused @ IntakeError::Forbidden { .. }) => {
                view.errors.say("reason", refused.to_string());
            }
            Err(other) => return Err(other.into()),
        }
        (view.code, view.reason) = (code.to_owned(), reason.to_owned());
        Ok(Err(Box::new(view)))
    });
    match done.await? {
        Ok(back) => Ok(said(&visit, &back, "desk.said.gap_explained")),
        Err(view) => {
            let form = page(&site, visit, ("desk/gaps/reason.html", "gaps"), |_, _| Ok(view));
            Ok(again(form.await?, StatusCode::UNPROCESSABLE_ENTITY))
        }
    }
}

/// The decision, found in the last quarters of the own registers.
fn view(
    site: &Site,
    language: Language,
    staff: &Staff,
    (subject, digest): (&str, &str),
) -> Result<Page, WebError> {
    for quarter in period::all(site.today()).1 {
        let gaps = site.intake().gaps(&staff.agency, &quarter.id)?;
        let found =
            gaps.into_iter().find(|one| one.digest == digest && one.subject.to_hex() == subject);
        let Some(line) = found else { continue };
        let title =
            |code: &str| Choice::new(code, site.word(language, &format!("desk.gap_reason.{code}")));
        let known = line.reason.as_ref();
        return Ok(Page {
            action: format!("/desk/gaps/{subject}/{digest}"),
            back: format!("/desk/gaps?period={}", line.decided_on.strftime("%Y-%m")),
            item: unit::item_title(site, language, &line.item),
            decided_on: line.decided_on.to_string(),
            due_on: line.due_on.map(|day| day.to_string()),
            state: line.state.as_str(),
            codes: GapReason::CODES.into_iter().map(title).collect(),
            code: known.map(|reason| reason.code.clone()).unwrap_or_default(),
            reason: known.map(|reason| reason.text.clone()).unwrap_or_default(),
            errors: Wrongs::default(),
            document: line.document,
        });
    }
    Err(WebError::Missing)
}
