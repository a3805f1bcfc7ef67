//! The head of the paper: what it is, about whom, for whom, and how it is compared with the record.

use paper::{Badge, Block, Cover, Fact, Tone};

use super::word;
use crate::{
    Report,
    lines::{self, instant},
    model::Period,
};

/// Everything before the first section, in the order of [`lines::lines`].
pub(super) fn blocks(report: &Report, digest: &str) -> Vec<Block> {
    let mut blocks = vec![Block::Cover(cover(report))];
    if !report.labels.is_empty() {
        let label = word(report, "labels").to_owned();
        blocks.push(Block::Badges { label, badges: badges(report) });
    }
    blocks.push(Block::Grid(about(report)));
    let mut issue = issue(report);
    issue.push(Fact::new(word(report, "digest"), grouped(digest)));
    blocks.push(Block::Grid(issue));
    let request = lines::request(report).into_iter();
    let request = request.map(|(label, value)| Fact { label, value });
    blocks.push(Block::Grid(request.collect()));
    let title = word(report, "summary").to_owned();
    blocks.push(Block::Section { title, aside: String::new() });
    let unit = word(report, "count_unit");
    let figure =
        |count: &crate::model::Count| (count.title.clone(), format!("{} {unit}", count.count));
    blocks.push(Block::Figures(report.summary.iter().map(figure).collect()));
    blocks
}

fn cover(report: &Report) -> Cover {
    Cover {
        issuer: report.issuer.clone(),
        title: report.template.title.clone(),
        note: format!("{} {}", word(report, "number"), number(&report.number)),
        name: Some(Fact::new(word(report, "name"), &report.subject.name)),
        code: Some((report.verify.clone(), word(report, "verify").to_owned())),
    }
}

fn badges(report: &Report) -> Vec<Badge> {
    let badge = |label: &crate::model::Label| Badge {
        text: label.title.clone(),
        tone: if label.against { Tone::Against } else { Tone::For },
    };
    report.labels.iter().map(badge).collect()
}

/// Whom it is about.
fn about(report: &Report) -> Vec<Fact> {
    let subject = &report.subject;
    let number = if subject.kind == "person" { "document" } else { "code" };
    let rows = [
        (number, subject.number.clone()),
        ("kind", Some(subject.kind_title.clone())),
        ("state", subject.state.clone()),
    ];
    said(report, rows)
}

/// When and under what it was issued.
fn issue(report: &Report) -> Vec<Fact> {
    let days = |period: Period| format!("{} – {}", period.from, period.until);
    let rows = [
        ("version", Some(report.template.version.clone())),
        ("issuer", Some(report.issuer.clone())),
        ("issued_at", Some(instant(report.issued_at))),
        ("cut_off", Some(instant(report.cut_off.at))),
        ("facts", Some(report.cut_off.position.to_string())),
        ("valid_until", Some(report.valid_until.to_string())),
        ("known_on", report.known_on.map(|day| day.to_string())),
        ("period", report.period.map(days)),
        ("policy", Some(report.policy.clone())),
    ];
    said(report, rows)
}

/// The rows that say something.
fn said<const N: usize>(report: &Report, rows: [(&str, Option<String>); N]) -> Vec<Fact> {
    let fact = |(id, value): (&str, Option<String>)| Some(Fact::new(word(report, id), value?));
    rows.into_iter().filter_map(fact).collect()
}

/// A digest in groups of eight, so that two can be compared by eye.
fn grouped(digest: &str) -> String {
    let characters: Vec<char> = digest.chars().collect();
    let groups: Vec<String> = characters.chunks(8).map(|group| group.iter().collect()).collect();
    groups.join(" ")
}

/// The number of a report: day, time, and what chance added.
fn number(number: &str) -> String {
    match (number.get(..8), number.get(8..14), number.get(14..)) {
        (Some(day), Some(time), Some(rest)) => format!("{day} {time} {rest}"),
        _ => number.to_owned(),
    }
}
