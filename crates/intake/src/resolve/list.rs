//! The rows of a batch that were taken by their names.

use serde::Serialize;

use crate::{Intake, IntakeError, Page, Paged, queries::batches};

/// A row that gives no code and was filed by its name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct NamedRow {
    /// Its line in the file.
    pub line: u64,
    /// Rule of the packs: `M-1`.
    pub rule: String,
    /// The name it gives; masked where the item is about persons as well.
    pub name: String,
    /// For whom it was taken and what to do, in Chinese.
    pub advice: String,
}

impl Intake {
    /// The rows of a batch that were filed by their names, by line.
    pub fn named_rows(&self, batch: &str, page: &Page) -> Result<Paged<NamedRow>, IntakeError> {
        let rows = page.rows();
        let mut found =
            self.db.read(|tx| batches::named(tx, batch, (page.number(-1), rows + 1)))?;
        let more = found.len() > rows;
        found.truncate(rows);
        let named = |row: &store::Row| {
            Ok(NamedRow {
                line: row.count(0)?,
                rule: row.opt_text(1)?.unwrap_or_default().to_owned(),
                name: row.text(2)?.to_owned(),
                advice: row.text(3)?.to_owned(),
            })
        };
        let entries: Vec<NamedRow> = found.iter().map(named).collect::<Result<_, IntakeError>>()?;
        let next = entries.last().filter(|_| more).map(|row| row.line.to_string());
        Ok(Paged { entries, next })
    }
}
