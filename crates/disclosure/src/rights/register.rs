//! The access register as auditors and reviewers read it.

use policy::model::basis::Basis;
use serde::Serialize;
use vocabulary::{Date, SubjectId, Timestamp};

use crate::AgencyView;

/// Narrows the register.
#[derive(Clone, Debug, Default)]
pub struct LookFilter {
    /// On or after this day.
    pub from: Option<Date>,
    /// On or before this day.
    pub until: Option<Date>,
    /// Id or unified code of the organisation that looked.
    pub organisation: Option<String>,
    /// Account or key that looked, as the ledger names it (`account 7`).
    pub actor: Option<String>,
    /// Whose data.
    pub subject: Option<SubjectId>,
    /// `file`, `check`, `refused`, `register`, `export`.
    pub kind: Option<String>,
    /// Only those the subject asked about.
    pub questioned: bool,
}

/// One line of the register, with its place in the ledger.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct RegisterRow {
    /// The fact in the ledger: its proof can be fetched.
    pub position: u64,
    /// When.
    pub at: Timestamp,
    /// `file`, `check`, `refused`, `register`, `export`.
    pub kind: String,
    /// Whose data, 32 hexadecimal digits; none if it is about nobody in particular.
    pub subject: Option<String>,
    /// Who.
    pub organisation: AgencyView,
    /// Account or key.
    pub actor: String,
    /// The door.
    pub channel: Option<String>,
    /// What for.
    pub purpose: Option<String>,
    /// The matter of a check.
    pub matter: Option<String>,
    /// The number of the business.
    pub matter_number: Option<String>,
    /// On which basis; for a refusal the rule that refused.
    pub basis: Option<String>,
    /// What was looked at.
    pub what: Vec<String>,
    /// The fact by which the subject asked about it.
    pub questioned: Option<u64>,
    /// What the subject asked.
    pub statement: Option<String>,
    /// The review it was part of.
    pub review: Option<ReviewView>,
}

/// A review of looks (H-79).
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ReviewView {
    /// The fact in the ledger.
    pub position: u64,
    /// When.
    pub at: Timestamp,
    /// How many looks it was about.
    pub looks: u64,
    /// What was found.
    pub finding: String,
}

/// A sample of the register, the same whenever it is drawn of the same period.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Sample {
    /// First day of the period.
    pub from: Date,
    /// Last day.
    pub until: Date,
    /// How many looks there were.
    pub of: u64,
    /// Those drawn, and all that subjects asked about.
    pub rows: Vec<RegisterRow>,
}

/// Why a subject learns of a look later than at once.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct DelayView {
    /// The first day on which the subject is told.
    pub until_on: Date,
    /// The provision that allows it.
    pub basis: Basis,
}
