//! `/mine/records`: the whole file as a line of time, and each record whole.

use std::collections::BTreeMap;

use axum::{extract::State, response::Response};
use disclosure::{RecordState, RecordView};
use policy::model::{catalog::CatalogClass, process::Process};
use web::{
    WebError,
    door::{self, Holder, Language, Named, Site, Visit, page, tell},
    view::case::Line as Running,
};

use crate::{
    cases, own, sight,
    view::{self, Line, Year},
};

/// `GET /mine/records`
pub(crate) async fn list(
    State(site): State<Site>,
    visit: Visit,
    holder: Holder,
) -> Result<Response, WebError> {
    page(&site, visit, ("mine/records.html", "records"), move |site, visit| {
        let file = own::file(site, &holder)?;
        let records = file.as_ref().map_or(&[][..], |file| file.records.as_slice());
        let lines = records.iter().map(|record| line(site, visit.language, record));
        Ok(view::Records {
            name: own::name(&holder),
            organisation: own::is_organisation(&holder),
            total: records.len(),
            over: records.iter().filter(|record| !record.state.is_active()).count(),
            years: years(lines.collect()),
        })
    })
    .await
}

/// `GET /mine/records/{digest}`
pub(crate) async fn show(
    State(site): State<Site>,
    visit: Visit,
    holder: Holder,
    Named(digest): Named<String>,
) -> Result<Response, WebError> {
    page(&site, visit, ("mine/record.html", "records"), move |site, visit| {
        let record = own::record(site, &holder, &digest)?;
        let (cases, begin) = about(site, visit.language, &holder, &record)?;
        Ok(view::Record { cases, begin, ..whole(site, visit.language, &record) })
    })
    .await
}

/// One record as one line.
pub(crate) fn line(site: &Site, language: Language, record: &RecordView) -> Line {
    let today = site.today();
    Line {
        href: format!("/mine/records/{}", record.digest),
        objection_href: objection(site, record),
        item_title: language.of(&record.title),
        tone: tone(record),
        title: tell::title(language, record),
        source: tell::authority(language, record),
        document_number: tell::field(record, "document_number").map(str::to_owned),
        decided_on: record.decided_on.to_string(),
        valid_until: record.until_on.map(|day| day.to_string()),
        seen: sight::seen(site, language, record, today),
        state: sight::state(record.state)
            .map(|(key, tone)| tell::Tag { title: site.word(language, key), tone }),
        self_declared: record.class == CatalogClass::SelfDeclared,
        check_state: check_state(record),
        objected: record.state == RecordState::InObjection,
    }
}

/// What became of the check of a self-declared record.
pub(crate) fn check_state(record: &RecordView) -> Option<String> {
    tell::field(record, "check_state").map(str::to_owned)
}

/// Where it is objected to; any record can be, whatever it says and wherever it comes from (H-09).
pub(crate) fn objection(site: &Site, record: &RecordView) -> String {
    match door::objection(site, &record.item) {
        Some(process) => format!("/mine/cases/new/{}?digest={}", process.id, record.digest),
        None => "/processes".to_owned(),
    }
}

/// What is over has no colour.
fn tone(record: &RecordView) -> &'static str {
    if record.state.is_active() { tell::tone(record.polarity) } else { "quiet" }
}

fn years(lines: Vec<Line>) -> Vec<Year> {
    let mut years: BTreeMap<String, Vec<Line>> = BTreeMap::new();
    for line in lines {
        let year = line.decided_on.split('-').next().unwrap_or_default().to_owned();
        years.entry(year).or_default().push(line);
    }
    years.into_iter().rev().map(|(year, lines)| Year { year, lines }).collect()
}

fn whole(site: &Site, language: Language, record: &RecordView) -> view::Record {
    let today = site.today();
    let lineage = record.lineage.as_ref();
    let repairable = lineage.and_then(|lineage| lineage.repairable_from);
    let period = record.public_until.filter(|_| record.state.is_active());
    let labelled = |field: &disclosure::FieldView| tell::Labelled {
        label: tell::label(language, &field.name, &field.zh),
        value: field.value.clone(),
        wide: false,
    };
    let fields = record.fields.iter().filter(|field| !field.value.is_empty());
    view::Record {
        line: line(site, language, record),
        meaning: sight::meaning(site, language, record, today),
        period: period
            .and_then(|until| tell::Period::draw(record.decided_on, until, repairable, today)),
        fields: fields.map(labelled).collect(),
        basis: Some(tell::cite(&record.basis)).filter(|basis| !basis.is_empty()),
        item_href: format!("/items/{}", record.item),
        sources: lineage.map(|lineage| sources(site, language, lineage)).unwrap_or_default(),
        cleansed: lineage.map(|lineage| cleansed(language, record, lineage)).unwrap_or_default(),
        position: record.position,
        repair: door::repair(site, language, record),
        cases: Vec::new(),
        begin: Vec::new(),
    }
}

/// Cases about a record, and what can be begun about it beside objection and repair.
fn about(
    site: &Site,
    language: Language,
    holder: &Holder,
    record: &RecordView,
) -> Result<(Vec<Running>, Vec<view::Choice>), WebError> {
    let (cases, processes) = cases::of_record(site, language, holder, record)?;
    let repair = door::repair(site, language, record);
    let href =
        |process: &Process| format!("/mine/cases/new/{}?digest={}", process.id, record.digest);
    let shown = |href: &String| {
        *href == objection(site, record)
            || repair.as_ref().is_some_and(|repair| repair.begin_href == *href)
    };
    let begin = processes.into_iter().map(|process| view::Choice {
        id: href(process),
        title: language.of(&process.start.title),
    });
    Ok((cases, begin.filter(|choice| !shown(&choice.id)).collect()))
}

fn sources(
    site: &Site,
    language: Language,
    lineage: &disclosure::LineageView,
) -> Vec<view::Source> {
    let source = |source: &disclosure::ProvenanceView| view::Source {
        agency: own::agency(site, language, &source.source),
        received_at: tell::instant(source.received_at),
        batch: source.batch.clone(),
        line: source.line,
        position: source.position,
    };
    lineage.provenance.iter().map(source).collect()
}

fn cleansed(
    language: Language,
    record: &RecordView,
    lineage: &disclosure::LineageView,
) -> Vec<view::Cleansed> {
    let label = |name: &str| {
        let field = record.fields.iter().find(|field| field.name == name);
        field.map_or_else(|| name.to_owned(), |field| tell::label(language, name, &field.zh))
    };
    let change = |change: &disclosure::CleansedView| view::Cleansed {
        field: label(&change.field),
        original: change.original.clone(),
        value: change.value.clone(),
        rule: change.rule.clone(),
        undone: change.undone,
    };
    lineage.cleansed.iter().map(change).collect()
}
