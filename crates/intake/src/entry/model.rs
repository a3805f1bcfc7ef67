//! Entries as their unit sees them.

use std::collections::BTreeMap;

use serde::Serialize;
use vocabulary::Timestamp;

/// What a reviewer looks for (H-06, H-24): state secrets, trade secrets, privacy, security. All of them
/// must have been looked for before anything is filed.
pub const POINTS: [&str; 4] = ["state-secret", "trade-secret", "privacy", "security"];

/// A record that somebody enters.
#[derive(Clone, Debug, Default)]
pub struct NewEntry {
    /// Agency that sends: id or unified code.
    pub agency: String,
    /// Catalog item.
    pub item: String,
    /// Values by field name.
    pub fields: BTreeMap<String, String>,
    /// Whether it corrects what was sent.
    pub correction: bool,
    /// Who reviews it.
    pub review: ReviewBy,
}

/// Who reviews an entry for secrecy and privacy.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum ReviewBy {
    /// Somebody else of the unit, here; the record waits until then.
    #[default]
    Colleague,
    /// It was done in the unit's own books: by which office, under which number.
    Stated(String),
}

/// Where an entry stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum EntryState {
    /// It waits for its review.
    Waiting,
    /// The reviewer sent it back.
    Returned,
    /// It was filed.
    Filed,
    /// Whoever entered it dropped it.
    Dropped,
}

impl EntryState {
    const ALL: [Self; 4] = [Self::Waiting, Self::Returned, Self::Filed, Self::Dropped];

    /// The text that is stored.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Waiting => "waiting",
            Self::Returned => "returned",
            Self::Filed => "filed",
            Self::Dropped => "dropped",
        }
    }

    /// The state of a stored text.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.as_str() == text)
    }
}

/// An entry in a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct EntryLine {
    /// Its number.
    pub number: String,
    /// Catalog item.
    pub item: String,
    /// Where it stands.
    pub state: EntryState,
    /// Account that entered it.
    pub entered_by: String,
    /// When.
    pub entered_at: Timestamp,
    /// Account that reviewed it, or what was stated.
    pub reviewed_by: Option<String>,
    /// When.
    pub reviewed_at: Option<Timestamp>,
    /// Batch under which it was filed.
    pub batch: Option<String>,
}

/// An entry whole, for its own unit.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct EntryView {
    /// The line.
    pub line: EntryLine,
    /// Unified code of the unit.
    pub agency: String,
    /// Whether it corrects what was sent.
    pub correction: bool,
    /// Values by field name; none once it is filed or dropped.
    pub fields: BTreeMap<String, String>,
    /// Why it was sent back.
    pub note: Option<String>,
}
