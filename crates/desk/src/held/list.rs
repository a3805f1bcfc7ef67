//! The held rows, oldest batches first, each with the one it may mean.

use axum::{extract::State, response::Response};
use intake::{HeldRow, Page as Part};
use serde::{Deserialize, Serialize};
use vocabulary::Timestamp;
use web::{
    WebError,
    door::{
        Asked, Language, Site, Staff, Visit, page,
        tell::{Pager, id, instant},
    },
};

use crate::{may, sides::hundredths, unit};

/// Rows on one page.
const ROWS: u32 = 20;
/// Candidates that are looked for beside each row: the first is named, the others counted.
const LOOKED: u32 = 5;

/// Which part of the rows.
#[derive(Clone, Debug, Default, Deserialize)]
pub(super) struct Chosen {
    after: Option<String>,
}

/// The page.
#[derive(Clone, Debug, Serialize)]
struct Page {
    rows: Vec<Row>,
    pager: Pager,
}

/// One row.
#[derive(Clone, Debug, Serialize)]
struct Row {
    batch: String,
    line: u64,
    item: String,
    agency: String,
    at: String,
    why: Vec<String>,
    /// The name it gives; none for persons.
    named: Option<String>,
    person: bool,
    best: Option<Best>,
    more: usize,
}

/// Who is meant most likely.
#[derive(Clone, Debug, Serialize)]
struct Best {
    name: String,
    verdict: String,
    value: i32,
}

/// `GET /desk/held`
pub(super) async fn list(
    State(site): State<Site>,
    visit: Visit,
    staff: Staff,
    Asked(chosen): Asked<Chosen>,
) -> Result<Response, WebError> {
    page(&site, visit, ("desk/held/index.html", "held"), move |site, visit| {
        let first = chosen.after.is_some().then(|| "/desk/held".to_owned());
        let held = site.intake().held(None, &Part { after: chosen.after, size: ROWS })?;
        let next = held.next.map(|after| format!("/desk/held?after={}", after.replace('/', "%2F")));
        let reached = |row: &HeldRow| may::reaches(site.law(), &staff, &row.agency);
        let rows = held.entries.into_iter().filter(reached);
        let rows = rows.map(|held| row(site, visit.language, held));
        Ok(Page { rows: rows.collect::<Result<_, _>>()?, pager: Pager { next, first } })
    })
    .await
}

fn row(site: &Site, language: Language, held: HeldRow) -> Result<Row, WebError> {
    let named = held.named.clone().filter(|_| !held.person);
    let candidates = match &named {
        Some(name) => site.gate().candidates(name, LOOKED)?.into_inner(),
        None => Vec::new(),
    };
    let best = candidates.first().map(|first| Best {
        name: first.head.name.clone().unwrap_or_default(),
        verdict: id(&first.score.verdict),
        value: hundredths(first.score.value),
    });
    Ok(Row {
        item: unit::item_title(site, language, &held.item),
        agency: unit::title(site, language, &held.agency),
        at: at(&held),
        why: held.faults.iter().map(|fault| fault.title.clone()).collect(),
        person: held.person,
        batch: held.batch,
        line: held.line,
        more: candidates.len().saturating_sub(1),
        named,
        best,
    })
}

/// When it was received.
pub(super) fn at(held: &HeldRow) -> String {
    instant(Timestamp::from_microsecond(held.received_at).unwrap_or_default())
}
