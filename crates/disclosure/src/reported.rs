//! What goes into a credit report: asked for, and answered with every record and its version.

use policy::model::report::ReportHolds;
use serde::Serialize;
use vocabulary::{Date, SubjectId, Timestamp};

use crate::{RecordView, RelationView, SubjectHead};

/// What a report is to hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reported {
    /// What anyone may see, or what is in force of a person.
    pub holds: ReportHolds,
    /// A day with which it compares: what the platform learned after it is told apart.
    pub known_on: Option<Date>,
}

/// A subject's file as it goes into a report. A record that is repaired, withdrawn or past its period
/// is in none.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ReportedView {
    /// Who it is; a person's name as the asker may see it.
    pub head: SubjectHead,
    /// The name as whoever merely holds the report's number may be told it: a person's is masked.
    pub told: Option<String>,
    /// The masked number of a person's document.
    pub number: Option<String>,
    /// Every record, the newest decision first.
    pub records: Vec<ReportedRecord>,
    /// Related subjects; none of a person.
    pub relations: Vec<RelationView>,
    /// Position of the fact by which this look was registered; none if the subject itself looked, or
    /// what it holds is public.
    pub lookup: Option<u64>,
    /// For what the consent was given on which it rests: `financing` …
    pub consented_for: Option<String>,
    /// The day for which this holds.
    pub today: Date,
    /// Facts with positions below this one were seen.
    pub position: u64,
    /// When the last of them was appended.
    pub at: Timestamp,
}

/// A record with what decides later whether a report that cites it still stands.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ReportedRecord {
    /// The record.
    pub record: RecordView,
    /// Position of the last fact that changed what it says.
    pub version: u64,
    /// From when the platform knows it as it stands.
    pub known_from: Timestamp,
    /// How it stood on the day of comparison.
    pub then: Then,
}

/// How a record stood on the day with which a report compares.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Then {
    /// As it does, or nothing is compared.
    #[default]
    Same,
    /// With another content.
    Changed,
    /// Not at all.
    New,
}

/// A record as a report cites it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cited<'c> {
    /// Under whose number it was filed.
    pub subject: SubjectId,
    /// Digest of its key, 32 hexadecimal digits.
    pub digest: &'c str,
    /// [`ReportedRecord::version`] when it was cited.
    pub version: u64,
}
