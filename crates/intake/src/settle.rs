//! What becomes of rows that were not taken: mended and sent again, released, dismissed; and of a
//! record that hangs on the wrong organisation.

mod decided;
mod held;
mod mend;
mod release;
mod relink;

use serde::Serialize;
use store::Tx;

use crate::{
    Intake, IntakeError,
    batch::{HELP_COLUMNS, cells_context},
    queries::batches,
    rule,
};
pub use held::HeldRow;
pub(crate) use held::PROPOSED;
pub use mend::FaultyRow;
pub use relink::Relinked;

/// A cell under its header.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct CellLine {
    /// The header, as it was sent.
    pub header: String,
    /// The value, as it was sent.
    pub value: String,
}

/// What is wrong with a row.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct FaultLine {
    /// Label of the field; none if it concerns the row as a whole.
    pub label: Option<String>,
    /// Name of the field.
    pub field: Option<String>,
    /// Rule: `R-301`.
    pub rule: String,
    /// What is wrong, in Chinese.
    pub title: String,
    /// What was found; masked if it is personal.
    pub value: String,
    /// What to do, in Chinese.
    pub advice: String,
}

impl Intake {
    /// The cells of a row that was not taken, whole, each under its header; columns that say what was
    /// wrong the last time are left out.
    fn cells(
        &self,
        batch: &str,
        headers: &[String],
        (line, sealed): (u64, &str),
    ) -> Result<Vec<CellLine>, IntakeError> {
        let plain = self.vault.open(sealed, &cells_context(batch, line))?;
        let mut cells: Vec<String> = serde_json::from_slice(&plain)
            .map_err(|_| IntakeError::Damaged { what: "a refused row" })?;
        cells.resize(headers.len().max(cells.len()), String::new());
        let named = cells.into_iter().enumerate().map(|(column, value)| {
            let header = headers.get(column).cloned();
            CellLine { header: header.unwrap_or_default(), value }
        });
        Ok(named.filter(|cell| !HELP_COLUMNS.contains(&cell.header.as_str())).collect())
    }

    fn faults(&self, tx: &mut Tx, batch: &str, line: u64) -> Result<Vec<FaultLine>, IntakeError> {
        let rows = batches::faults_of(tx, batch, line)?;
        let line = |row: &store::Row| {
            let code = row.text(2)?;
            Ok(FaultLine {
                field: row.opt_text(0)?.map(str::to_owned),
                label: row.opt_text(1)?.map(str::to_owned),
                title: rule::find(code).map_or("", |rule| rule.title).to_owned(),
                rule: code.to_owned(),
                value: row.text(4)?.to_owned(),
                advice: row.text(5)?.to_owned(),
            })
        };
        rows.iter().map(line).collect()
    }
}

/// The headers of a batch's file.
fn headers_of(text: &str) -> Result<Vec<String>, IntakeError> {
    serde_json::from_str(text).map_err(|_| IntakeError::Damaged { what: "a batch's headers" })
}
