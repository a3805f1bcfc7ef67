//! A subject's public page.

use serde::Serialize;

use super::{Labelled, Pager, Tag};

/// One record in a list.
#[derive(Clone, Debug, Serialize)]
pub struct Line {
    /// Page of the record.
    pub href: Option<String>,
    /// Page of the subject.
    pub subject_href: Option<String>,
    /// Name of the subject.
    pub subject: String,
    /// Kind of record.
    pub item_title: String,
    /// `good`, `bad` or empty.
    pub tone: &'static str,
    /// What it is about, in one line.
    pub title: String,
    /// Deciding authority.
    pub authority: String,
    /// Number of the document.
    pub document_number: Option<String>,
    /// Day of the decision.
    pub decided_on: String,
    /// Last day in force.
    pub valid_until: Option<String>,
    /// Disclosure class.
    pub class_title: Option<String>,
    /// Last day of publication.
    pub public_until: Option<String>,
    /// First day on which repair can be asked for.
    pub repairable_from: Option<String>,
    /// How far it was checked, if the subject itself declared it: `unchecked`, `checked`, `refuted`.
    pub self_declared: Option<&'static str>,
    /// Whether an objection is open.
    pub objected: bool,
}

/// The page.
#[derive(Clone, Debug, Serialize)]
pub struct Subject {
    /// Name.
    pub name: String,
    /// Unified code.
    pub code: String,
    /// Kind of subject, as in `kind.*`.
    pub kind: &'static str,
    /// Whether the legal form stands among the facts and says more than the kind.
    pub legal_form: bool,
    /// Operating state.
    pub state: Option<String>,
    /// Colour of the state.
    pub state_tone: &'static str,
    /// Incentives and the like.
    pub tags: Vec<Tag>,
    /// Registration data.
    pub facts: Vec<Labelled>,
    /// Former names, each with its days if they are known.
    pub former_names: Vec<String>,
    /// Related subjects, by what they are to it.
    pub relations: Vec<Related>,
    /// How many records are public.
    pub total: u64,
    /// Kinds of records, to filter by.
    pub filters: Vec<Filter>,
    /// The records by year of decision, latest first.
    pub years: Vec<Year>,
    /// Where the list goes on.
    pub pager: Pager,
    /// Whether older records were left off; the publicity lists have them.
    pub more: bool,
    /// What the classes on this page mean.
    pub explanations: Vec<Explanation>,
    /// Ledger position of the newest fact shown.
    pub position: Option<u64>,
    /// All public records as CSV.
    pub csv_href: String,
    /// The page as JSON.
    pub json_href: String,
    /// Where its credit report is had: its own page for who acts for it, else how it is done.
    pub report_href: &'static str,
}

/// Subjects that are the same to it.
#[derive(Clone, Debug, Serialize)]
pub struct Related {
    /// Key under `relation.*`.
    pub kind: String,
    /// The first of them.
    pub shown: Vec<Relation>,
    /// The others, to be unfolded.
    pub folded: Vec<Relation>,
}

/// A related subject.
#[derive(Clone, Debug, Serialize)]
pub struct Relation {
    /// Name.
    pub name: String,
    /// Its page.
    pub href: Option<String>,
    /// From when until when.
    pub period: Option<String>,
}

/// A filter that is a link.
#[derive(Clone, Debug, Serialize)]
pub struct Filter {
    /// Kind of record; empty for all.
    pub title: String,
    /// The filtered page.
    pub href: String,
    /// How many records.
    pub count: u64,
    /// Whether it is in use.
    pub current: bool,
}

/// The records of a year.
#[derive(Clone, Debug, Serialize)]
pub struct Year {
    /// `2026`
    pub year: String,
    /// How many of it stand on this page.
    pub count: usize,
    /// The records.
    pub records: Vec<Line>,
}

/// What a disclosure class means.
#[derive(Clone, Debug, Serialize)]
pub struct Explanation {
    /// Kind of record.
    pub item_title: String,
    /// The class.
    pub class_title: String,
    /// For how long it is public.
    pub text: String,
    /// Earliest day on which repair can be asked for.
    pub repairable_from: Option<String>,
}

/// Groups lines, latest first, by the year of decision.
pub fn by_year(lines: Vec<Line>) -> Vec<Year> {
    let mut years: Vec<Year> = Vec::new();
    for line in lines {
        let year: String = line.decided_on.chars().take(4).collect();
        match years.last_mut() {
            Some(last) if last.year == year => last.records.push(line),
            _ => years.push(Year { year, count: 0, records: vec![line] }),
        }
    }
    for year in &mut years {
        year.count = year.records.len();
    }
    years
}
