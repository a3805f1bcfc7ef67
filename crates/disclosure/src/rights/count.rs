//! How often was asked (C-08.d).

use std::collections::BTreeMap;

use serde::Serialize;

/// The queries of a year.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct QueryFigures {
    /// The year.
    pub year: i16,
    /// By door.
    pub by_channel: BTreeMap<String, u64>,
    /// By unified code of the unit; `public` and `subject` for those without.
    pub by_unit: BTreeMap<String, u64>,
    /// By purpose.
    pub by_purpose: BTreeMap<String, u64>,
    /// By month (`2026-11`).
    pub by_month: BTreeMap<String, u64>,
    /// All of them.
    pub total: u64,
    /// How many are expected a year, if the packs say so.
    pub target: Option<u64>,
}
