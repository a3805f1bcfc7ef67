//! What is published against the law, and how the public sees a record: keys and states, no content.

use serde::Serialize;
use vocabulary::{Date, SubjectId};

/// How a line of a public list is against the law.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Irregularity {
    /// Its last day of publication has passed.
    Overdue,
    /// The law keeps its item closed today.
    Closed,
    /// It is about a person, and no law publishes it.
    Person,
    /// Its record is public no more, or does not exist.
    Stray,
}

/// A line of a public list that should not be.
#[derive(Clone, Debug, PartialEq)]
pub struct Irregular {
    /// Why.
    pub kind: Irregularity,
    /// Whose record.
    pub subject: SubjectId,
    /// Which record.
    pub digest: String,
    /// Its catalog item.
    pub item: String,
    /// Its last day of publication.
    pub until: Option<Date>,
}

/// How the public sees a record.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub enum Presence {
    /// It is public, and stands so since a position.
    Public {
        /// Position of its last change.
        position: u64,
    },
    /// It was public.
    Gone,
    /// There is none, or it never was public.
    Unknown,
}
