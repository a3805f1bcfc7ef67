//! Lists of cases, and what is counted of them.

use std::collections::BTreeMap;

use policy::model::{
    basis::Title,
    process::{Outcome, ProcessGroup},
};
use serde::{Deserialize, Serialize};
use vocabulary::Date;

/// A case in a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct CaseLine {
    /// Its number.
    pub number: String,
    /// Its process.
    pub process: String,
    /// What the process is called.
    pub title: Title,
    /// Where the process is listed.
    pub group: ProcessGroup,
    /// Whom it is about, 32 hexadecimal digits; none if about nobody.
    pub subject: Option<String>,
    /// Name of an organisation; none of persons.
    pub name: Option<String>,
    /// Unified code of an organisation; none of persons.
    pub code: Option<String>,
    /// The record, 32 hexadecimal digits.
    pub digest: Option<String>,
    /// Catalog item of the record.
    pub item: Option<String>,
    /// What it is about in words: the item, the entry of a plan, the unit.
    pub about: Option<Title>,
    /// State.
    pub state: String,
    /// What staff call the state.
    pub state_title: Title,
    /// What the state means for whoever asked.
    pub said: Title,
    /// How it ended, if it has.
    pub outcome: Option<Outcome>,
    /// Agency that must do the next thing, by its id; none if a party must or it has ended.
    pub unit: Option<String>,
    /// What that agency, or the party, is called.
    pub unit_title: Option<Title>,
    /// The day it began.
    pub filed_on: Date,
    /// The day it ended.
    pub closed_on: Option<Date>,
    /// Earliest last day of its running clocks, if it can be told.
    pub due_on: Option<Date>,
    /// Colour of its clocks.
    pub colour: Colour,
    /// Working days left; negative once overdue; none if it cannot be told.
    pub days_left: Option<i64>,
    /// Why it is in this queue.
    pub why: Why,
}

/// Colours of clocks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Colour {
    /// Overdue.
    Red,
    /// The alarm went.
    Amber,
    /// In time.
    Green,
    /// Paused, without a day, or ended.
    Grey,
}

impl Colour {
    /// Every colour, the most urgent first.
    pub const ALL: [Self; 4] = [Self::Red, Self::Amber, Self::Green, Self::Grey];

    /// The text form.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Red => "red",
            Self::Amber => "amber",
            Self::Green => "green",
            Self::Grey => "grey",
        }
    }

    /// The colour of a text form.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|colour| colour.as_str() == text)
    }
}

/// Why a case is in a queue.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Why {
    /// The next move is due here.
    Owner,
    /// It is late, and was reported here.
    Escalated,
}

/// Narrows a queue.
#[derive(Clone, Debug, Default)]
pub struct QueueFilter {
    /// Only this process.
    pub process: Option<String>,
    /// Only processes of this group.
    pub group: Option<ProcessGroup>,
    /// Only this colour.
    pub colour: Option<Colour>,
    /// Only this state.
    pub state: Option<String>,
}

/// How many cases of a process have a colour.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Count {
    /// Process.
    pub process: String,
    /// Colour.
    pub colour: Colour,
    /// How many.
    pub count: u64,
}

/// Which part of a longer list.
#[derive(Clone, Debug, Default)]
pub struct Page {
    /// `next` of the page before; the first page if absent.
    pub after: Option<String>,
    /// How many entries, at most 100; 20 if zero.
    pub size: u32,
}

impl Page {
    /// The size to read.
    pub(crate) fn rows(&self) -> usize {
        if self.size == 0 { 20 } else { usize::try_from(self.size.min(100)).unwrap_or(100) }
    }
}

/// A page of entries and where the next one begins.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Paged<T> {
    /// The entries.
    pub entries: Vec<T>,
    /// Cursor of the next page; none on the last one.
    pub next: Option<String>,
}

/// Narrows figures.
#[derive(Clone, Debug, Default)]
pub struct FigureFilter {
    /// Only this process.
    pub process: Option<String>,
    /// Only cases that began on or after this day.
    pub from: Option<Date>,
    /// Only cases that began on or before this day.
    pub until: Option<Date>,
}

/// What is counted of a process and a unit.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ProcessFigures {
    /// Process.
    pub process: String,
    /// What it is called.
    pub title: Title,
    /// Agency that has the cases or had them last, by its id; empty if none.
    pub unit: String,
    /// What the agency is called.
    pub unit_title: Option<Title>,
    /// Cases that began.
    pub opened: u64,
    /// Cases that ended, by how.
    pub closed: BTreeMap<Outcome, u64>,
    /// Cases that are open.
    pub open: u64,
    /// Open ones that are overdue.
    pub overdue: u64,
    /// Cases in which a clock ran out at some time.
    pub late: u64,
    /// Working days from beginning to end, the middle one.
    pub median_days: Option<i64>,
    /// The longest.
    pub longest_days: Option<i64>,
}
