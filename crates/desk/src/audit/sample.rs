//! A sample of the register, and what was found about it (H-79).

use axum::{extract::State, http::StatusCode, response::Response};
use disclosure::{GateError, Viewer};
use jiff::ToSpan;
use serde::Serialize;
use vocabulary::{Date, SubjectId};
use web::{
    WebError,
    door::{Asked, Fields, Form, Language, Site, Staff, Visit, page, said},
};

use super::index::{Row, told};
use crate::form::{Refused, Wrongs, again};

const TEMPLATE: (&str, &str) = ("desk/audit/samples.html", "audit");

/// Which period.
#[derive(Clone, Debug, Default, serde::Deserialize)]
pub(super) struct Asking {
    from: Option<String>,
    until: Option<String>,
}

/// The page.
#[derive(Clone, Debug, Serialize)]
struct Page {
    from: String,
    until: String,
    of: u64,
    rows: Vec<Row>,
    chosen: Vec<String>,
    finding: String,
    errors: Wrongs,
    refused: Option<Refused>,
}

/// `GET /desk/audit/samples`
pub(super) async fn show(
    State(site): State<Site>,
    visit: Visit,
    staff: Staff,
    Asked(asking): Asked<Asking>,
) -> Result<Response, WebError> {
    page(&site, visit, TEMPLATE, move |site, visit| {
        let (from, until) = (asking.from.unwrap_or_default(), asking.until.unwrap_or_default());
        view(site, visit.language, &staff, (&from, &until))
    })
    .await
}

/// `POST /desk/audit/samples`
pub(super) async fn review(
    State(site): State<Site>,
    visit: Visit,
    staff: Staff,
    Form(fields): Form<Fields>,
) -> Result<Response, WebError> {
    let language = visit.language;
    let outcome = site.ask(move |site| record(site, language, &staff, &fields)).await?;
    match outcome {
        None => Ok(said(&visit, "/desk/audit", "desk.said.looks_reviewed")),
        Some(view) => {
            let form = page(&site, visit, TEMPLATE, |_, _| Ok(view));
            Ok(again(form.await?, StatusCode::UNPROCESSABLE_ENTITY))
        }
    }
}

fn record(
    site: &Site,
    language: Language,
    staff: &Staff,
    fields: &Fields,
) -> Result<Option<Page>, WebError> {
    let chosen: Vec<String> = fields.all("look").map(str::to_owned).collect();
    let looks: Vec<(SubjectId, u64)> = chosen.iter().filter_map(|mark| look(mark)).collect();
    let finding = fields.get("finding").to_owned();
    let mut errors = Wrongs::default();
    if looks.is_empty() {
        errors.add(site, language, "look", "desk.error.looks_missing");
    }
    if finding.is_empty() {
        errors.add(site, language, "finding", "desk.error.finding_missing");
    }
    let mut refused = None;
    if errors.none() {
        match site.gate().review(&staff.actor(), &looks, &finding) {
            Ok(_) => return Ok(None),
            Err(GateError::Refused(refusal)) => refused = Some(refusal.into()),
            Err(other) => return Err(other.into()),
        }
    }
    let form = view(site, language, staff, (fields.get("from"), fields.get("until")))?;
    Ok(Some(Page { chosen, finding, errors, refused, ..form }))
}

/// The look of a mark: subject and position.
fn look(mark: &str) -> Option<(SubjectId, u64)> {
    let (subject, position) = mark.split_once('_')?;
    Some((SubjectId::from_hex(subject)?, position.parse().ok()?))
}

fn view(
    site: &Site,
    language: Language,
    staff: &Staff,
    (from, until): (&str, &str),
) -> Result<Page, WebError> {
    let today = site.today();
    let day = |text: &str| text.parse::<Date>().ok();
    let until = day(until).unwrap_or(today);
    let days = i64::from(site.law().security().register.review_days);
    let from = day(from).unwrap_or_else(|| until.checked_sub(days.days()).unwrap_or(until));
    let viewer = Viewer::Auditor { actor: staff.actor() };
    let sample = site.gate().sample(&viewer, from, until)?.into_inner();
    Ok(Page {
        from: sample.from.to_string(),
        until: sample.until.to_string(),
        of: sample.of,
        rows: sample.rows.into_iter().map(|row| told(site, language, row)).collect(),
        chosen: Vec::new(),
        finding: String::new(),
        errors: Wrongs::default(),
        refused: None,
    })
}
