//! Publicity lists.

use serde::Serialize;

use super::{Pager, subject::Line};

/// All kinds.
#[derive(Clone, Debug, Serialize)]
pub struct Overview {
    /// The ten administrative acts.
    pub acts: Vec<Kind>,
    /// Other public items.
    pub others: Vec<Kind>,
    /// Processes with public notices.
    pub notices: Vec<super::process::Link>,
}

/// One kind.
#[derive(Clone, Debug, Serialize)]
pub struct Kind {
    /// Id in the address: of the act, or of the catalog item.
    pub id: String,
    /// What it is called.
    pub title: String,
    /// How many records are public now.
    pub count: u64,
}

/// The list of one kind.
#[derive(Clone, Debug, Serialize)]
pub struct List {
    /// What it is called.
    pub title: String,
    /// This list without filters.
    pub href: String,
    /// Page of the catalog item.
    pub item_href: String,
    /// The list with its filters as CSV.
    pub csv_href: String,
    /// Filter: decided from; empty for none.
    pub from: String,
    /// Filter: decided until; empty for none.
    pub until: String,
    /// Filter: places.
    pub divisions: Vec<Choice>,
    /// Filter: authorities.
    pub agencies: Vec<Choice>,
    /// Filter: catalog items, where the list has several.
    pub items: Vec<Choice>,
    /// The records.
    pub records: Vec<Line>,
    /// Where the list goes on.
    pub pager: Pager,
}

/// A choice of a filter.
#[derive(Clone, Debug, Serialize)]
pub struct Choice {
    /// Its value.
    pub id: String,
    /// What it is called.
    pub title: String,
    /// Whether it is chosen.
    pub chosen: bool,
}

/// What was taken back.
#[derive(Clone, Debug, Serialize)]
pub struct Withdrawn {
    /// The notices, newest first.
    pub notices: Vec<TakenBack>,
    /// Where the list goes on.
    pub pager: Pager,
}

/// That something was taken back; nothing of what it said.
#[derive(Clone, Debug, Serialize)]
pub struct TakenBack {
    /// Digits by which the holder of a copy finds it.
    pub reference: String,
    /// What kind of record it was.
    pub kind: String,
    /// Who had decided.
    pub agency: String,
    /// The day on which it left.
    pub on: String,
    /// Why, by kind of reason.
    pub why: String,
    /// Why, in the words of the agency, where they say nothing of the record.
    pub reason: Option<String>,
}
