//! From bytes to rows of text, whatever the source sent: CSV, XLSX or JSON Lines, plain or gzipped.
//!
//! Readers push rows into a [`Sink`], one at a time, so that memory stays flat.

mod decode;
mod delimited;
mod lines;
mod open;
mod row;
mod sheet;
mod spool;
mod weigh;
pub(crate) use open::read;
pub(crate) use row::{EXAMPLE_MARK, RawRow};
pub(crate) use sheet::DATA_SHEET;
pub(crate) use spool::{Meter, Spool};

use crate::IntakeError;

/// What a file turned out to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// Text with separators.
    Delimited,
    /// Office Open XML workbook.
    Workbook,
    /// One JSON object a line.
    JsonLines,
}

/// How much of anything a file may hold.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// Bytes as sent; more is refused.
    pub sent_bytes: u64,
    /// Bytes after unpacking; guards against packed bombs.
    pub unpacked_bytes: u64,
    /// Bytes of a workbook as sent; its table of texts is held in memory.
    pub workbook_bytes: u64,
    /// Bytes of the sheets of a workbook, unpacked.
    pub workbook_sheets: u64,
    /// Bytes of everything else in a workbook, unpacked: its texts and styles, held in memory.
    pub workbook_texts: u64,
    /// Columns.
    pub columns: usize,
    /// Bytes of one row.
    pub row_bytes: usize,
}

impl Default for Limits {
    /// 4 GiB sent, 32 GiB unpacked, workbooks of 64 MiB (unpacked 2 GiB of sheets and 256 MiB of texts),
    /// 512 columns, 1 MiB a row.
    fn default() -> Self {
        Self {
            sent_bytes: 4 << 30,
            unpacked_bytes: 32 << 30,
            workbook_bytes: 64 << 20,
            workbook_sheets: 2 << 30,
            workbook_texts: 256 << 20,
            columns: 512,
            row_bytes: 1 << 20,
        }
    }
}

/// Where rows go.
pub(crate) trait Sink {
    /// The column headers; again, longer, when JSON Lines bring a new key: then not `complete`.
    fn headers(&mut self, headers: &[String], complete: bool) -> Result<(), IntakeError>;
    /// One row under the headers; cells may be missing at its end.
    fn row(&mut self, row: &RawRow) -> Result<(), IntakeError>;
}
