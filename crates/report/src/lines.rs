//! The flat lines of a report: what every rendering must hold, in this order.

use jiff::tz::Offset;
use vocabulary::Timestamp;

use crate::{
    Report,
    model::{Domain, Entry, Layout, Section},
};

/// One line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// Heading of the section in which it stands; empty at the head.
    pub section: String,
    /// How it stands there.
    pub kind: LineKind,
    /// Its label; empty if it has none.
    pub label: String,
    /// What it says.
    pub value: String,
}

/// How a line stands in a rendering.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LineKind {
    /// A heading: the value alone.
    Heading,
    /// A label and its value.
    Fact,
    /// The head of a column: the value alone.
    Column,
    /// A cell: the value alone, its label stands at the head of the column.
    Cell,
    /// A sentence: the value alone.
    Said,
}

impl Line {
    /// What is printed of it, in order.
    pub fn printed(&self) -> impl Iterator<Item = &str> {
        let label = (self.kind == LineKind::Fact).then_some(self.label.as_str());
        label.into_iter().chain(std::iter::once(self.value.as_str()))
    }
}

/// Every line of a report, in the order of the paper.
pub fn lines(report: &Report) -> Vec<Line> {
    let mut lines = Lines { report, section: String::new(), lines: Vec::new() };
    lines.said(LineKind::Heading, &report.template.title);
    for (label, value) in head(report).into_iter().chain(request(report)) {
        lines.fact(&label, &value);
    }
    lines.begin(lines.word("summary"));
    for count in &report.summary {
        lines.fact(&count.title, &format!("{} {}", count.count, lines.word("count_unit")));
    }
    for section in &report.sections {
        lines.section(section);
    }
    for domain in &report.domains {
        lines.domain(domain);
    }
    lines.begin(lines.word("advice"));
    for advice in advice(report) {
        lines.said(LineKind::Said, &advice);
    }
    lines.begin(lines.word("statement"));
    for said in &report.statement {
        lines.said(LineKind::Said, said);
    }
    lines.lines
}

/// Labels and values at the head: its number, whom it is about, then the paper.
pub fn head(report: &Report) -> Vec<(String, String)> {
    let word = |id: &str| report.words.get(id).cloned().unwrap_or_else(|| id.to_owned());
    let subject = &report.subject;
    let number = if subject.kind == "person" { "document" } else { "code" };
    let labels: Vec<&str> = report.labels.iter().map(|label| label.title.as_str()).collect();
    let period = report.period.map(|period| format!("{} – {}", period.from, period.until));
    let rows = [
        ("number", Some(report.number.clone())),
        ("name", Some(subject.name.clone())),
        ("labels", Some(labels.join(" ")).filter(|labels| !labels.is_empty())),
        (number, subject.number.clone()),
        ("kind", Some(subject.kind_title.clone())),
        ("state", subject.state.clone()),
        ("version", Some(report.template.version.clone())),
        ("issuer", Some(report.issuer.clone())),
        ("issued_at", Some(instant(report.issued_at))),
        ("cut_off", Some(instant(report.cut_off.at))),
        ("facts", Some(report.cut_off.position.to_string())),
        ("valid_until", Some(report.valid_until.to_string())),
        ("known_on", report.known_on.map(|day| day.to_string())),
        ("period", period),
        ("policy", Some(report.policy.clone())),
    ];
    rows.into_iter().filter_map(|(id, value)| Some((word(id), value?))).collect()
}

/// Labels and values of the request.
pub fn request(report: &Report) -> Vec<(String, String)> {
    let word = |id: &str| report.words.get(id).cloned().unwrap_or_else(|| id.to_owned());
    let request = &report.request;
    let rows = [
        ("requester", Some(request.requester.clone())),
        ("purpose", Some(request.purpose.clone())),
        ("consent", request.consent.clone()),
        ("matter_number", request.matter_number.clone()),
        ("lookup", request.lookup.map(|position| position.to_string())),
    ];
    rows.into_iter().filter_map(|(id, value)| Some((word(id), value?))).collect()
}

/// What is advised; 无 if nothing is.
pub fn advice(report: &Report) -> Vec<String> {
    let none = || report.words.get("none").cloned().unwrap_or_default();
    if report.advice.is_empty() { vec![none()] } else { report.advice.clone() }
}

/// The columns of a section that stands as a table: what kind of record, its facts, source, update
/// date, marks.
pub fn columns(report: &Report, section: &Section) -> Vec<String> {
    let word = |id: &str| report.words.get(id).cloned().unwrap_or_else(|| id.to_owned());
    let facts = section.entries.first().map_or(&[][..], |entry| entry.facts.as_slice());
    let mut columns = vec![word("record")];
    columns.extend(facts.iter().map(|fact| fact.label.clone()));
    columns.extend(["source", "updated_on", "marks"].map(word));
    columns
}

/// The cells of an entry under those columns.
pub fn cells(entry: &Entry) -> Vec<String> {
    let mut cells = vec![entry.title.clone()];
    cells.extend(entry.facts.iter().map(|fact| fact.value.clone()));
    cells.extend([entry.source.clone(), entry.updated_on.to_string(), marks(entry)]);
    cells
}

/// The marks of an entry in one text; a dash if there is none.
pub fn marks(entry: &Entry) -> String {
    if entry.marks.is_empty() { "—".to_owned() } else { entry.marks.join(" ") }
}

/// A time as printed: day, hour, minute and second in China.
pub fn instant(at: Timestamp) -> String {
    Offset::constant(8).to_datetime(at).strftime("%Y-%m-%d %H:%M:%S").to_string()
}

struct Lines<'r> {
    report: &'r Report,
    section: String,
    lines: Vec<Line>,
}

impl Lines<'_> {
    fn word(&self, id: &str) -> String {
        self.report.words.get(id).cloned().unwrap_or_else(|| id.to_owned())
    }

    fn push(&mut self, kind: LineKind, label: &str, value: &str) {
        let (section, label, value) = (self.section.clone(), label.to_owned(), value.to_owned());
        self.lines.push(Line { section, kind, label, value });
    }

    fn fact(&mut self, label: &str, value: &str) {
        self.push(LineKind::Fact, label, value);
    }

    fn said(&mut self, kind: LineKind, value: &str) {
        self.push(kind, "", value);
    }

    fn begin(&mut self, title: String) {
        self.section = title.clone();
        self.said(LineKind::Heading, &title);
    }

    fn section(&mut self, section: &Section) {
        self.begin(section.title.clone());
        if let Some(none) = &section.none {
            self.said(LineKind::Said, none);
        }
        if section.layout == Layout::Facts || section.entries.is_empty() {
            for entry in &section.entries {
                self.entry(entry);
            }
            return;
        }
        let columns = columns(self.report, section);
        for column in &columns {
            self.said(LineKind::Column, column);
        }
        for entry in &section.entries {
            for (column, cell) in columns.iter().zip(cells(entry)) {
                self.push(LineKind::Cell, column, &cell);
            }
        }
    }

    fn domain(&mut self, domain: &Domain) {
        self.begin(domain.title.clone());
        self.fact(&self.word("owner"), &domain.owner);
        let covered = if domain.covered { "covered" } else { "not_covered" };
        self.fact(&self.word("result"), &self.word(covered));
        self.said(LineKind::Said, &domain.said);
        for entry in &domain.entries {
            self.entry(entry);
        }
    }

    fn entry(&mut self, entry: &Entry) {
        self.said(LineKind::Heading, &entry.title);
        for mark in &entry.marks {
            self.said(LineKind::Said, mark);
        }
        for fact in &entry.facts {
            self.fact(&fact.label, &fact.value);
        }
        self.fact(&self.word("source"), &entry.source);
        self.fact(&self.word("updated_on"), &entry.updated_on.to_string());
    }
}
