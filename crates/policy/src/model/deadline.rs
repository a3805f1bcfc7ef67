//! Deadlines: by when the law wants something done, counted from an event.

use serde::{Deserialize, Serialize};
use vocabulary::Date;

use super::basis::{Basis, Length, Title};

/// The file `deadlines.toml`.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DeadlineFile {
    /// The deadlines.
    #[serde(default)]
    pub deadline: Vec<DeadlineRule>,
}

/// One `[[deadline]]`: an edition of it, if another one has the same id.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DeadlineRule {
    /// Its id: `objection.own`.
    pub id: String,
    /// What must be done.
    pub title: Title,
    /// How long there is; the day of the event does not count.
    pub within: Length,
    /// First day in force.
    pub effective_from: Date,
    /// Last day; none while in force.
    pub until: Option<Date>,
    /// Legal bases.
    pub basis: Vec<Basis>,
}
