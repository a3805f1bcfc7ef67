//! The receipt of a batch, at any time.

use std::collections::BTreeMap;

use serde::Serialize;
use store::Row;

use crate::{Intake, IntakeError, Receipt, queries::batches};

/// A batch in a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct BatchLine {
    /// Id of the batch.
    pub batch: String,
    /// Name of the file, as the sender calls it.
    pub file_name: String,
    /// Catalog item.
    pub item: String,
    /// Unified code of the agency.
    pub agency: String,
    /// When it was received, microseconds since 1970.
    pub received_at: i64,
    /// `open`, `done` or `broken`.
    pub state: String,
    /// Rows read so far.
    pub received: u64,
    /// Rows rejected so far.
    pub rejected: u64,
}

impl Intake {
    /// The receipt of a batch; of an unfinished one, as far as it has come.
    pub fn receipt(&self, batch: &str) -> Result<Receipt, IntakeError> {
        self.db.read(|tx| {
            let missing = || IntakeError::NoSuchBatch { batch: batch.to_owned() };
            let row = batches::batch(tx, batch)?.ok_or_else(missing)?;
            let tallies = batches::tallies(tx, batch)?;
            receipt(&row, tallies)
        })
    }

    /// The latest batches of an agency (unified code), or of all agencies.
    pub fn batches(&self, agency: Option<&str>, limit: u64) -> Result<Vec<BatchLine>, IntakeError> {
        let rows = self.db.read(|tx| batches::recent(tx, agency.unwrap_or_default(), limit))?;
        rows.iter().map(line).collect()
    }
}

fn line(row: &Row) -> Result<BatchLine, IntakeError> {
    Ok(BatchLine {
        batch: row.text(0)?.to_owned(),
        file_name: row.text(1)?.to_owned(),
        item: row.text(2)?.to_owned(),
        agency: row.text(3)?.to_owned(),
        received_at: row.int(4)?,
        state: row.text(5)?.to_owned(),
        received: row.count(6)?,
        rejected: row.count(7)?,
    })
}

fn receipt(row: &Row, tallies: Vec<(String, u64)>) -> Result<Receipt, IntakeError> {
    let dropped = serde_json::from_str(row.text(12)?);
    let (cleansed, rejected): (BTreeMap<_, _>, BTreeMap<_, _>) =
        tallies.into_iter().partition(|(rule, _)| rule.starts_with('W'));
    let position = |column| -> Result<Option<u64>, IntakeError> {
        Ok(row.opt_int(column)?.and_then(|position| u64::try_from(position).ok()))
    };
    Ok(Receipt {
        batch: row.text(0)?.to_owned(),
        item: row.text(1)?.to_owned(),
        agency: row.text(2)?.to_owned(),
        complete: row.text(3)? == "done",
        received: row.count(4)?,
        accepted: row.count(5)?,
        duplicates: row.count(6)?,
        joined: row.count(7)?,
        corrected: row.count(8)?,
        rejected: row.count(9)?,
        held: row.count(10)?,
        warnings: row.count(11)?,
        rejected_by_rule: rejected,
        cleansed_by_rule: cleansed,
        dropped_fields: dropped.map_err(|_| IntakeError::Damaged { what: "a batch's columns" })?,
        first_position: position(13)?,
        last_position: position(14)?,
    })
}
