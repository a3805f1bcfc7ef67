//! Batches.

use std::collections::BTreeMap;

use jiff::Timestamp;
use serde::Serialize;
use utoipa::ToSchema;

/// What became of a batch. `received = accepted + duplicates + corrected + rejected + held`.
#[derive(Debug, Serialize, ToSchema)]
pub struct BatchReceipt {
    /// Id of the batch.
    pub batch: String,
    /// Catalog item.
    pub item: String,
    /// Unified code of the agency.
    pub agency: String,
    /// Whether the batch was read to its end.
    pub complete: bool,
    /// Rows read.
    pub received: u64,
    /// New records.
    pub accepted: u64,
    /// Rows that say nothing new.
    pub duplicates: u64,
    /// Among the duplicates: records of another source, which now have both provenances.
    pub joined: u64,
    /// New versions of records.
    pub corrected: u64,
    /// Rows refused.
    pub rejected: u64,
    /// Rows that wait because name and number do not match.
    pub held: u64,
    /// Rejected rows by the first rule they broke.
    pub rejected_by_rule: BTreeMap<String, u64>,
    /// Values changed by each cleansing.
    pub cleansed_by_rule: BTreeMap<String, u64>,
    /// Columns that were not read, since the catalog does not allow them.
    pub dropped_fields: Vec<String>,
    /// Ledger position of the batch's first fact.
    pub first_position: Option<u64>,
    /// Ledger position of its last.
    pub last_position: Option<u64>,
    /// The receipt as a page, for a clerk; whoever has the address may see it.
    pub page: String,
}

impl BatchReceipt {
    pub(crate) fn new(receipt: intake::Receipt, page: String) -> Self {
        Self {
            batch: receipt.batch,
            item: receipt.item,
            agency: receipt.agency,
            complete: receipt.complete,
            received: receipt.received,
            accepted: receipt.accepted,
            duplicates: receipt.duplicates,
            joined: receipt.joined,
            corrected: receipt.corrected,
            rejected: receipt.rejected,
            held: receipt.held,
            rejected_by_rule: receipt.rejected_by_rule,
            cleansed_by_rule: receipt.cleansed_by_rule,
            dropped_fields: receipt.dropped_fields,
            first_position: receipt.first_position,
            last_position: receipt.last_position,
            page,
        }
    }
}

/// A batch in a list.
#[derive(Debug, Serialize, ToSchema)]
pub struct BatchLine {
    /// Id of the batch.
    pub batch: String,
    /// Name of the file, as the sender calls it.
    pub file_name: String,
    /// Catalog item.
    pub item: String,
    /// Unified code of the agency.
    pub agency: String,
    /// When it was received.
    pub received_at: Timestamp,
    /// `open`, `done` or `broken`.
    pub state: String,
    /// Rows read so far.
    pub received: u64,
    /// Rows rejected so far.
    pub rejected: u64,
}

impl From<&intake::BatchLine> for BatchLine {
    fn from(line: &intake::BatchLine) -> Self {
        Self {
            batch: line.batch.clone(),
            file_name: line.file_name.clone(),
            item: line.item.clone(),
            agency: line.agency.clone(),
            received_at: Timestamp::from_microsecond(line.received_at).unwrap_or_default(),
            state: line.state.clone(),
            received: line.received,
            rejected: line.rejected,
        }
    }
}
