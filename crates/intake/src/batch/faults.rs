//! The rows that were not taken, as a file to mend and send again.

use std::io::Write;

use store::Row;

use crate::{
    Intake, IntakeError, batch::chunk::cells_context, cleanse::FORMULA, queries::batches, rule,
};

/// Headers added behind the original ones. Intake drops them again when the file comes back.
pub(crate) const ADDED: [&str; 4] = ["错误字段", "规则", "说明", "怎么改"];

impl Intake {
    /// Writes the refused and held rows of a batch as CSV (UTF-8 with mark, so that table programs
    /// read it): the original columns, then what is wrong and what to do. The rows are whole, with
    /// every number in them: hand the file to the agency that sent it and to nobody else.
    pub fn faults_csv(&self, batch: &str, output: impl Write) -> Result<u64, IntakeError> {
        let headers = self.db.read(|tx| batches::headers(tx, batch))?;
        let headers =
            headers.ok_or_else(|| IntakeError::NoSuchBatch { batch: batch.to_owned() })?;
        let headers: Vec<String> = serde_json::from_str(&headers)
            .map_err(|_| IntakeError::Damaged { what: "a batch's headers" })?;
        let mut output = output;
        output.write_all("\u{FEFF}".as_bytes()).map_err(failed)?;
        let mut writer = csv::WriterBuilder::new().flexible(true).from_writer(output);
        let own = |header: &&String| !ADDED.contains(&header.as_str());
        let columns: Vec<&str> =
            headers.iter().filter(own).map(String::as_str).chain(ADDED).collect();
        writer.write_record(&columns).map_err(failed)?;
        let (mut after, mut written) = (-1, 0);
        loop {
            let rows = self.db.read(|tx| batches::rejects_after(tx, batch, after))?;
            let Some(last) = rows.last() else { break };
            after = i64::try_from(last.0).unwrap_or(i64::MAX);
            for (line, sealed) in rows {
                let record = self.faulty(batch, &headers, line, &sealed)?;
                writer.write_record(&record).map_err(failed)?;
                written += 1;
            }
        }
        writer.flush().map_err(failed)?;
        Ok(written)
    }

    fn faulty(
        &self,
        batch: &str,
        headers: &[String],
        line: u64,
        sealed: &str,
    ) -> Result<Vec<String>, IntakeError> {
        let plain = self.vault.open(sealed, &cells_context(batch, line))?;
        let mut cells: Vec<String> = serde_json::from_slice(&plain)
            .map_err(|_| IntakeError::Damaged { what: "a refused row" })?;
        cells.resize(headers.len().max(cells.len()), String::new());
        let kept = cells.into_iter().enumerate().filter(|(column, _)| {
            headers.get(*column).is_none_or(|header| !ADDED.contains(&header.as_str()))
        });
        let mut record: Vec<String> = kept.map(|(_, cell)| guarded(cell)).collect();
        let faults = self.db.read(|tx| batches::faults_of(tx, batch, line))?;
        record.extend(explain(&faults)?);
        Ok(record)
    }
}

/// Field labels, rule codes, titles and advice of a row's faults, each joined by `；`.
fn explain(faults: &[Row]) -> Result<[String; 4], IntakeError> {
    let mut columns: [Vec<String>; 4] = Default::default();
    for fault in faults {
        let code = fault.text(2)?;
        let title = rule::find(code).map_or("", |rule| rule.title);
        let value = fault.text(4)?;
        let found =
            if value.is_empty() { title.to_owned() } else { format!("{title}（{value}）") };
        let label = fault.opt_text(1)?.unwrap_or("整行").to_owned();
        let advice = fault.text(5)?.to_owned();
        let parts = [label, code.to_owned(), found, advice];
        columns.iter_mut().zip(parts).for_each(|(column, part)| column.push(part));
    }
    Ok(columns.map(|column| column.join("；")))
}

/// A cell that a table program would run as a formula is written as text (CSV injection); reading it
/// again takes the quote off.
fn guarded(cell: String) -> String {
    let number = cell.parse::<f64>().is_ok();
    if cell.starts_with(FORMULA) && !number { format!("'{cell}") } else { cell }
}

fn failed(error: impl std::fmt::Display) -> IntakeError {
    IntakeError::Output { reason: error.to_string() }
}
