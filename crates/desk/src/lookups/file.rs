//! A file as an officer sees it: what the gate discloses to a department, with its masks.

use disclosure::{FileView, RecordState, RecordView};
use policy::model::catalog::Publicity;
use serde::Serialize;
use web::door::{
    Language, Site,
    tell::{Labelled, authority, cite, division, instant, kind, label, state_tone, title, tone},
};

/// The page.
#[derive(Clone, Debug, Serialize)]
pub(super) struct Page {
    name: Option<String>,
    /// The number asked for, masked for persons.
    number: String,
    kind: &'static str,
    state: Option<String>,
    state_tone: &'static str,
    /// Position of the fact by which this look was registered.
    lookup: u64,
    purpose: String,
    matter_number: String,
    unit: String,
    officer: String,
    at: String,
    facts: Vec<Labelled>,
    total: usize,
    years: Vec<Year>,
}

/// The records of one year, newest first.
#[derive(Clone, Debug, Serialize)]
struct Year {
    year: i16,
    records: Vec<Line>,
}

/// One record.
#[derive(Clone, Debug, Serialize)]
struct Line {
    decided_on: String,
    tone: &'static str,
    item: String,
    title: String,
    self_declared: Option<&'static str>,
    objected: bool,
    /// Whether it is shared with agencies and not public.
    closed: bool,
    authority: String,
    until: Option<String>,
    fields: Vec<Field>,
    position: u64,
    basis: String,
}

/// One field of it.
#[derive(Clone, Debug, Serialize)]
struct Field {
    label: String,
    value: String,
    masked: bool,
}

/// Who asked, for what.
pub(crate) struct Asked {
    pub(crate) unit: String,
    pub(crate) officer: String,
    pub(crate) number: String,
    pub(crate) purpose: String,
    pub(crate) matter_number: String,
}

/// The page of a file.
pub(super) fn page(site: &Site, language: Language, asked: Asked, file: &FileView) -> Page {
    let head = &file.head;
    let mut years: Vec<Year> = Vec::new();
    for record in &file.records {
        let year = record.decided_on.year();
        let line = line(site, language, record);
        match years.last_mut().filter(|last| last.year == year) {
            Some(last) => last.records.push(line),
            None => years.push(Year { year, records: vec![line] }),
        }
    }
    let fact = |key: &str, value: Option<String>, wide| {
        let value = value.filter(|value| !value.is_empty())?;
        Some(Labelled { label: site.word(language, key), value, wide })
    };
    let former = Some(head.former_names.join(&site.word(language, "site.list_comma")));
    let facts = [
        fact("subject.registered_on", head.registered_on.map(|day| day.to_string()), false),
        fact("subject.division", division(site, head.division.as_deref()), false),
        fact("desk.file.exited_on", head.exited_on.map(|day| day.to_string()), false),
        fact("subject.former_names", former, true),
    ];
    Page {
        name: head.name.clone(),
        number: asked.number,
        kind: kind(head.kind),
        state: head.state.clone(),
        state_tone: state_tone(head.state.as_deref()),
        lookup: file.lookup.unwrap_or_default(),
        purpose: asked.purpose,
        matter_number: asked.matter_number,
        unit: asked.unit,
        officer: asked.officer,
        at: instant(site.clock().now()),
        facts: facts.into_iter().flatten().collect(),
        total: file.records.len(),
        years,
    }
}

fn line(site: &Site, language: Language, record: &RecordView) -> Line {
    let item = site.law().item(&record.item, site.today());
    let fields = record.fields.iter().filter(|field| !field.value.is_empty());
    Line {
        decided_on: record.decided_on.to_string(),
        tone: tone(record.polarity),
        item: language.of(&record.title),
        title: title(language, record),
        self_declared: record.declared.as_ref().map(|declared| declared.state.as_str()),
        objected: record.state == RecordState::InObjection,
        closed: item.is_some_and(|item| item.publicity != Publicity::Public),
        authority: authority(language, record),
        until: record.until_on.map(|day| day.to_string()),
        fields: fields
            .map(|field| Field {
                label: label(language, &field.name, &field.zh),
                value: field.value.clone(),
                masked: field.masked,
            })
            .collect(),
        position: record.position,
        basis: cite(&record.basis),
    }
}
