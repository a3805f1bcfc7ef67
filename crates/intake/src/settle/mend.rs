//! Faulty rows, mended in the browser and sent again as a batch of their own.

use std::collections::BTreeMap;

use serde::Serialize;
use vocabulary::Actor;

use super::{CellLine, FaultLine, headers_of};
use crate::{
    Channel, Intake, IntakeError, Page, Paged, Progress, Receipt, Submission,
    batch::HELP_COLUMNS,
    queries::{
        batches,
        settlements::{self, Origin, Settlement},
    },
};

/// A row of a batch that was not taken.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct FaultyRow {
    /// Its line in the file.
    pub line: u64,
    /// Whether it is held, and not refused.
    pub held: bool,
    /// Its cells, whole, in the order in which they are to be given back.
    pub cells: Vec<CellLine>,
    /// What is wrong with it.
    pub faults: Vec<FaultLine>,
}

impl Intake {
    /// The rows of a batch that were not taken and still wait, with everything in them: show them to
    /// the agency that sent them and to nobody else.
    pub fn faulty_rows(&self, batch: &str, page: &Page) -> Result<Paged<FaultyRow>, IntakeError> {
        let rows = page.rows();
        self.db.read(|tx| {
            let missing = || IntakeError::NoSuchBatch { batch: batch.to_owned() };
            let headers = headers_of(&batches::headers(tx, batch)?.ok_or_else(missing)?)?;
            let mut found = settlements::faulty(tx, batch, (page.number(-1), rows + 1))?;
            let more = found.len() > rows;
            found.truncate(rows);
            let next = found.last().filter(|_| more).map(|(line, ..)| line.to_string());
            let mut entries = Vec::new();
            for (line, held, sealed) in found {
                let cells = self.cells(batch, &headers, (line, &sealed))?;
                entries.push(FaultyRow {
                    line,
                    held,
                    cells,
                    faults: self.faults(tx, batch, line)?,
                });
            }
            Ok(Paged { entries, next })
        })
    }

    /// Sends mended rows again as a new batch of only these rows: line in the old batch, and cells in
    /// the order of [`FaultyRow::cells`]. The rows count as mended, whatever becomes of them in the
    /// new batch: its receipt says.
    pub fn mend(
        &self,
        by: &Actor,
        batch: &str,
        rows: Vec<(u64, Vec<String>)>,
    ) -> Result<Receipt, IntakeError> {
        if rows.is_empty() {
            return Err(IntakeError::Empty);
        }
        let missing = || IntakeError::NoSuchBatch { batch: batch.to_owned() };
        let origin = self.db.read(|tx| settlements::origin(tx, batch))?.ok_or_else(missing)?;
        let headers = headers_of(&origin.headers)?;
        let own: Vec<&str> = headers
            .iter()
            .map(String::as_str)
            .filter(|header| !HELP_COLUMNS.contains(header))
            .collect();
        let rows: BTreeMap<u64, Vec<String>> = rows.into_iter().collect();
        self.all_wait(batch, &rows)?;
        let file = csv_of(&own, rows.values())?;
        let submission = again(by, &origin, &rows);
        let receipt = self.submit(&submission, file.as_slice(), &mut Progress::silent())?;
        let (batch, account) = (batch.to_owned(), by.by.clone());
        let (lines, new) = (rows.into_keys().collect::<Vec<_>>(), receipt.batch.clone());
        self.pen.transact(move |scribe| {
            let at = scribe.now().as_microsecond();
            for line in lines {
                let settlement = Settlement {
                    batch: &batch,
                    line,
                    how: "mended",
                    at,
                    account: &account,
                    position: None,
                    mended_in: Some(&new),
                };
                settlements::settle(scribe.tx(), &settlement)?;
            }
            Ok::<_, IntakeError>(())
        })?;
        Ok(receipt)
    }

    /// Whether every line was not taken and still waits.
    fn all_wait(&self, batch: &str, rows: &BTreeMap<u64, Vec<String>>) -> Result<(), IntakeError> {
        self.db.read(|tx| {
            for line in rows.keys() {
                match settlements::one(tx, batch, *line)? {
                    None => return Err(IntakeError::NoSuchRecord),
                    Some((.., Some(_))) => {
                        return Err(IntakeError::State {
                            state: "已经处理过", act: "再次报送"
                        });
                    }
                    Some(_) => {}
                }
            }
            Ok(())
        })
    }
}

/// How mended rows are sent: as the old batch was, through the form.
fn again(by: &Actor, origin: &Origin, rows: &BTreeMap<u64, Vec<String>>) -> Submission {
    let lines: Vec<String> = rows.keys().take(5).map(u64::to_string).collect();
    let more = if rows.len() > 5 { "…" } else { "" };
    Submission {
        agency: origin.agency.clone(),
        item: origin.item.clone(),
        file_name: format!("{}（改正第 {}{more} 行）", origin.file_name, lines.join("、")),
        channel: Channel::Form,
        by: by.by.clone(),
        reviewed: origin.reviewed.clone(),
        profile: origin.profile.clone(),
        correction: origin.correction,
    }
}

/// The rows as a file with the original headers.
fn csv_of<'r>(
    headers: &[&str],
    rows: impl Iterator<Item = &'r Vec<String>>,
) -> Result<Vec<u8>, IntakeError> {
    let failed = |error: &dyn std::fmt::Display| IntakeError::Output { reason: error.to_string() };
    let mut writer = csv::WriterBuilder::new().flexible(true).from_writer(Vec::new());
    writer.write_record(headers).map_err(|error| failed(&error))?;
    for row in rows {
        writer.write_record(row).map_err(|error| failed(&error))?;
    }
    writer.into_inner().map_err(|error| failed(&error))
}
