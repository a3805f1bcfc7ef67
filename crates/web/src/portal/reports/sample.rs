//! An invented report of a layout, made of the worked cases of the catalog: about nobody, sealed by nobody.

use std::collections::BTreeMap;

use policy::{
    Law,
    model::{
        basis::LengthUnit,
        catalog::{Audience, CatalogItem, Field, FieldRole, FieldType, Polarity},
        report::{
            PRINTED_WORDS, ReportDomain, ReportHolds, ReportLayout, ReportSection, ReportTemplate,
        },
    },
};
use report::{
    Report,
    model::{
        Count, CutOff, Domain, Entry, Fact, Label, Layout, Period, Request, Section, Subject,
        Template,
    },
};
use vocabulary::period::add_days;

use super::{items, owner};
use crate::{site::Site, wording::Language};

/// Records of one section: enough to see how they stand.
const RECORDS: usize = 2;

/// A report of this layout, as it could be issued now.
pub(super) fn report(site: &Site, language: Language, layout: &ReportTemplate) -> Report {
    let (now, today) = (site.clock.now(), site.today());
    let say = |key: &str| site.word(language, key);
    let sections: Vec<_> =
        layout.section.iter().map(|one| section(site, language, layout, one)).collect();
    let domains: Vec<_> = layout.domain.iter().map(|one| domain(site, language, one)).collect();
    let counts = sections.iter().map(|one| (&one.title, one.entries.len()));
    let counts = counts.chain(domains.iter().map(|one| (&one.title, one.entries.len())));
    let summary = counts.map(|(title, count)| Count { title: title.clone(), count: count as u64 });
    Report {
        format: "probity-report/1".to_owned(),
        number: "0".repeat(22),
        language: if language == Language::En { "en" } else { "zh" }.to_owned(),
        template: Template {
            id: layout.id.clone(),
            title: language.of(&layout.title),
            version: layout.version.clone(),
            effective_from: layout.effective_from,
        },
        policy: site.law.version().to_owned(),
        issuer: site.name(),
        issued_at: now,
        cut_off: CutOff { at: now, position: 0 },
        valid_until: valid_until(site, layout),
        known_on: None,
        period: layout
            .is_special()
            .then(|| Period { from: add_days(today, -365).unwrap_or(today), until: today }),
        subject: subject(site, language, layout),
        labels: layout
            .label
            .iter()
            .take(1)
            .map(|one| Label {
                title: language.of(&one.title),
                against: one.polarity == Polarity::Negative,
            })
            .collect(),
        request: Request {
            asker: "own".to_owned(),
            requester: say("reports.sample_requester"),
            purpose: say("reports.sample_purpose"),
            consent: None,
            matter_number: None,
            mark: say("reports.sample_mark"),
            lookup: None,
        },
        summary: summary.collect(),
        sections,
        domains,
        advice: Vec::new(),
        statement: layout.statement.iter().map(|title| language.of(title)).collect(),
        verify: format!("{}/verify", site.config.address),
        words: words(&site.law, language),
    }
}

fn words(law: &Law, language: Language) -> BTreeMap<String, String> {
    let word = |id: &&str| Some(((*id).to_owned(), language.of(law.report_word(id)?)));
    PRINTED_WORDS.iter().filter_map(word).collect()
}

fn valid_until(site: &Site, layout: &ReportTemplate) -> vocabulary::Date {
    let today = site.today();
    let span = match layout.valid.unit {
        LengthUnit::Month => 30,
        LengthUnit::Year => 365,
        _ => 1,
    };
    add_days(today, i32::from(layout.valid.count) * span).unwrap_or(today)
}

fn subject(site: &Site, language: Language, layout: &ReportTemplate) -> Subject {
    let say = |key: &str| site.word(language, key);
    let person = layout.holds == ReportHolds::Own;
    let name = say(if person { "reports.sample_person" } else { "reports.sample_company" });
    let number = if person { "3701**********0011" } else { "91370100MA00000000" };
    let kind =
        layout.subjects.first().map_or("other-organisation", |kind| super::super::law::kind(*kind));
    Subject {
        told: name.clone(),
        name,
        number: Some(number.to_owned()),
        kind_title: say(&format!("kind.{kind}")),
        kind: kind.to_owned(),
        state: None,
    }
}

fn section(
    site: &Site,
    language: Language,
    layout: &ReportTemplate,
    section: &ReportSection,
) -> Section {
    let items = items(site, layout, section);
    // Rows of a table have the same columns.
    let records = if section.layout == ReportLayout::Table { 1 } else { RECORDS };
    let entries = items.into_iter().filter_map(|item| entry(site, language, item, section));
    let entries: Vec<_> = entries.take(records).collect();
    let none = section.none.as_ref().map(|none| language.of(none));
    let none = none.or_else(|| site.law.report_word("none").map(|none| language.of(none)));
    Section {
        id: section.id.clone(),
        title: language.of(&section.title),
        layout: match section.layout {
            ReportLayout::Facts => Layout::Facts,
            ReportLayout::Table => Layout::Table,
        },
        none: none.filter(|_| entries.is_empty()),
        entries,
    }
}

/// The worked case of an item as a record; fields about persons are left out.
fn entry(
    site: &Site,
    language: Language,
    item: &CatalogItem,
    section: &ReportSection,
) -> Option<Entry> {
    let case = item.example.iter().find(|case| case.expect == "accepted")?;
    let shown = item.field.iter().filter(|field| {
        let chosen = section.fields.is_empty() || section.fields.contains(&field.name);
        chosen && is_told(field) && field.audience != Audience::Nobody
    });
    let facts = shown.filter_map(|field| {
        let value = case.fields.get(&field.name).filter(|value| !value.is_empty())?;
        let label = crate::portal::line::label(language, &field.name, &field.zh);
        Some(Fact { label, value: value.clone() })
    });
    Some(Entry {
        title: language.of(&item.title),
        facts: facts.collect(),
        source: site.word(language, "reports.sample_source"),
        updated_on: case.on,
        marks: Vec::new(),
    })
}

/// Whether a field says something of the record, and not of a person or of where it came from.
fn is_told(field: &Field) -> bool {
    use FieldRole::{FormerName, OperatingState, ParentCode, RecogniserName, Summary};
    let plain = match field.role {
        None => true,
        Some(role) => {
            matches!(role, RecogniserName | Summary | FormerName | ParentCode | OperatingState)
        }
    };
    plain && !matches!(field.kind, FieldType::PersonNumber | FieldType::PersonDocument)
}

fn domain(site: &Site, language: Language, domain: &ReportDomain) -> Domain {
    let covered = !domain.items.is_empty();
    let note = domain.note.as_ref().map(|note| language.of(note));
    let said = if covered { "reports.sample_clear" } else { "reports.sample_uncovered" };
    Domain {
        id: domain.id.clone(),
        title: language.of(&domain.title),
        owner: owner(site, language, &domain.owner),
        covered,
        entries: Vec::new(),
        said: note.filter(|_| !covered).unwrap_or_else(|| site.word(language, said)),
    }
}
