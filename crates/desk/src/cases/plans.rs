//! The plans of the packs: work divided among units, of which each entry becomes a case.

use axum::{extract::State, http::StatusCode, response::Response};
use policy::model::{
    plan::{Plan, PlanEntry},
    process::Process,
};
use serde::Serialize;
use web::{
    WebError,
    door::{Fields, Form, Language, Site, Staff, Visit, page, tell::cite},
};
use workflow::WorkflowError;

use super::{by, start::startable};
use crate::{
    form::{Refused, again},
    unit,
};

const TEMPLATE: (&str, &str) = ("desk/cases/plans.html", "cases");

/// The page.
#[derive(Clone, Debug, Serialize)]
struct Page {
    plans: Vec<Told>,
    imported: Option<Imported>,
    refused: Option<Refused>,
}

/// What came of an import.
#[derive(Clone, Debug, Serialize)]
struct Imported {
    title: String,
    opened: u64,
    known: u64,
}

/// One plan.
#[derive(Clone, Debug, Serialize)]
struct Told {
    id: String,
    title: String,
    basis: String,
    /// How many of its entries have their case.
    known: u64,
    total: u64,
    /// Whether this person may open the others.
    import: bool,
    entries: Vec<Entry>,
}

/// One entry of it.
#[derive(Clone, Debug, Serialize)]
struct Entry {
    title: String,
    clause: String,
    unit: String,
    with: String,
    due: String,
}

/// `GET /desk/cases/plans`
pub(super) async fn show(
    State(site): State<Site>,
    visit: Visit,
    staff: Staff,
) -> Result<Response, WebError> {
    page(&site, visit, TEMPLATE, move |site, visit| view(site, visit.language, &staff)).await
}

/// `POST /desk/cases/plans`: a case for each entry that has none yet.
pub(super) async fn import(
    State(site): State<Site>,
    visit: Visit,
    staff: Staff,
    Form(fields): Form<Fields>,
) -> Result<Response, WebError> {
    let language = visit.language;
    let (view, status) = site
        .ask(move |site| {
            let plan = site.law().plan(fields.get("plan")).ok_or(WebError::Missing)?;
            let imported = site.cases().import(&by(&staff), &plan.id);
            let mut page = view(site, language, &staff)?;
            match imported {
                Ok(done) => {
                    let title = language.of(&plan.title);
                    let (opened, known) = (done.opened, done.known);
                    page.imported = Some(Imported { title, opened, known });
                    Ok((page, StatusCode::OK))
                }
                Err(WorkflowError::Refused(refusal)) => {
                    page.refused = Some((*refusal).into());
                    Ok((page, StatusCode::FORBIDDEN))
                }
                Err(other) => Err(other.into()),
            }
        })
        .await?;
    Ok(again(page(&site, visit, TEMPLATE, |_, _| Ok(view)).await?, status))
}

fn view(site: &Site, language: Language, staff: &Staff) -> Result<Page, WebError> {
    let mine = startable(site, staff);
    let told = |(plan, known, total): (&Plan, u64, u64)| Told {
        known,
        total,
        id: plan.id.clone(),
        title: language.of(&plan.title),
        basis: cite(&plan.basis),
        import: known < total && may_import(site, staff, &mine, plan),
        entries: plan.entry.iter().map(|entry| self::entry(site, language, entry)).collect(),
    };
    let plans = site.cases().plans()?.into_iter().map(told).collect();
    Ok(Page { plans, imported: None, refused: None })
}

/// Whoever begins cases of its process; where nobody does by hand, any of its staff.
fn may_import(site: &Site, staff: &Staff, mine: &[&Process], plan: &Plan) -> bool {
    let Some(process) = site.law().process(&plan.process, site.today()) else { return false };
    if !process.start.by.is_empty() {
        return mine.iter().any(|one| one.id == process.id);
    }
    process.actor.iter().any(|actor| actor.roles.contains(&staff.role))
}

fn entry(site: &Site, language: Language, entry: &PlanEntry) -> Entry {
    Entry {
        title: language.of(&entry.title),
        clause: entry.clause.clone(),
        unit: unit::title(site, language, &entry.unit),
        with: entry.with.join(&site.word(language, "site.list_comma")),
        due: entry.due.to_string(),
    }
}
