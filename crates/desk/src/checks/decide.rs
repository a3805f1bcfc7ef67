//! What came of a check, and what the unit did afterwards. What was found is not shown again: it may
//! have been repaired since (H-29).

use axum::{extract::State, http::StatusCode, response::Response};
use check::{CheckError, Decision, Receipt};
use policy::model::role::Action;
use serde::Serialize;
use web::{
    WebError,
    door::{
        Fields, Form, Language, Named, Site, Staff, Visit, page, said,
        tell::{Labelled, instant},
    },
};

use super::{ask::matter_title, tone};
use crate::{
    form::{Choice, Wrongs, again},
    may, unit,
};

const DECISIONS: [Decision; 4] =
    [Decision::Granted, Decision::GrantedWithConditions, Decision::Refused, Decision::Withdrawn];

/// The page.
#[derive(Clone, Debug, Serialize)]
struct Page {
    number: String,
    position: u64,
    outcome: &'static str,
    tone: &'static str,
    facts: Vec<Labelled>,
    decision: Option<&'static str>,
    decided_at: Option<String>,
    decides: bool,
    decisions: Vec<Choice>,
    chosen: String,
    reason: String,
    /// Number of the credit report that was fetched for the matter.
    report: String,
    errors: Wrongs,
}

/// `GET /desk/checks/{number}`
pub(super) async fn show(
    State(site): State<Site>,
    visit: Visit,
    staff: Staff,
    Named(number): Named<String>,
) -> Result<Response, WebError> {
    page(&site, visit, ("desk/checks/receipt.html", "checks"), move |site, visit| {
        let receipt = site.checker().receipt(&staff.agency, &number)?;
        Ok(view(site, visit.language, &staff, &receipt))
    })
    .await
}

/// `POST /desk/checks/{number}/decision`
pub(super) async fn decide(
    State(site): State<Site>,
    visit: Visit,
    staff: Staff,
    Named(number): Named<String>,
    Form(fields): Form<Fields>,
) -> Result<Response, WebError> {
    let (language, path) = (visit.language, format!("/desk/checks/{number}"));
    let wrong = site.ask(move |site| record(site, language, &staff, &number, &fields)).await?;
    let Some(view) = wrong else { return Ok(said(&visit, &path, "desk.said.decided")) };
    let form = page(&site, visit, ("desk/checks/receipt.html", "checks"), |_, _| Ok(view));
    Ok(again(form.await?, StatusCode::UNPROCESSABLE_ENTITY))
}

/// Records what was decided; the form again if something is missing.
fn record(
    site: &Site,
    language: Language,
    staff: &Staff,
    number: &str,
    fields: &Fields,
) -> Result<Option<Page>, WebError> {
    let receipt = site.checker().receipt(&staff.agency, number)?;
    let mut errors = Wrongs::default();
    match Decision::parse(fields.get("decision")) {
        None => errors.add(site, language, "decision", "desk.error.decision_missing"),
        Some(decision) => {
            let (actor, report) = (staff.actor(), fields.get("report").to_uppercase());
            let known = report.is_empty() || site.reports().verify(&report)?.head.is_some();
            if !known {
                errors.add(site, language, "report", "desk.error.report_unknown");
                return Ok(Some(typed(site, language, (staff, &receipt), fields, errors)));
            }
            let why = (fields.get("reason"), Some(report.as_str()).filter(|one| !one.is_empty()));
            match site.checker().decide(&actor, &staff.agency, number, decision, why) {
                Ok(_) => return Ok(None),
                Err(CheckError::ReasonMissing) => {
                    errors.add(site, language, "reason", "desk.error.reason_missing");
                }
                Err(other) => return Err(other.into()),
            }
        }
    }
    Ok(Some(typed(site, language, (staff, &receipt), fields, errors)))
}

/// The page again with what was typed.
fn typed(
    site: &Site,
    language: Language,
    (staff, receipt): (&Staff, &Receipt),
    fields: &Fields,
    errors: Wrongs,
) -> Page {
    Page {
        errors,
        chosen: fields.get("decision").to_owned(),
        reason: fields.get("reason").to_owned(),
        report: fields.get("report").to_owned(),
        ..view(site, language, staff, receipt)
    }
}

fn view(site: &Site, language: Language, staff: &Staff, receipt: &Receipt) -> Page {
    let fact =
        |key: &str, value: String, wide| Labelled { label: site.word(language, key), value, wide };
    let decision = |decision: &Decision| {
        let key = format!("desk.decision.{}", decision.as_str());
        Choice::new(decision.as_str(), site.word(language, &key))
    };
    Page {
        number: receipt.number.clone(),
        position: receipt.position,
        outcome: receipt.outcome.as_str(),
        tone: tone(receipt.outcome),
        facts: vec![
            fact("desk.checks.matter", matter_title(site, language, &receipt.matter), true),
            fact("desk.receipt.unit", unit::title(site, language, &receipt.organisation), true),
            fact("desk.when", instant(receipt.at), false),
        ],
        decision: receipt.decision.map(Decision::as_str),
        decided_at: receipt.decided_at.map(instant),
        decides: may::has(site.law(), staff, Action::DecideCheck),
        decisions: DECISIONS.iter().map(decision).collect(),
        chosen: String::new(),
        reason: String::new(),
        report: receipt.report.clone().unwrap_or_default(),
        errors: Wrongs::default(),
    }
}
