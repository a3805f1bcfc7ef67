//! Sections, records and fields of law on paper.

use paper::{Badge, Block, Column, Entry, Fact, Table, Tone};

use super::word;
use crate::{
    Report, lines,
    model::{self, Domain, Layout, Section},
};

/// A section: its records, or that there are none.
pub(super) fn section(report: &Report, section: &Section, blocks: &mut Vec<Block>) {
    let aside = match section.entries.len() {
        0 => String::new(),
        count => format!("{count} {}", word(report, "count_unit")),
    };
    blocks.push(Block::Section { title: section.title.clone(), aside });
    blocks.extend(section.none.clone().map(Block::Line));
    if section.layout == Layout::Table && !section.entries.is_empty() {
        blocks.push(Block::Table(Table {
            columns: lines::columns(report, section).into_iter().map(Column::fitted).collect(),
            rows: section.entries.iter().map(lines::cells).collect(),
        }));
        return;
    }
    let many = section.entries.len() > 1;
    for (at, one) in section.entries.iter().enumerate() {
        let number = if many { (at + 1).to_string() } else { String::new() };
        blocks.push(entry(report, one, number));
    }
}

/// The fields of law of a special report, each with what was found in it.
pub(super) fn domains(report: &Report, blocks: &mut Vec<Block>) {
    if report.domains.is_empty() {
        return;
    }
    let title = word(report, "domains").to_owned();
    blocks.push(Block::Section { title, aside: String::new() });
    for (at, one) in report.domains.iter().enumerate() {
        blocks.push(domain(report, one, (at + 1).to_string()));
        for (index, found) in one.entries.iter().enumerate() {
            blocks.push(entry(report, found, format!("{}.{}", at + 1, index + 1)));
        }
    }
}

fn domain(report: &Report, domain: &Domain, number: String) -> Block {
    let covered = if domain.covered { "covered" } else { "not_covered" };
    Block::Entry(Entry {
        number,
        title: domain.title.clone(),
        facts: vec![
            Fact::new(word(report, "owner"), &domain.owner),
            Fact::new(word(report, "result"), word(report, covered)),
        ],
        said: domain.said.clone(),
        ..Entry::default()
    })
}

fn entry(report: &Report, entry: &model::Entry, number: String) -> Block {
    let badge = |mark: &String| Badge { text: mark.clone(), tone: Tone::Notice };
    Block::Entry(Entry {
        number,
        title: entry.title.clone(),
        badges: entry.marks.iter().map(badge).collect(),
        facts: entry.facts.iter().map(|fact| Fact::new(&fact.label, &fact.value)).collect(),
        note: vec![
            Fact::new(word(report, "source"), &entry.source),
            Fact::new(word(report, "updated_on"), entry.updated_on.to_string()),
        ],
        ..Entry::default()
    })
}
