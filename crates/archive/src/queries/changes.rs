//! Which records ever were public, each with the fact that last changed what the public sees of it.

use store::{Row, Tx, Value};
use vocabulary::{Position, SubjectId};

use super::columns::{digest, position, subject};
use crate::{ArchiveError, Digest};

const PUT: &str = "insert into archive_changes (subject_id, digest, position)
    values ($1, $2, $3)
    on conflict (subject_id, digest) do update set position = excluded.position";
const MOVE: &str = "update archive_changes set position = $3
    where subject_id = $1 and digest = $2";
const OF_SUBJECT: &str = "select subject_id, digest, position from archive_changes
    where subject_id = $1 order by digest";
const AFTER: &str = "select subject_id, digest, position from archive_changes
    where position > $1 order by position limit $2";

/// A record's address, and the fact that last changed it.
pub(crate) type Changed = ((SubjectId, Digest), Position);

pub(crate) fn put(tx: &mut Tx, changed: &[Changed]) -> Result<(), ArchiveError> {
    let rows: Vec<Vec<Value>> = changed
        .iter()
        .map(|((id, digest), at)| vec![id.0.into(), digest.0.into(), at.0.into()])
        .collect();
    tx.execute_each(PUT, &rows)?;
    Ok(())
}

/// The same where the record has no later place.
pub(crate) fn put_later(tx: &mut Tx, changed: &[Changed]) -> Result<(), ArchiveError> {
    for (key, at) in changed {
        let places = of_subject(tx, key.0)?;
        if places.iter().all(|(other, place)| other != key || place < at) {
            put(tx, &[(*key, *at)])?;
        }
    }
    Ok(())
}

/// Moves a record to the end of the changes, if it is among them.
pub(crate) fn bump(tx: &mut Tx, ((id, digest), at): Changed) -> Result<(), ArchiveError> {
    tx.execute(MOVE, &[id.0.into(), digest.0.into(), at.0.into()])?;
    Ok(())
}

/// The place of each of a subject's records among the changes.
pub(crate) fn of_subject(tx: &mut Tx, id: SubjectId) -> Result<Vec<Changed>, ArchiveError> {
    tx.query(OF_SUBJECT, &[id.0.into()])?.iter().map(changed).collect()
}

/// Changes after a position, the oldest first.
pub(crate) fn after(
    tx: &mut Tx,
    after: Option<Position>,
    limit: u32,
) -> Result<Vec<Changed>, ArchiveError> {
    let after = after.map_or(-1, |after| i64::try_from(after.0).unwrap_or(i64::MAX));
    let rows = tx.query(AFTER, &[after.into(), limit.into()])?;
    rows.iter().map(changed).collect()
}

fn changed(row: &Row) -> Result<Changed, ArchiveError> {
    Ok(((subject(row, 0)?, digest(row, 1)?), position(row, 2)?))
}
