//! For the patrol: lines of public lists that should not stand there.

use store::Tx;
use vocabulary::{Date, SubjectId};

use crate::{ArchiveError, Digest, queries::patrol};

/// A line of a public list: key, item, last day of publication.
pub type Line = (SubjectId, Digest, String, Option<Date>);

/// Lines of an item.
pub fn of_item(tx: &mut Tx, item: &str, limit: u32) -> Result<Vec<Line>, ArchiveError> {
    patrol::of_item(tx, item, limit)
}

/// Lines of an item about natural persons.
pub fn of_persons(tx: &mut Tx, item: &str, limit: u32) -> Result<Vec<Line>, ArchiveError> {
    patrol::of_persons(tx, item, limit)
}

/// Lines whose last day has passed and that nobody has taken out yet, the oldest first.
pub fn overdue(tx: &mut Tx, today: Date, limit: u32) -> Result<Vec<Line>, ArchiveError> {
    patrol::overdue(tx, today, limit)
}

/// Lines whose record is public no more, or does not exist.
pub fn stray(tx: &mut Tx, limit: u32) -> Result<Vec<Line>, ArchiveError> {
    patrol::stray(tx, limit)
}
