//! The certificate of a deletion (C-34.e).

use serde::{Deserialize, Serialize};
use vocabulary::Timestamp;

/// What was cleared in one place.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cleared {
    /// `ledger bodies`, `records`, `names`, `search`, `standing`, `relations`, `public lists` …
    pub place: String,
    /// Rows that were there and are gone.
    pub rows: u64,
}

/// What was destroyed, by whose order, and where copies were cleared in the same transaction.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Certificate {
    /// Its number: `X-` and the position of the last fact of the deletion.
    pub number: String,
    /// When.
    pub at: Timestamp,
    /// Whose record, 32 hexadecimal digits.
    pub subject: String,
    /// The record's address.
    pub digest: String,
    /// Catalog item.
    pub item: String,
    /// The order.
    pub order: String,
    /// Account that did it.
    pub by: String,
    /// Account that approved it.
    pub approved_by: String,
    /// Facts whose bodies were destroyed.
    pub positions: Vec<u64>,
    /// The facts that record it.
    pub recorded: Vec<u64>,
    /// What was cleared where.
    pub cleared: Vec<Cleared>,
}
