//! Declarations that wait to be checked, oldest first.

use axum::{extract::State, response::Response};
use intake::{DeclarationView, Page as Part};
use policy::model::role::Action;
use serde::{Deserialize, Serialize};
use web::{
    WebError,
    door::{Asked, Language, Site, Staff, Visit, page, tell::Pager},
};

use crate::{may, queue::Task};

/// Declarations in the queue of a day.
const WAITING: u32 = 50;

/// Which part.
#[derive(Clone, Debug, Default, Deserialize)]
pub(super) struct Chosen {
    after: Option<String>,
}

/// The page.
#[derive(Clone, Debug, Serialize)]
struct Page {
    lines: Vec<Line>,
    pager: Pager,
}

/// One declaration.
#[derive(Clone, Debug, Serialize)]
struct Line {
    number: String,
    kind: String,
    who: String,
    summary: String,
    filed_on: String,
    files: usize,
}

/// `GET /desk/declarations`
pub(super) async fn show(
    State(site): State<Site>,
    visit: Visit,
    Asked(chosen): Asked<Chosen>,
) -> Result<Response, WebError> {
    page(&site, visit, ("desk/declarations/index.html", "declarations"), move |site, visit| {
        let first = chosen.after.is_some().then(|| "/desk/declarations".to_owned());
        let waiting = site.declarations().to_check(&Part { after: chosen.after, size: 30 })?;
        let next = waiting.next.map(|after| format!("/desk/declarations?after={after}"));
        let line = |one: &DeclarationView| Line {
            number: one.number.clone(),
            kind: kind(visit.language, one),
            who: one.name.clone(),
            summary: one.summary.clone().unwrap_or_default(),
            filed_on: one.declared_on.to_string(),
            files: one.evidence.len(),
        };
        let lines = waiting.entries.iter().map(line).collect();
        Ok(Page { lines, pager: Pager { next, first } })
    })
    .await
}

/// What is declared.
pub(super) fn kind(language: Language, one: &DeclarationView) -> String {
    one.title.as_ref().map_or_else(|| one.item.clone(), |title| language.of(title))
}

/// Declarations that wait to be checked, for the queue. The law sets no day.
pub(crate) fn tasks(site: &Site, language: Language, staff: &Staff) -> Result<Vec<Task>, WebError> {
    if !may::has(site.law(), staff, Action::CheckDeclarations) {
        return Ok(Vec::new());
    }
    let waiting = site.declarations().to_check(&Part { after: None, size: WAITING })?;
    let task = |one: &DeclarationView| Task {
        kind: "declaration",
        title: one.summary.clone().unwrap_or_else(|| kind(language, one)),
        detail: kind(language, one),
        whose: one.name.clone(),
        due: None,
        state: "later",
        words: site.words(
            language,
            "desk.declarations.since",
            &[("date", one.declared_on.to_string())],
        ),
        why: site.word(language, "desk.task_why.declaration"),
        href: format!("/desk/declarations/{}", one.number),
    };
    Ok(waiting.entries.iter().map(task).collect())
}
