//! A list becomes reports, one after the other. The papers lie in a temporary file, so that memory stays
//! flat; what stands in the ledger is durable whatever becomes of the list.

use std::{
    collections::HashMap,
    fs::File,
    io::{Read, Seek, SeekFrom, Write},
    sync::{Arc, Mutex, PoisonError},
};

use report::{Ask, Asker, Issued, ReportError, Reports};
use vocabulary::{Date, Identifier, IdentifierKind, RegistrationNumber, UnifiedCode};
use web::{
    WebError,
    door::{Language, Site, failed},
};

use crate::work::{Done, works};

/// What is asked for every line.
#[derive(Clone, Debug)]
pub(crate) struct Order {
    /// What the report is called.
    pub(crate) title: String,
    /// What for, in words.
    pub(crate) purpose: String,
    /// Number of the tender or other business.
    pub(crate) matter_number: String,
    /// Who asks.
    pub(crate) who: Asker,
    /// Which report.
    pub(crate) wish: Ask,
}

/// A list that was worked through.
#[derive(Debug)]
pub(crate) struct Batch {
    pub(crate) order: Order,
    pub(crate) lines: Vec<Line>,
    /// How long it took.
    pub(crate) seconds: i64,
    /// The papers, one behind the other.
    papers: Mutex<File>,
}

/// One line of the list.
#[derive(Clone, Debug)]
pub(crate) struct Line {
    /// From 1, as in the list that was sent.
    pub(crate) line: u64,
    /// The number as it was sent.
    pub(crate) number: String,
    pub(crate) outcome: Outcome,
}

/// What came of a line.
#[derive(Clone, Debug)]
pub(crate) enum Outcome {
    /// A report was issued.
    Issued(Box<One>),
    /// None was.
    Refused(Fault),
}

/// A report of the list.
#[derive(Clone, Debug)]
pub(crate) struct One {
    /// Name of the organisation.
    pub(crate) name: String,
    /// Number of the report.
    pub(crate) report: String,
    pub(crate) valid_until: Date,
    pub(crate) digest: String,
    pub(crate) verify: String,
    /// Where its paper lies in the file of papers, and how long it is.
    place: (u64, usize),
}

/// Why there is no report.
#[derive(Clone, Debug)]
pub(crate) enum Fault {
    /// Words of this door: key below `desk.report_batches`.
    Own(&'static str),
    /// The same number stands in an earlier line.
    Double(u64),
    /// The room's own words.
    Said(String),
}

impl Fault {
    /// The reason in words.
    pub(crate) fn words(&self, site: &Site, language: Language) -> String {
        match self {
            Self::Own(key) => site.word(language, &format!("desk.report_batches.{key}")),
            Self::Double(line) => {
                let line = [("n", line.to_string())];
                site.words(language, "desk.report_batches.double", &line)
            }
            Self::Said(words) => words.clone(),
        }
    }
}

/// The numbers of a list, with their lines: the first column of each line that holds something. A
/// heading is none: it has no digit.
pub(super) fn lines(text: &str) -> Vec<(u64, String)> {
    let text = text.trim_start_matches('\u{feff}');
    let number = |line: &str| {
        let first = line.split([',', ';', '\t', '，', '；']).next().unwrap_or_default();
        first.trim().trim_matches(['"', '\'']).trim().to_uppercase()
    };
    let lines = text.lines().zip(1..).map(|(line, at)| (at, number(line)));
    let lines = lines.filter(|(_, number)| !number.is_empty());
    let heading =
        |at: u64, number: &str| at == 1 && !number.chars().any(|letter| letter.is_ascii_digit());
    lines.filter(|(at, number)| !heading(*at, number)).collect()
}

/// Issues a report for each line, and says how far it is.
pub(super) fn run(
    site: &Site,
    reports: &Reports,
    order: Order,
    list: &[(u64, String)],
    number: u64,
) -> Done {
    let begun = site.clock().now();
    let Ok(mut papers) = tempfile::tempfile() else { return Done::Failed };
    let (total, mut end) = (list.len() as u64, 0);
    let mut lines: Vec<Line> = Vec::with_capacity(list.len());
    let mut seen: HashMap<&str, u64> = HashMap::new();
    for ((at, given), done) in list.iter().zip(0..) {
        works().tell(number, done, total);
        let outcome = match seen.insert(given, *at) {
            Some(before) => Err(Fault::Double(before)),
            None => issue(site, reports, &order, given),
        };
        let kept = outcome.and_then(|issued| keep(reports, &mut papers, &mut end, issued));
        let outcome = kept.map_or_else(Outcome::Refused, |one| Outcome::Issued(Box::new(one)));
        lines.push(Line { line: *at, number: given.clone(), outcome });
    }
    let seconds = site.clock().now().as_second() - begun.as_second();
    let papers = Mutex::new(papers);
    Done::Reports(Arc::new(Batch { order, lines, seconds, papers }))
}

/// The organisation of a number; persons are in no list.
fn organisation(given: &str) -> Result<Identifier, Fault> {
    if let Ok(code) = UnifiedCode::parse(given) {
        return Ok(code.identifier());
    }
    if RegistrationNumber::parse(given).is_ok() {
        let kind = IdentifierKind::RegistrationNumber;
        return Ok(Identifier { kind, number: given.to_owned() });
    }
    let person = vocabulary::CitizenId::parse(given).is_ok();
    Err(Fault::Own(if person { "is_person" } else { "wrong" }))
}

fn issue(site: &Site, reports: &Reports, order: &Order, given: &str) -> Result<Issued, Fault> {
    let subject = site.site_key.subject_id(&organisation(given)?);
    reports.issue(&order.who, subject, &order.wish).map_err(|error| match error {
        ReportError::NoSuchSubject => Fault::Own("nobody"),
        ReportError::Refused(refusal) => {
            Fault::Said(format!("{}（{}）。{}", refusal.reason, refusal.rule, refusal.remedy))
        }
        other => lost(&other.into()),
    })
}

/// What went wrong inside stands in the log of the server, and is no reason for anybody.
fn lost(error: &WebError) -> Fault {
    failed(error);
    Fault::Own("failed")
}

/// Prints the paper and lays it behind the others.
fn keep(reports: &Reports, papers: &mut File, end: &mut u64, issued: Issued) -> Result<One, Fault> {
    let paper = reports.pdf(&issued).map_err(|error| lost(&error.into()))?;
    let kept = papers.write_all(&paper);
    kept.map_err(|error| lost(&WebError::Machine(format!("a report was not kept: {error}"))))?;
    let place = (*end, paper.len());
    *end += paper.len() as u64;
    let Issued { report, digest, .. } = issued;
    Ok(One {
        name: report.subject.name,
        report: report.number,
        valid_until: report.valid_until,
        digest,
        verify: report.verify,
        place,
    })
}

impl Batch {
    /// How many reports were issued.
    pub(super) fn issued(&self) -> usize {
        let issued = |line: &&Line| matches!(line.outcome, Outcome::Issued(_));
        self.lines.iter().filter(issued).count()
    }

    /// The paper of a report.
    pub(super) fn paper(&self, one: &One) -> Result<Vec<u8>, WebError> {
        let (at, size) = one.place;
        let mut paper = vec![0; size];
        let mut papers = self.papers.lock().unwrap_or_else(PoisonError::into_inner);
        papers
            .seek(SeekFrom::Start(at))
            .and_then(|_| papers.read_exact(&mut paper))
            .map_err(|error| WebError::Machine(format!("a kept report was not read: {error}")))?;
        Ok(paper)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_is_read_by_its_first_column_without_heading_and_blank_lines() {
        let text =
            "\u{feff}代码,名称\n91370100ma3c00011j,甲\n\n \"91370102MA3C0007X1\" ;乙\n坏的,丙\n";
        let found = lines(text);
        let expected = [(2, "91370100MA3C00011J"), (4, "91370102MA3C0007X1"), (5, "坏的")];
        assert_eq!(found, expected.map(|(line, number)| (line, number.to_owned())));
    }
}
