//! Registers and what the comparison finds.

use serde::{Deserialize, Serialize};
use vocabulary::{Date, SubjectId, Timestamp};

/// A list of decisions that a unit hands in.
#[derive(Clone, Debug)]
pub struct NewRegister {
    /// Agency id or unified code.
    pub agency: String,
    /// Catalog item of the decisions.
    pub item: String,
    /// First day of decisions that it lists.
    pub from: Date,
    /// Last day.
    pub until: Date,
}

/// What became of a register.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct RegisterReceipt {
    /// Its number; empty if nothing was taken.
    pub number: String,
    /// Decisions taken.
    pub lines: u64,
    /// Lines that could not be read.
    pub faults: Vec<ListedFault>,
}

/// A line of a register that could not be read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ListedFault {
    /// Line of the file.
    pub line: u64,
    /// What is wrong and what to do, in Chinese.
    pub text: String,
}

/// A register in a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct RegisterLine {
    /// Its number.
    pub number: String,
    /// Catalog item.
    pub item: String,
    /// First day of decisions that it lists.
    pub from: Date,
    /// Last day.
    pub until: Date,
    /// Decisions in it.
    pub lines: u64,
    /// Account that handed it in.
    pub by: String,
    /// When.
    pub at: Timestamp,
}

/// A decision of a register, compared with what was reported.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GapLine {
    /// Under whose number it would be filed.
    pub subject: SubjectId,
    /// Digest of its key, hexadecimal.
    pub digest: String,
    /// Catalog item.
    pub item: String,
    /// Number of the decision.
    pub document: String,
    /// Day of the decision.
    pub decided_on: Date,
    /// Last day on which it is in time; none without a limit or a calendar.
    pub due_on: Option<Date>,
    /// The day on which it first came.
    pub received_on: Option<Date>,
    /// How it stands.
    pub state: GapState,
    /// Why it is not there, if the unit said so.
    pub reason: Option<GapReason>,
}

/// How a decision of a register stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum GapState {
    /// Not reported, and its last day has passed.
    Missing,
    /// Not reported, and its last day is still to come.
    Pending,
    /// Reported after its last day.
    Late,
    /// Reported in time.
    OnTime,
    /// Reported; nobody can say whether in time: no limit, or no calendar.
    Unclocked,
}

impl GapState {
    /// The text form, and the key of its title in the messages.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Missing => "missing",
            Self::Pending => "pending",
            Self::Late => "late",
            Self::OnTime => "on-time",
            Self::Unclocked => "unclocked",
        }
    }
}

/// A dated reason.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct GapReason {
    /// Which kind: `secret`, `simple`, `revoked`, `mistake`, `other`.
    pub code: String,
    /// In words.
    pub text: String,
    /// Account that gave it.
    pub by: String,
    /// When.
    pub on: Date,
}

impl GapReason {
    /// The kinds of reasons.
    pub const CODES: [&'static str; 5] = ["secret", "simple", "revoked", "mistake", "other"];
}

/// Body of `register.listed`.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Registered {
    pub(crate) number: String,
    pub(crate) agency: String,
    pub(crate) item: String,
    pub(crate) from: Date,
    pub(crate) until: Date,
    pub(crate) sha256: String,
    pub(crate) lines: Vec<Listed>,
}

/// A decision in a register, as the ledger keeps it: no number of a person, only its keyed id.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Listed {
    pub(crate) document: String,
    pub(crate) decided_on: Date,
    pub(crate) subject: String,
    pub(crate) digest: String,
}

/// Body of `gap.explained`.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Explained {
    pub(crate) digest: String,
    pub(crate) code: String,
    pub(crate) reason: String,
    pub(crate) on: Date,
}
