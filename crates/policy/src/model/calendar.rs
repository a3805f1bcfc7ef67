//! Years of the working calendar, and divisions, as they stand in files.

use serde::{Deserialize, Serialize};
use vocabulary::Date;

use super::basis::Basis;

/// One file `calendars/<year>.toml`.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CalendarYear {
    /// The year.
    pub year: i16,
    /// Statutory holidays (放假).
    pub holidays: Vec<Date>,
    /// Working weekends (调休上班).
    pub make_up_days: Vec<Date>,
    /// The announcement.
    pub basis: Vec<Basis>,
}

/// One `[[division]]` of `divisions.toml` (GB/T 2260).
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DivisionRow {
    /// Six digits.
    pub code: String,
    /// Name in Chinese.
    pub name: String,
    /// Code of the division it belongs to.
    pub parent: Option<String>,
    /// First day.
    pub effective_from: Option<Date>,
    /// Last day.
    pub until: Option<Date>,
    /// Codes that took its place.
    #[serde(default)]
    pub successors: Vec<String>,
}
