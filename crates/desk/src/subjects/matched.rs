//! What came of a list of names: the page, and the same as a table to take home.

use std::sync::Arc;

use axum::{extract::State, response::Response};
use identity::{Candidate, Reason};
use intake::{RosterLine, RosterOutcome};
use rust_xlsxwriter::{Format, Workbook, XlsxError};
use serde::Serialize;
use web::{
    WebError,
    door::{
        Language, Named, Site, Staff, Visit, file, page,
        tell::{division, id},
    },
};

use super::list::Matched;
use crate::{
    csv::cell,
    sides::{hundredths, sentence},
    work::{Done, works},
};

/// Lines that the page shows; the files have them all.
const SHOWN: usize = 200;
/// Pieces of evidence that stand beside a line.
const WHY: usize = 4;

/// The page.
#[derive(Clone, Debug, Serialize)]
struct Page {
    name: String,
    /// The address, without language.
    at: String,
    figures: Vec<Figure>,
    lines: Vec<Line>,
    more: usize,
}

#[derive(Clone, Debug, Serialize)]
struct Figure {
    label: String,
    value: String,
}

/// One line.
#[derive(Clone, Debug, Serialize)]
struct Line {
    line: u64,
    asked: String,
    code: Option<String>,
    /// Under `desk.roster.*`.
    outcome: String,
    tone: &'static str,
    best: Option<One>,
    others: Vec<One>,
    why: Vec<String>,
}

/// One who may be meant.
#[derive(Clone, Debug, Serialize)]
struct One {
    name: String,
    code: String,
    href: String,
    division: Option<String>,
    value: i32,
}

/// A list that an account has had matched within the hour.
fn kept(staff: &Staff, number: u64) -> Result<Arc<Matched>, WebError> {
    match works().of(&staff.account, number).and_then(|work| work.outcome) {
        Some(Done::Matches(matched)) => Ok(matched),
        _ => Err(WebError::Missing),
    }
}

/// `GET /desk/subjects/match/{number}`
pub(super) async fn show(
    State(site): State<Site>,
    visit: Visit,
    staff: Staff,
    Named(number): Named<u64>,
) -> Result<Response, WebError> {
    page(&site, visit, ("desk/subjects/matched.html", "subjects"), move |site, visit| {
        let matched = kept(&staff, number)?;
        let count = |outcomes: &[RosterOutcome]| {
            let lines = matched.lines.iter();
            lines.filter(|line| outcomes.contains(&line.outcome)).count().to_string()
        };
        let figure = |key: &str, value: String| Figure {
            label: site.word(visit.language, &format!("desk.match.{key}")),
            value,
        };
        use RosterOutcome::{BadCode, Code, Nobody, Sure, Unreadable, Unsure};
        Ok(Page {
            name: matched.name.clone(),
            at: format!("/desk/subjects/match/{number}"),
            figures: vec![
                figure("sure", count(&[Code, Sure])),
                figure("unsure", count(&[Unsure, BadCode])),
                figure("unknown", count(&[Nobody])),
                figure("faulty", count(&[Unreadable])),
            ],
            lines: matched
                .lines
                .iter()
                .take(SHOWN)
                .map(|row| line(site, visit.language, row))
                .collect(),
            more: matched.lines.len().saturating_sub(SHOWN),
        })
    })
    .await
}

fn line(site: &Site, language: Language, line: &RosterLine) -> Line {
    let mut candidates = line.candidates.iter().map(|candidate| one(site, candidate));
    Line {
        line: line.line,
        asked: line.name.clone(),
        code: line.code.clone(),
        outcome: id(&line.outcome),
        tone: match line.outcome {
            RosterOutcome::Code | RosterOutcome::Sure => "good",
            RosterOutcome::Unsure | RosterOutcome::BadCode => "wait",
            RosterOutcome::Nobody | RosterOutcome::Unreadable => "quiet",
        },
        best: candidates.next(),
        others: candidates.collect(),
        why: why(site, language, line.candidates.first()),
    }
}

fn one(site: &Site, candidate: &Candidate) -> One {
    let code = candidate.code.clone().unwrap_or_default();
    One {
        name: candidate.name.clone(),
        href: format!("/subjects/{code}"),
        code,
        division: division(site, candidate.division.as_deref()),
        value: hundredths(candidate.score.value),
    }
}

/// The evidence for or against a candidate, in sentences: what differs before what agrees.
fn why(site: &Site, language: Language, candidate: Option<&Candidate>) -> Vec<String> {
    let all = candidate.into_iter().flat_map(|candidate| &candidate.score.evidence);
    let (equal, other): (Vec<_>, Vec<_>) =
        all.partition(|evidence| evidence.reason == Reason::Equal);
    other
        .into_iter()
        .chain(equal)
        .take(WHY)
        .map(|evidence| sentence(site, language, evidence))
        .collect()
}

/// `GET /desk/subjects/match/{number}/answers.csv`
pub(super) async fn csv(
    State(site): State<Site>,
    visit: Visit,
    staff: Staff,
    Named(number): Named<u64>,
) -> Result<Response, WebError> {
    let matched = kept(&staff, number)?;
    let rows = rows(&site, visit.language, &matched);
    let mut text = String::from("\u{FEFF}");
    for row in std::iter::once(heads(&site, visit.language)).chain(rows) {
        let cells: Vec<String> = row.iter().map(|value| cell(value)).collect();
        text += &cells.join(",");
        text.push_str("\r\n");
    }
    Ok(file("answers.csv", "text/csv; charset=utf-8", text))
}

/// `GET /desk/subjects/match/{number}/answers.xlsx`
pub(super) async fn xlsx(
    State(site): State<Site>,
    visit: Visit,
    staff: Staff,
    Named(number): Named<u64>,
) -> Result<Response, WebError> {
    let matched = kept(&staff, number)?;
    let heads = heads(&site, visit.language);
    let rows = rows(&site, visit.language, &matched);
    let book = book(&heads, &rows)
        .map_err(|error| WebError::Machine(format!("a workbook of matches: {error}")))?;
    let kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    Ok(file("answers.xlsx", kind, book))
}

fn book(heads: &[String], rows: &[Vec<String>]) -> Result<Vec<u8>, XlsxError> {
    let (mut book, bold) = (Workbook::new(), Format::new().set_bold());
    let sheet = book.add_worksheet();
    for (column, head) in (0..).zip(heads) {
        sheet.write_with_format(0, column, head, &bold)?;
    }
    for (at, row) in (1..).zip(rows) {
        for (column, value) in (0..).zip(row) {
            match value.parse::<u32>() {
                Ok(number) if matches!(column, 0 | 4 | 8) => sheet.write(at, column, number)?,
                _ => sheet.write_string(at, column, value)?,
            };
        }
    }
    for (column, width) in (0..).zip([6.0, 36.0, 22.0, 14.0, 10.0, 36.0, 22.0, 20.0, 12.0, 80.0]) {
        sheet.set_column_width(column, width)?;
    }
    sheet.set_freeze_panes(1, 0)?;
    book.save_to_buffer()
}

/// The names of the columns.
fn heads(site: &Site, language: Language) -> Vec<String> {
    let head = site.word(language, "desk.match.csv_header");
    head.split(',').map(str::to_owned).collect()
}

/// One row a candidate; a line without any has a row of its own.
fn rows(site: &Site, language: Language, matched: &Matched) -> Vec<Vec<String>> {
    let mut rows = Vec::with_capacity(matched.lines.len());
    for line in &matched.lines {
        let outcome = id(&line.outcome);
        let asked = [
            line.line.to_string(),
            line.name.clone(),
            line.code.clone().unwrap_or_default(),
            site.word(language, &format!("desk.roster.{outcome}")),
        ];
        if line.candidates.is_empty() {
            rows.push(asked.iter().cloned().chain(std::iter::repeat_n(String::new(), 6)).collect());
        }
        for (rank, candidate) in (1..).zip(&line.candidates) {
            let one = one(site, candidate);
            let stop = site.word(language, "desk.semicolon");
            let answer = [
                format!("{rank}"),
                one.name,
                one.code,
                one.division.unwrap_or_default(),
                one.value.to_string(),
                why(site, language, Some(candidate)).join(&stop),
            ];
            rows.push(asked.iter().cloned().chain(answer).collect());
        }
    }
    rows
}
