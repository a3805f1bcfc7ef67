//! The receipt of a batch of the own agency.

use axum::{extract::State, response::Response};
use intake::{NamedRow, Page as Part, Receipt};
use policy::model::role::Action;
use serde::Serialize;
use web::{
    WebError,
    door::{
        Language, Named, Site, Staff, Visit, page,
        tell::{Labelled, group},
    },
};

use super::{Rule, rules, state};
use crate::{faults, may, unit};

/// Rows filed by name that the page names.
const NAMED: u32 = 50;

/// The page.
#[derive(Clone, Debug, Serialize)]
struct Page {
    id: String,
    item: String,
    agency: String,
    state: &'static str,
    tone: &'static str,
    facts: Vec<Labelled>,
    figures: Vec<Labelled>,
    faulty: u64,
    held: u64,
    /// Of these, as many as were not sent again since.
    waiting: u64,
    /// Whether this role may mend the faulty rows.
    mends: bool,
    rules: Vec<Rule>,
    cleansed: Vec<Rule>,
    /// Rows without a code that were put to the only organisation of their name.
    named: Vec<ByName>,
    dropped: Vec<String>,
}

/// A row that was filed by its name.
#[derive(Clone, Debug, Serialize)]
struct ByName {
    line: u64,
    name: String,
    rule: String,
    advice: String,
}

impl From<NamedRow> for ByName {
    fn from(row: NamedRow) -> Self {
        Self { line: row.line, name: row.name, rule: row.rule, advice: row.advice }
    }
}

/// `GET /desk/batches/{id}`
pub(super) async fn show(
    State(site): State<Site>,
    visit: Visit,
    staff: Staff,
    Named(id): Named<String>,
) -> Result<Response, WebError> {
    page(&site, visit, ("desk/batches/receipt.html", "batches"), move |site, visit| {
        let receipt = own(site, &staff, &id)?;
        let waiting = faults::waiting(site, &id, receipt.rejected)?;
        let part = Part { after: None, size: NAMED };
        let named = site.intake().named_rows(&id, &part)?.entries;
        let view = view(site, visit.language, &staff, (&receipt, waiting));
        Ok(Page { named: named.into_iter().map(ByName::from).collect(), ..view })
    })
    .await
}

/// A batch of the own agency; another's is as if it did not exist.
pub(crate) fn own(site: &Site, staff: &Staff, id: &str) -> Result<Receipt, WebError> {
    let receipt = site.intake().receipt(id)?;
    if receipt.agency == unit::code(site, staff) { Ok(receipt) } else { Err(WebError::Missing) }
}

fn view(
    site: &Site,
    language: Language,
    staff: &Staff,
    (receipt, waiting): (&Receipt, u64),
) -> Page {
    let said =
        |key: &str, value: String, wide| Labelled { label: site.word(language, key), value, wide };
    let counts = [
        ("receipt.received", receipt.received, true),
        ("receipt.accepted", receipt.accepted, true),
        ("receipt.duplicates", receipt.duplicates, true),
        ("receipt.corrected", receipt.corrected, false),
        ("receipt.rejected", receipt.rejected, true),
        ("receipt.held", receipt.held, false),
    ];
    let shown = counts.into_iter().filter(|(_, count, always)| *always || *count > 0);
    let positions = receipt.first_position.zip(receipt.last_position);
    let grouped = |number: u64| group(i64::try_from(number).unwrap_or(i64::MAX));
    let positions =
        positions.map(|(first, last)| format!("{} – {}", grouped(first), grouped(last)));
    let text = if receipt.complete { "done" } else { "open" };
    let (state, tone) = state(text, receipt.rejected > 0);
    Page {
        id: receipt.batch.clone(),
        item: unit::item_title(site, language, &receipt.item),
        agency: unit::title(site, language, &receipt.agency),
        state,
        tone,
        facts: vec![
            said("desk.receipts.number", receipt.batch.clone(), true),
            said("receipt.agency", unit::title(site, language, &receipt.agency), true),
            said("receipt.positions", positions.unwrap_or_default(), true),
        ],
        figures: shown.map(|(key, count, _)| said(key, grouped(count), false)).collect(),
        faulty: receipt.rejected,
        held: receipt.held,
        mends: waiting > 0 && may::has(site.law(), staff, Action::SubmitBatch),
        waiting,
        rules: rules(&receipt.rejected_by_rule),
        cleansed: rules(&receipt.cleansed_by_rule),
        named: Vec::new(),
        dropped: receipt.dropped_fields.clone(),
    }
}
