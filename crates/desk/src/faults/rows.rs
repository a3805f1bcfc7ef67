//! The rows of a batch that were not taken, each with its faults and its cells to mend.

use std::collections::BTreeMap;

use axum::{extract::State, response::Response};
use intake::{FaultyRow, Page as Part};
use policy::model::catalog::{CatalogItem, Field};
use serde::{Deserialize, Serialize};
use web::{
    WebError,
    door::{Asked, Fields, Language, Named, Site, Staff, Visit, file, page, tell::Pager},
};

use super::ROWS;
use crate::{batches::own, form::Choice, unit};

/// Which part of the rows.
#[derive(Clone, Debug, Default, Deserialize)]
pub(super) struct Chosen {
    after: Option<String>,
}

/// The page.
#[derive(Clone, Debug, Serialize)]
pub(super) struct Page {
    id: String,
    item: String,
    rows: Vec<Row>,
    pager: Pager,
    /// Where this part of the rows begins.
    after: Option<String>,
    /// Whether nothing was changed before it was sent.
    unchanged: bool,
}

/// One row.
#[derive(Clone, Debug, Serialize)]
struct Row {
    line: u64,
    held: bool,
    /// Faults that no cell of the row carries.
    whole: Vec<Fault>,
    cells: Vec<Cell>,
}

/// One fault.
#[derive(Clone, Debug, Serialize)]
struct Fault {
    label: String,
    title: String,
    value: String,
    advice: String,
    rule: String,
}

/// One cell.
#[derive(Clone, Debug, Serialize)]
struct Cell {
    /// Name and id of its input.
    name: String,
    label: String,
    value: String,
    options: Vec<Choice>,
    required: bool,
    /// What is wrong with it.
    error: Option<String>,
}

/// `GET /desk/faults/{id}`
pub(super) async fn show(
    State(site): State<Site>,
    visit: Visit,
    staff: Staff,
    Named(id): Named<String>,
    Asked(chosen): Asked<Chosen>,
) -> Result<Response, WebError> {
    page(&site, visit, ("desk/faults/rows.html", "batches"), move |site, visit| {
        view(site, visit.language, &staff, (&id, chosen.after), None)
    })
    .await
}

/// `GET /desk/faults/{id}/rows.csv`
pub(super) async fn download(
    State(site): State<Site>,
    staff: Staff,
    Named(id): Named<String>,
) -> Result<Response, WebError> {
    site.ask(move |site| {
        own(site, &staff, &id)?;
        let mut rows = Vec::new();
        site.intake().faults_csv(&id, &mut rows)?;
        Ok(file(&format!("{id}-rows.csv"), "text/csv; charset=utf-8", rows))
    })
    .await
}

/// The page; with what was typed, if it was typed and changes nothing.
pub(super) fn view(
    site: &Site,
    language: Language,
    staff: &Staff,
    (id, after): (&str, Option<String>),
    typed: Option<&Fields>,
) -> Result<Page, WebError> {
    let receipt = own(site, staff, id)?;
    let first = after.is_some().then(|| format!("/desk/faults/{id}"));
    let part = Part { after: after.clone(), size: ROWS };
    let rows = site.intake().faulty_rows(id, &part)?;
    let item = site.law().item(&receipt.item, site.today());
    let next = rows.next.map(|after| format!("/desk/faults/{id}?after={after}"));
    Ok(Page {
        id: id.to_owned(),
        item: unit::item_title(site, language, &receipt.item),
        rows: rows.entries.iter().map(|entry| row(item, entry)).collect(),
        pager: Pager { next, first },
        after,
        unchanged: typed.is_some(),
    })
}

/// The name of the input of a cell.
pub(super) fn name(line: u64, column: usize) -> String {
    format!("c-{line}-{column}")
}

fn row(item: Option<&CatalogItem>, row: &FaultyRow) -> Row {
    // A header is the field's name or its label, with a star in templates.
    let of = |header: &str| {
        let header = header.trim().trim_end_matches('*');
        let fields = item.map(|item| item.field.as_slice()).unwrap_or_default();
        fields.iter().find(|field| field.name == header || field.zh == header)
    };
    let mut wrong: BTreeMap<&str, String> = BTreeMap::new();
    for fault in &row.faults {
        let Some(field) = &fault.field else { continue };
        let told = wrong.entry(field).or_default();
        told.push_str(&format!("{}（{}）。{}", fault.title, fault.rule, fault.advice));
    }
    let columns: Vec<Option<&Field>> = row.cells.iter().map(|cell| of(&cell.header)).collect();
    let stands =
        |name: &str| columns.iter().any(|field| field.is_some_and(|field| field.name == name));
    let cells = row.cells.iter().zip(&columns).enumerate().map(|(column, (cell, field))| Cell {
        name: name(row.line, column),
        label: field.map_or_else(|| cell.header.clone(), |field| field.zh.clone()),
        value: cell.value.clone(),
        options: options(*field),
        required: field.is_some_and(|field| field.required),
        error: field.and_then(|field| wrong.get(field.name.as_str()).cloned()),
    });
    let whole = row.faults.iter().filter(|fault| !fault.field.as_deref().is_some_and(stands));
    let whole = whole.map(|fault| Fault {
        label: fault.label.clone().unwrap_or_default(),
        title: fault.title.clone(),
        value: fault.value.clone(),
        advice: fault.advice.clone(),
        rule: fault.rule.clone(),
    });
    Row { line: row.line, held: row.held, whole: whole.collect(), cells: cells.collect() }
}

/// The values that the law allows, where it names them and one is wanted.
fn options(field: Option<&Field>) -> Vec<Choice> {
    let Some(field) = field.filter(|field| !field.several) else { return Vec::new() };
    field.values.iter().map(|value| Choice::new(value, value)).collect()
}
