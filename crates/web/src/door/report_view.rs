//! A credit report as a page, the same at every door: the lines of the paper, in its order.

use report::{
    Report, lines,
    model::{self, Layout},
};

use crate::{
    qr,
    view::{Labelled, Tag, report as view},
};

/// Values longer than this have a line of their own.
const WIDE: usize = 20;

/// The report as a page shows it; `digest` is the SM3 of its model, and a sample has none.
pub fn report_paper(report: &Report, digest: Option<&str>) -> view::Paper {
    let labels = report.labels.iter().map(|label| Tag {
        title: label.title.clone(),
        tone: if label.against { "bad" } else { "good" },
    });
    let sections = report.sections.iter().map(|one| section(report, one));
    let domains = report.domains.iter().map(|one| domain(report, one));
    let said = |id: &str, said: Vec<String>| view::Section {
        title: word(report, id),
        said,
        ..view::Section::default()
    };
    let advice = said("advice", lines::advice(report));
    let statement = said("statement", report.statement.clone());
    view::Paper {
        lang: if report.language == "en" { "en" } else { "zh-CN" },
        title: report.template.title.clone(),
        issuer: report.issuer.clone(),
        subject: report.subject.name.clone(),
        labels: labels.collect(),
        number: report_number(&report.number),
        verify: fact(word(report, "verify"), report.verify.clone()),
        code: qr::qr(&word(report, "verify"), &report.verify),
        mark: report.request.mark.clone(),
        head: head(report),
        digest: digest.map(|digest| fact(word(report, "digest"), grouped(digest))),
        summary_title: word(report, "summary"),
        summary: summary(report),
        sections: sections.chain(domains).chain([advice, statement]).collect(),
    }
}

/// The number of a report in groups: day, time, and what chance added.
pub fn report_number(number: &str) -> String {
    match (number.get(..8), number.get(8..14), number.get(14..)) {
        (Some(day), Some(time), Some(rest)) => format!("{day} {time} {rest}"),
        _ => number.to_owned(),
    }
}

/// A digest in groups, so that two can be compared by eye.
pub(crate) fn grouped(digest: &str) -> String {
    let letters: Vec<char> = digest.chars().collect();
    let groups = letters.chunks(8).map(|group| group.iter().collect::<String>());
    groups.collect::<Vec<_>>().join(" ")
}

/// A word of the paper: the report took it along when it was issued.
fn word(report: &Report, id: &str) -> String {
    report.words.get(id).cloned().unwrap_or_else(|| id.to_owned())
}

fn fact(label: String, value: String) -> Labelled {
    let wide = value.chars().count() > WIDE;
    Labelled { label, value, wide }
}

/// The head in three groups: number and whom it is about, the paper, who asked.
fn head(report: &Report) -> Vec<Vec<Labelled>> {
    let labelled = |rows: Vec<(String, String)>| -> Vec<Labelled> {
        rows.into_iter().map(|(label, value)| fact(label, value)).collect()
    };
    let mut subject = labelled(lines::head(report));
    let version = word(report, "version");
    let place = subject.iter().position(|row| row.label == version).unwrap_or(subject.len());
    let paper = subject.split_off(place);
    vec![subject, paper, labelled(lines::request(report))]
}

fn summary(report: &Report) -> Vec<view::Counted> {
    let sections = report.sections.iter().map(|section| (&section.title, &section.id));
    let domains = report.domains.iter().map(|domain| (&domain.title, &domain.id));
    let places: Vec<_> = sections.chain(domains).collect();
    let counted = report.summary.iter().map(|count| {
        let place = places.iter().find(|(title, _)| **title == count.title);
        view::Counted {
            href: place.map(|(_, id)| format!("#{}", anchor(id))),
            title: count.title.clone(),
            count: count.count,
            words: format!("{} {}", count.count, word(report, "count_unit")),
        }
    });
    counted.collect()
}

/// The place of a section on the page, apart from the page's own places.
fn anchor(id: &str) -> String {
    format!("part-{id}")
}

fn section(report: &Report, section: &model::Section) -> view::Section {
    let plain = view::Section {
        id: Some(anchor(&section.id)),
        title: section.title.clone(),
        said: section.none.iter().cloned().collect(),
        is_empty: section.entries.is_empty(),
        ..view::Section::default()
    };
    match section.layout {
        Layout::Table if !section.entries.is_empty() => view::Section {
            columns: lines::columns(report, section),
            rows: section.entries.iter().map(lines::cells).collect(),
            ..plain
        },
        _ => view::Section { entries: entries(report, &section.entries), ..plain },
    }
}

fn domain(report: &Report, domain: &model::Domain) -> view::Section {
    let covered = if domain.covered { "covered" } else { "not_covered" };
    view::Section {
        id: Some(anchor(&domain.id)),
        title: domain.title.clone(),
        facts: vec![
            fact(word(report, "owner"), domain.owner.clone()),
            fact(word(report, "result"), word(report, covered)),
        ],
        said: vec![domain.said.clone()],
        is_empty: !domain.covered,
        entries: entries(report, &domain.entries),
        ..view::Section::default()
    }
}

fn entries(report: &Report, entries: &[model::Entry]) -> Vec<view::Entry> {
    let facts = |entry: &model::Entry| -> Vec<Labelled> {
        entry.facts.iter().map(|one| fact(one.label.clone(), one.value.clone())).collect()
    };
    let entry = |entry: &model::Entry| view::Entry {
        title: entry.title.clone(),
        marks: entry.marks.clone(),
        facts: facts(entry),
        from: vec![
            fact(word(report, "source"), entry.source.clone()),
            fact(word(report, "updated_on"), entry.updated_on.to_string()),
        ],
    };
    entries.iter().map(entry).collect()
}
