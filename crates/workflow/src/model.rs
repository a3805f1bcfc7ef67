//! Objections as they are filed, followed and handled.

use policy::model::basis::Title;
use serde::{Deserialize, Serialize};
use vocabulary::{Actor, Date, SubjectId, Timestamp};

use crate::Due;

/// Who objects.
#[derive(Clone, Debug)]
pub enum Objector {
    /// Somebody who is signed in: the subject itself, or an interested third party.
    Holder {
        /// Account of the holder.
        actor: Actor,
        /// For whom the holder acts now: himself or an organisation.
        subject: SubjectId,
    },
    /// Anybody, about a record that everybody can see.
    Anyone {
        /// Name; stored sealed.
        name: String,
        /// Telephone or address for the answer; stored sealed.
        contact: String,
    },
}

/// An objection to one record.
#[derive(Clone, Debug)]
pub struct NewObjection {
    /// Who objects.
    pub by: Objector,
    /// Subject of the record.
    pub subject: SubjectId,
    /// Digest of the record's key, 32 hexadecimal digits.
    pub digest: String,
    /// What is wrong.
    pub statement: String,
    /// What should be done; may be empty.
    pub wish: String,
}

/// What whoever filed it takes home.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Receipt {
    /// The number: 20 characters, `YY`, division, day, serial, check digit.
    pub number: String,
    /// With the number it opens the status; told once.
    pub code: String,
    /// The day it was received.
    pub filed_on: Date,
    /// Last day for the answer; none if the working days of that time are not announced yet.
    pub due_on: Option<Date>,
    /// How that day comes about, in words.
    pub explained: Title,
    /// Whether the record is marked as under objection already.
    pub marked: bool,
    /// Position of the fact in the ledger.
    pub position: u64,
}

/// Where an objection stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ObjectionState {
    /// Received, not yet looked at.
    Filed,
    /// Being verified; the record is marked.
    Accepted,
    /// Not taken up, with the reason.
    Declined,
}

impl ObjectionState {
    /// Every state.
    pub const ALL: [Self; 3] = [Self::Filed, Self::Accepted, Self::Declined];

    /// The text that is stored.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Filed => "filed",
            Self::Accepted => "accepted",
            Self::Declined => "declined",
        }
    }

    /// The state of a text form.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.as_str() == text)
    }

    /// Whether it still has to be answered.
    pub fn is_open(self) -> bool {
        self != Self::Declined
    }

    /// What it means, in plain words.
    pub fn in_words(self) -> Title {
        let (zh, en) = match self {
            Self::Filed => ("已收到，正在等待受理。", "Received; waiting to be taken up."),
            Self::Accepted => (
                "已受理，正在向有关单位核查；核查期间，该记录标注“异议处理中”。",
                "Taken up; being verified. Meanwhile the record says that it is under objection.",
            ),
            Self::Declined => ("不予受理，理由见下。", "Not taken up; the reason is given below."),
        };
        Title { zh: zh.to_owned(), en: en.to_owned() }
    }
}

/// One step of an objection, as whoever filed it may know it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct StepView {
    /// When.
    pub at: Timestamp,
    /// `filed`, `accepted`, `involved`, `noted`, `declined`, `contacted`.
    pub step: String,
    /// Agency of whoever did it; empty for the objector.
    pub agency: String,
    /// Account of whoever did it; for the desk only.
    pub by: Option<String>,
    /// Note or reason; notes of the desk are for the desk only.
    pub note: Option<String>,
    /// Position of the fact in the ledger.
    pub position: u64,
}

/// How an objection stands, in plain words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct StatusView {
    /// Its number.
    pub number: String,
    /// Subject of the record, 32 hexadecimal digits.
    pub subject: String,
    /// The record's digest.
    pub digest: String,
    /// Catalog item of the record.
    pub item: String,
    /// What the item is called, if the law still knows it.
    pub title: Option<Title>,
    /// Where it stands.
    pub state: ObjectionState,
    /// The same in plain words.
    pub said: Title,
    /// Whether the record is marked.
    pub marked: bool,
    /// The day it was received.
    pub filed_on: Date,
    /// By when it is answered, and why then.
    pub due: Due,
    /// What happened, the first first.
    pub steps: Vec<StepView>,
}

/// An objection in the queue of the desk.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct CaseLine {
    /// Its number.
    pub number: String,
    /// Subject of the record, 32 hexadecimal digits.
    pub subject: String,
    /// The record's digest.
    pub digest: String,
    /// Catalog item of the record.
    pub item: String,
    /// What the item is called, if the law still knows it.
    pub title: Option<Title>,
    /// `subject` (its own record), `holder` (an interested party), `anyone`.
    pub objector: String,
    /// Where it stands.
    pub state: ObjectionState,
    /// Whether the record is marked.
    pub marked: bool,
    /// The day it was received.
    pub filed_on: Date,
    /// Last day for the answer, if it can be told.
    pub due_on: Option<Date>,
    /// Whether that day has passed.
    pub overdue: bool,
    /// Working days left; negative once overdue; none if it cannot be told.
    pub days_left: Option<i64>,
}

/// An objection as the desk handles it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct CaseView {
    /// The line of the queue.
    pub line: CaseLine,
    /// By when it is answered, and why then.
    pub due: Due,
    /// What is wrong.
    pub statement: String,
    /// What should be done.
    pub wish: String,
    /// Whether name and contact were left; they are read by [`crate::Objections::contact`].
    pub has_contact: bool,
    /// What happened, the first first, with every note.
    pub steps: Vec<StepView>,
}

/// Who can be reached where.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ContactView {
    /// Name.
    pub name: String,
    /// Telephone or address.
    pub contact: String,
}

/// Narrows the queue.
#[derive(Clone, Debug, Default)]
pub struct QueueFilter {
    /// Only this state; without it everything that is still open.
    pub state: Option<ObjectionState>,
    /// Only what is due on or before this day, overdue ones included.
    pub due_until: Option<Date>,
}

/// Which part of a longer list.
#[derive(Clone, Copy, Debug, Default)]
pub struct Page {
    /// `next` of the page before; the first page if absent.
    pub after: Option<u64>,
    /// How many entries, at most 100; 20 if zero.
    pub size: u32,
}

impl Page {
    /// The size to read.
    pub(crate) fn rows(self) -> usize {
        if self.size == 0 { 20 } else { usize::try_from(self.size.min(100)).unwrap_or(100) }
    }
}

/// A page of entries and where the next one begins.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Paged<T> {
    /// The entries.
    pub entries: Vec<T>,
    /// Cursor of the next page; none on the last one.
    pub next: Option<u64>,
}
