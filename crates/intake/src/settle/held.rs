//! Rows that wait because a person's name and number do not belong together (H-13).

use serde::Serialize;

use super::{CellLine, FaultLine, headers_of};
use crate::{
    Intake, IntakeError, Page, Paged,
    queries::{batches, settlements},
};

/// A row that is held back and seen nowhere else.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct HeldRow {
    /// Its batch.
    pub batch: String,
    /// Its line in the file.
    pub line: u64,
    /// Catalog item.
    pub item: String,
    /// Unified code of the agency that sent it.
    pub agency: String,
    /// When the batch was received, microseconds since 1970.
    pub received_at: i64,
    /// Its cells, whole: for the agency that sent it and officers who compare them with papers.
    pub cells: Vec<CellLine>,
    /// Why it is held.
    pub faults: Vec<FaultLine>,
}

impl Intake {
    /// The rows that are held, of an agency (unified code) or of all.
    pub fn held(&self, agency: Option<&str>, page: &Page) -> Result<Paged<HeldRow>, IntakeError> {
        let rows = page.rows();
        let (batch, line) = page.after.as_deref().and_then(|after| after.split_once('/')).unzip();
        let line = line.and_then(|line| line.parse().ok()).unwrap_or(-1);
        let after = (batch.unwrap_or_default(), line);
        self.db.read(|tx| {
            let mut found = settlements::held(tx, agency.unwrap_or_default(), after, rows + 1)?;
            let more = found.len() > rows;
            found.truncate(rows);
            let next = found.last().filter(|_| more);
            let next = next.map(|row| format!("{}/{}", row.batch, row.line));
            let mut entries = Vec::new();
            for row in found {
                let headers = headers_of(&batches::headers(tx, &row.batch)?.unwrap_or_default())?;
                let cells = self.cells(&row.batch, &headers, (row.line, &row.cells))?;
                let faults = self.faults(tx, &row.batch, row.line)?;
                let (item, agency, received_at) = (row.item, row.agency, row.received_at);
                let (batch, line) = (row.batch, row.line);
                entries.push(HeldRow { batch, line, item, agency, received_at, cells, faults });
            }
            Ok(Paged { entries, next })
        })
    }

    /// How many rows are held, of an agency (unified code) or of all.
    pub fn held_count(&self, agency: Option<&str>) -> Result<u64, IntakeError> {
        Ok(self.db.read(|tx| settlements::waiting(tx, agency.unwrap_or_default()))?)
    }
}
