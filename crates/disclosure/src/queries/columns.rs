//! Columns to the types of this room.

use store::{Row, StoreError};
use vocabulary::{Date, SubjectId, Timestamp};

fn wrong(column: usize, wanted: &'static str) -> StoreError {
    StoreError::Column { column, wanted, found: "something else" }
}

pub(super) fn subject(row: &Row, column: usize) -> Result<SubjectId, StoreError> {
    SubjectId::from_slice(row.bytes(column)?).ok_or_else(|| wrong(column, "a subject"))
}

pub(super) fn date(row: &Row, column: usize) -> Result<Date, StoreError> {
    row.text(column)?.parse().map_err(|_| wrong(column, "a date"))
}

pub(super) fn instant(row: &Row, column: usize) -> Result<Timestamp, StoreError> {
    let number = row.int(column)?;
    Timestamp::from_microsecond(number).map_err(|_| wrong(column, "an instant"))
}

pub(super) fn opt_instant(row: &Row, column: usize) -> Result<Option<Timestamp>, StoreError> {
    row.opt_int(column)?.map(|_| instant(row, column)).transpose()
}

pub(super) fn opt_count(row: &Row, column: usize) -> Result<Option<u64>, StoreError> {
    row.opt_int(column)?.map(|_| row.count(column)).transpose()
}

pub(super) fn opt_text(row: &Row, column: usize) -> Result<Option<String>, StoreError> {
    Ok(row.opt_text(column)?.map(str::to_owned))
}

/// A list as it stands in one column.
pub(super) fn joined(parts: impl IntoIterator<Item = impl ToString>) -> String {
    parts.into_iter().map(|part| part.to_string()).collect::<Vec<_>>().join(";")
}

/// The parts of such a list.
pub(super) fn parts(text: &str) -> impl Iterator<Item = &str> {
    text.split(';').filter(|part| !part.is_empty())
}
