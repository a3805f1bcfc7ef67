//! Quality and timeliness of what agencies send.

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::Serialize;
use utoipa::ToSchema;

use super::word;

/// The quality report of an agency for a month or a quarter.
#[derive(Debug, Serialize, ToSchema)]
pub struct Quality {
    /// Unified code of the agency.
    pub agency: String,
    /// What it is called, in Chinese.
    pub agency_title: String,
    /// `2026-11` or `2026-Q4`.
    pub period: String,
    /// One line for each item.
    pub items: Vec<QualityLine>,
}

/// One item in a quality report.
#[derive(Debug, Serialize, ToSchema)]
pub struct QualityLine {
    /// Catalog item.
    pub item: String,
    /// Batches opened.
    pub batches: u64,
    /// Rows received.
    pub received: u64,
    /// New records.
    pub accepted: u64,
    /// Rows that said nothing new.
    pub duplicates: u64,
    /// New versions of records.
    pub corrected: u64,
    /// Rows rejected.
    pub rejected: u64,
    /// Rows held.
    pub held: u64,
    /// Records withdrawn.
    pub withdrawn: u64,
    /// New records within the time limit of their item.
    pub on_time: u64,
    /// New records after it.
    pub late: u64,
    /// New records for which no calendar says whether they were late.
    pub unclocked: u64,
    /// Why rows were rejected, by rule.
    pub rejected_by_rule: BTreeMap<String, u64>,
    /// Batches that the plan wanted.
    pub should_report: u64,
    /// Those of them that came in time.
    pub reported: u64,
    /// Rows that passed all rules, of ten thousand received.
    pub compliance: Option<u64>,
}

impl From<&intake::Quality> for Quality {
    fn from(quality: &intake::Quality) -> Self {
        let line = |line: &intake::QualityLine| QualityLine {
            item: line.item.clone(),
            batches: line.batches,
            received: line.received,
            accepted: line.accepted,
            duplicates: line.duplicates,
            corrected: line.corrected,
            rejected: line.rejected,
            held: line.held,
            withdrawn: line.withdrawn,
            on_time: line.on_time,
            late: line.late,
            unclocked: line.unclocked,
            rejected_by_rule: line.rejected_by_rule.clone(),
            should_report: line.should_report,
            reported: line.reported,
            compliance: line.compliance(),
        };
        Self {
            agency: quality.agency.clone(),
            agency_title: quality.agency_title.clone(),
            period: quality.period.clone(),
            items: quality.items.iter().map(line).collect(),
        }
    }
}

/// What an agency should have reported in a period, and has.
#[derive(Debug, Serialize, ToSchema)]
pub struct ReportCoverage {
    /// Agency id.
    pub agency: String,
    /// Batches its plan wants, as far as the days are over.
    pub should_report: u64,
    /// Those of them that came in time.
    pub reported: u64,
}

impl From<&intake::Coverage> for ReportCoverage {
    fn from(line: &intake::Coverage) -> Self {
        Self {
            agency: line.agency.clone(),
            should_report: line.should_report,
            reported: line.reported,
        }
    }
}

/// A batch that should have come and did not.
#[derive(Debug, Serialize, ToSchema)]
pub struct Overdue {
    /// Agency id.
    pub agency: String,
    /// What it is called, in Chinese.
    pub agency_title: String,
    /// Catalog item.
    pub item: String,
    /// How often it is due.
    pub cycle: String,
    /// First day of the period that was missed.
    pub from: Date,
    /// Last day on which it was in time.
    pub due: Date,
    /// The day of the last batch before.
    pub last: Option<Date>,
}

impl From<&intake::Overdue> for Overdue {
    fn from(line: &intake::Overdue) -> Self {
        Self {
            agency: line.agency.clone(),
            agency_title: line.agency_title.clone(),
            item: line.item.clone(),
            cycle: word(&line.cycle),
            from: line.from,
            due: line.due,
            last: line.last,
        }
    }
}

/// How punctual agencies are: a period, and what is missing today.
#[derive(Debug, Serialize, ToSchema)]
pub struct Timeliness {
    /// The period: `2026-11` or `2026-Q4`.
    pub period: String,
    /// What each agency should have reported in it, and has.
    pub coverage: Vec<ReportCoverage>,
    /// What is missing today.
    pub overdue: Vec<Overdue>,
}
