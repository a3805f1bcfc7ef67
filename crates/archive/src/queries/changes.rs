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
const MOVE_ALL: &str = "update archive_changes set position = $2 where subject_id = $1";
const AFTER: &str = "select subject_id, digest, position from archive_changes
    where position > $1 order by position, subject_id, digest limit $2";
const AT: &str = "select subject_id, digest, position from archive_changes
    where position = $1 order by subject_id, digest";
const LAST: &str = "select max(position) from archive_changes";
const BETWEEN: &str = "select subject_id, digest, position from archive_changes
    where (subject_id, digest) >= ($1, $2) and (subject_id, digest) < ($3, $4)
    order by subject_id, digest limit $5";
const FROM: &str = "select subject_id, digest, position from archive_changes
    where (subject_id, digest) >= ($1, $2) order by subject_id, digest limit $3";
const EPOCH: &str = "select made from archive_epochs";
const NEXT_EPOCH: &str = "update archive_epochs set made = made + 1";

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

/// Every change made by the fact at a position.
pub(crate) fn at(tx: &mut Tx, at: Position) -> Result<Vec<Changed>, ArchiveError> {
    tx.query(AT, &[at.0.into()])?.iter().map(changed).collect()
}

/// The position of the last change of all.
pub(crate) fn last(tx: &mut Tx) -> Result<Option<Position>, ArchiveError> {
    let rows = tx.query(LAST, &[])?;
    let last = rows.first().map(|row| row.opt_int(0)).transpose()?.flatten();
    Ok(last.and_then(|last| u64::try_from(last).ok()).map(Position))
}

/// An address: whose record, and the digest of its key.
pub(crate) type Address = (SubjectId, Digest);

/// The changes from one address on, before another one, in the order of addresses.
pub(crate) fn between(
    tx: &mut Tx,
    from: Address,
    before: Option<Address>,
    limit: u32,
) -> Result<Vec<Changed>, ArchiveError> {
    let (subject, digest) = from;
    let rows = match before {
        Some((last, end)) => tx.query(
            BETWEEN,
            &[subject.0.into(), digest.0.into(), last.0.into(), end.0.into(), limit.into()],
        )?,
        None => tx.query(FROM, &[subject.0.into(), digest.0.into(), limit.into()])?,
    };
    rows.iter().map(changed).collect()
}

/// Moves all records of a subject to the end of the changes.
pub(crate) fn bump_all(tx: &mut Tx, id: SubjectId, at: Position) -> Result<(), ArchiveError> {
    tx.execute(MOVE_ALL, &[id.0.into(), at.0.into()])?;
    Ok(())
}

/// How often the archive was made anew.
pub(crate) fn epoch(tx: &mut Tx) -> Result<u64, ArchiveError> {
    let rows = tx.query(EPOCH, &[])?;
    Ok(rows.first().map(|row| row.count(0)).transpose()?.unwrap_or_default())
}

/// It was made anew once more.
pub(crate) fn next_epoch(tx: &mut Tx) -> Result<(), ArchiveError> {
    tx.execute(NEXT_EPOCH, &[])?;
    Ok(())
}

fn changed(row: &Row) -> Result<Changed, ArchiveError> {
    Ok(((subject(row, 0)?, digest(row, 1)?), position(row, 2)?))
}
