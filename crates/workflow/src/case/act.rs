//! What is given to a case, and what comes back.

use std::collections::BTreeMap;

use serde::Serialize;
use vocabulary::{Date, SubjectId};

use super::view::Due;

/// What was filled in.
#[derive(Clone, Debug, Default)]
pub struct Input {
    /// Field → value, as it was typed.
    pub fields: BTreeMap<String, String>,
    /// Papers.
    pub papers: Vec<Paper>,
}

/// A paper.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Paper {
    /// The document of the process.
    pub document: String,
    /// Name of the file.
    pub name: String,
    /// `application/pdf`, `image/png` or `image/jpeg`; what is given is checked against the content.
    pub media_type: String,
    /// The content, at most 5 MiB.
    pub bytes: Vec<u8>,
}

/// A case that is to begin.
#[derive(Clone, Debug, Default)]
pub struct NewCase {
    /// Process.
    pub process: String,
    /// Whom it is about, if about somebody.
    pub subject: Option<SubjectId>,
    /// The record that it is about, if about one: digest of its key, 32 hexadecimal digits.
    pub digest: Option<String>,
    /// What was filled in.
    pub input: Input,
}

/// Values of fields that were checked.
pub type Given = BTreeMap<String, String>;

/// What whoever began a case takes home.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Receipt {
    /// The number: 20 digits.
    pub number: String,
    /// With the number it opens the status; told once.
    pub code: String,
    /// The state it is in.
    pub state: String,
    /// The day it began.
    pub filed_on: Date,
    /// By when what happens.
    pub due: Vec<Due>,
    /// Position of the fact in the ledger.
    pub position: u64,
    /// Numbers of cases that it made.
    pub made: Vec<String>,
}

/// What came of a move.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Acted {
    /// The state it is in now.
    pub state: String,
    /// Numbers of cases that it made.
    pub made: Vec<String>,
    /// Position of the fact in the ledger.
    pub position: u64,
}

/// What came of a plan.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Imported {
    /// Cases that began.
    pub opened: u64,
    /// Entries that had theirs already.
    pub known: u64,
}

/// What the daily run did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Ticked {
    /// Clocks that were looked at.
    pub seen: u64,
    /// Alarms.
    pub alarms: u64,
    /// Steps of escalation.
    pub steps: u64,
    /// Moves that clocks made.
    pub expired: u64,
    /// Days that can be told now that a year is announced.
    pub told: u64,
    /// Cases that refused their clock's move.
    pub refused: u64,
}
