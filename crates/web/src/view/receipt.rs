//! The receipt of a batch.

use serde::Serialize;

/// The page.
#[derive(Clone, Debug, Serialize)]
pub struct Receipt {
    /// Id of the batch.
    pub id: String,
    /// Key under `batch_state.*`.
    pub state: &'static str,
    /// Colour of the state.
    pub tone: &'static str,
    /// Catalog item.
    pub item: String,
    /// What it is called.
    pub item_title: String,
    /// Source agency.
    pub agency: String,
    /// Whether it was read to its end.
    pub complete: bool,
    /// Counts; ids are keys under `receipt.*`.
    pub counts: Vec<Count>,
    /// Share of rows that were not rejected, in thousandths; none before the end.
    pub bars: Option<u64>,
    /// Rejections by rule.
    pub rules: Vec<Rule>,
    /// Cleansings by rule.
    pub cleansed: Vec<Rule>,
    /// Columns that were not read.
    pub dropped: Vec<String>,
    /// Ledger positions of its first and last fact.
    pub positions: Option<(u64, u64)>,
    /// Where the rejected rows are fetched, with a key.
    pub faults: String,
}

/// One count.
#[derive(Clone, Debug, Serialize)]
pub struct Count {
    /// What is counted.
    pub id: &'static str,
    /// How many.
    pub value: u64,
}

/// What one rule did.
#[derive(Clone, Debug, Serialize)]
pub struct Rule {
    /// Number of the rule.
    pub rule: String,
    /// What it says.
    pub title: String,
    /// What to do.
    pub advice: String,
    /// How many rows.
    pub count: u64,
}
