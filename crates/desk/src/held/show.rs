//! One held row beside those whom it may mean.

use axum::{extract::State, response::Response};
use identity::{Candidate, Verdict};
use intake::{HeldRow, IntakeError};
use serde::Serialize;
use web::{
    WebError,
    door::{Language, Named, Site, Staff, Visit, page, tell::Labelled},
};

use super::list::at;
use crate::{
    may,
    sides::{self, Compared, Side},
    unit,
};

/// The page.
#[derive(Clone, Debug, Serialize)]
struct Page {
    batch: String,
    line: u64,
    item: String,
    agency: String,
    at: String,
    /// What is wrong, and what to do about it.
    why: Vec<Labelled>,
    named: Option<String>,
    person: bool,
    cells: Vec<Labelled>,
    candidates: Vec<Proposed>,
    options: Vec<Choice>,
    /// The option that stands chosen at first: nobody, unless there is nothing to choose.
    chosen: &'static str,
}

/// One whom it may mean.
#[derive(Clone, Debug, Serialize)]
struct Proposed {
    name: String,
    href: Option<String>,
    sides: Vec<Side>,
    #[serde(flatten)]
    compared: Compared,
}

/// An option of the decision.
#[derive(Clone, Debug, Serialize)]
struct Choice {
    id: String,
    title: String,
    hint: Option<String>,
}

/// `GET /desk/held/{batch}/{line}`
pub(super) async fn show(
    State(site): State<Site>,
    visit: Visit,
    staff: Staff,
    Named((batch, line)): Named<(String, u64)>,
) -> Result<Response, WebError> {
    page(&site, visit, ("desk/held/show.html", "held"), move |site, visit| {
        let held = match site.intake().held_row(&batch, line) {
            Err(IntakeError::NoSuchRecord | IntakeError::NoSuchBatch { .. }) => {
                return Err(WebError::Missing);
            }
            other => other?,
        };
        if !may::reaches(site.law(), &staff, &held.agency) {
            return Err(WebError::Missing);
        }
        view(site, visit.language, held)
    })
    .await
}

fn view(site: &Site, language: Language, held: HeldRow) -> Result<Page, WebError> {
    let cells = held.cells.iter().filter(|cell| !cell.value.is_empty());
    let cells: Vec<_> = cells.map(|cell| (cell.header.clone(), cell.value.clone())).collect();
    let row = (held.named.as_deref(), held.given.as_deref(), cells.as_slice());
    let candidates = held.candidates.iter();
    let candidates = candidates.map(|candidate| proposed(site, language, row, candidate));
    let candidates = candidates.collect::<Result<Vec<_>, _>>()?;
    let options = options(site, language, &held.candidates);
    Ok(Page {
        item: unit::item_title(site, language, &held.item),
        agency: unit::title(site, language, &held.agency),
        at: at(&held),
        why: held
            .faults
            .iter()
            .map(|fault| Labelled {
                label: fault.title.clone(),
                value: fault.advice.clone(),
                wide: false,
            })
            .collect(),
        named: held.named.filter(|_| !held.person),
        person: held.person,
        batch: held.batch,
        line: held.line,
        candidates,
        chosen: if options.len() == 1 { OTHER } else { "" },
        options,
        cells: cells
            .into_iter()
            .map(|(label, value)| Labelled { label, value, wide: false })
            .collect(),
    })
}

/// The option of whom nobody proposed.
pub(super) const OTHER: &str = "other";

fn options(site: &Site, language: Language, candidates: &[Candidate]) -> Vec<Choice> {
    // Whoever differs is shown and not offered: a wrong choice should take more than a slip.
    let near = candidates.iter().filter(|one| one.score.verdict != Verdict::Different);
    let coded = near.filter_map(|candidate| Some((candidate, candidate.code.clone()?)));
    let mut options: Vec<_> = coded
        .map(|(candidate, code)| Choice {
            title: candidate.name.clone(),
            hint: Some(code.clone()),
            id: code,
        })
        .collect();
    let title = site.word(language, "desk.held.other");
    options.push(Choice { id: OTHER.to_owned(), title, hint: None });
    options
}

fn proposed(
    site: &Site,
    language: Language,
    row: (Option<&str>, Option<&str>, &[(String, String)]),
    candidate: &Candidate,
) -> Result<Proposed, WebError> {
    Ok(Proposed {
        name: candidate.name.clone(),
        href: candidate.code.as_ref().map(|code| format!("/subjects/{code}")),
        sides: sides::of_row(site, language, row, candidate)?,
        compared: Compared::from(&candidate.score),
    })
}
