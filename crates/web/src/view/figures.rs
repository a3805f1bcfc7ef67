//! Figures of the platform.

use serde::Serialize;

use super::Labelled;
use crate::chart::Chart;

/// The page of figures.
#[derive(Clone, Debug, Serialize)]
pub struct Figures {
    /// Figures that matter.
    pub figures: Vec<Labelled>,
    /// Decisions by month.
    pub months: Chart,
    /// What is public now, by kind, place and authority.
    pub public: Vec<Chart>,
    /// Whether a published count is known for any kind.
    pub compared: bool,
    /// How much of each kind of organisations the platform knows.
    pub coverage: Vec<Coverage>,
    /// Visits of the portal, day by day.
    pub visits: Chart,
    /// The first day on which visits were counted.
    pub visits_since: Option<String>,
    /// The moment of the figures.
    pub at: String,
}

/// Coverage of one kind of organisations.
#[derive(Clone, Debug, Serialize)]
pub struct Coverage {
    /// Key under `kind.*`.
    pub kind: &'static str,
    /// Known to the platform.
    pub registered: u64,
    /// All there are.
    pub reference: Option<u64>,
    /// The day of that count.
    pub counted_on: Option<String>,
    /// Per cent, with one digit behind the point.
    pub share: Option<String>,
}
