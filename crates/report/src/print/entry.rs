//! Sections, records and fields of law on paper.

use paper::{Badge, Block, Column, Entry, Fact, Table, Tone};

use super::word;
use crate::{
    Report,
    model::{self, Layout, Section},
};

/// A table with more columns than this is read more easily as blocks.
const MOST_COLUMNS: usize = 7;

/// A section: its records, or that there are none.
pub(super) fn section(report: &Report, section: &Section, blocks: &mut Vec<Block>) {
    let aside = match section.entries.len() {
        0 => String::new(),
        count => format!("{count} {}", word(report, "count_unit")),
    };
    blocks.push(Block::Section { title: section.title.clone(), aside });
    if section.entries.is_empty() {
        blocks.extend(section.none.clone().map(Block::Line));
        return;
    }
    match section.layout {
        Layout::Table if fits(&section.entries) => {
            blocks.push(Block::Table(table(report, &section.entries)));
        }
        _ => entries(report, &section.entries, blocks),
    }
}

/// The fields of law of a special report.
pub(super) fn domains(report: &Report, blocks: &mut Vec<Block>) {
    if report.domains.is_empty() {
        return;
    }
    let head = ["domains", "owner", "result"];
    let row = |domain: &model::Domain| {
        vec![domain.title.clone(), domain.owner.clone(), domain.said.clone()]
    };
    let title = word(report, "domains").to_owned();
    blocks.push(Block::Section { title, aside: String::new() });
    blocks.push(Block::Table(Table {
        columns: head
            .iter()
            .zip([3, 4, 6])
            .map(|(id, share)| Column::text(word(report, id), share))
            .collect(),
        rows: report.domains.iter().map(row).collect(),
    }));
    for domain in report.domains.iter().filter(|domain| !domain.entries.is_empty()) {
        let aside = format!("{} {}", domain.entries.len(), word(report, "count_unit"));
        blocks.push(Block::Section { title: domain.title.clone(), aside });
        entries(report, &domain.entries, blocks);
    }
}

fn entries(report: &Report, entries: &[model::Entry], blocks: &mut Vec<Block>) {
    let entry = |(at, entry): (usize, &model::Entry)| {
        Block::Entry(Entry {
            number: if entries.len() > 1 { (at + 1).to_string() } else { String::new() },
            title: entry.title.clone(),
            badges: badges(&entry.marks),
            facts: entry.facts.iter().map(fact).collect(),
            note: vec![
                Fact::new(word(report, "source"), &entry.source),
                Fact::new(word(report, "updated_on"), entry.updated_on.to_string()),
            ],
        })
    };
    blocks.extend(entries.iter().enumerate().map(entry));
}

fn badges(marks: &[String]) -> Vec<Badge> {
    marks.iter().map(|mark| Badge { text: mark.clone(), tone: Tone::Notice }).collect()
}

fn fact(fact: &model::Fact) -> Fact {
    Fact::new(&fact.label, &fact.value)
}

/// Whether the records stand in one table: the same labels, and not too many.
fn fits(entries: &[model::Entry]) -> bool {
    let labels = |entry: &model::Entry| -> Vec<String> {
        entry.facts.iter().map(|fact| fact.label.clone()).collect()
    };
    let first = entries.first().map(labels).unwrap_or_default();
    first.len() <= MOST_COLUMNS && entries.iter().all(|entry| labels(entry) == first)
}

/// A row for each record: what it is, its values, what must be said beside it, source and day.
fn table(report: &Report, entries: &[model::Entry]) -> Table {
    let marked = entries.iter().any(|entry| !entry.marks.is_empty());
    let labels = entries.first().map(|entry| entry.facts.as_slice()).unwrap_or_default();
    let mut heads: Vec<&str> = labels.iter().map(|fact| fact.label.as_str()).collect();
    heads.extend(marked.then(|| word(report, "marks")));
    heads.extend([word(report, "source"), word(report, "updated_on")]);
    let row = |entry: &model::Entry| {
        let mut cells: Vec<String> = entry.facts.iter().map(|fact| fact.value.clone()).collect();
        cells.extend(marked.then(|| entry.marks.join(" ")));
        cells.extend([entry.source.clone(), entry.updated_on.to_string()]);
        cells
    };
    Table {
        columns: heads.into_iter().map(Column::fitted).collect(),
        rows: entries.iter().map(row).collect(),
    }
}
