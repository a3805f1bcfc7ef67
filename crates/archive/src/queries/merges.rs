//! Every merge there was, and whether it still stands.

use store::{Row, Tx};
use vocabulary::{Position, SubjectId};

use super::columns::{position, stored, subject};
use crate::{ArchiveError, Digest, Merge};

const PUT: &str = "insert into archive_merges (subject_id, position, into_id, digest, parted)
    values ($1, $2, $3, $4, null)
    on conflict (subject_id, position) do update set into_id = excluded.into_id,
      digest = excluded.digest, parted = null";
const PART: &str = "update archive_merges set parted = $2
    where subject_id = $1 and parted is null";
const OF_MEMBER: &str = "select subject_id, position, into_id, digest, parted
    from archive_merges where subject_id = $1 order by position";
const BY_RECORD: &str = "select m.subject_id, m.position, m.into_id, m.digest, m.parted
    from archive_members a join archive_merges m on m.subject_id = a.member_id
    where a.subject_id = $1 and m.into_id = $1 and m.digest = $2 and m.parted is null
    order by m.position";
const AT: &str = "select subject_id, position, into_id, digest, parted
    from archive_merges where position = $1 order by subject_id";
const BEFORE: &str = "select subject_id, position, into_id, digest, parted from archive_merges
    where position < $1 order by position desc, subject_id limit $2";
const EVER_INTO: &str =
    "select distinct subject_id from archive_merges where into_id = $1 order by subject_id";
const DROP: &str = "delete from archive_merges where subject_id = $1 and position = $2";
const DROP_ALL: &str = "delete from archive_merges where subject_id = $1";

pub(crate) fn put(tx: &mut Tx, merge: &Merge) -> Result<(), ArchiveError> {
    let digest = merge.digest.map(|digest| digest.0);
    let (member, into) = (merge.member.0.into(), merge.into.0.into());
    tx.execute(PUT, &[member, merge.position.0.into(), into, digest.into()])?;
    Ok(())
}

/// The merge of a member that stands was undone by the fact at a position.
pub(crate) fn part(tx: &mut Tx, member: SubjectId, at: Position) -> Result<(), ArchiveError> {
    tx.execute(PART, &[member.0.into(), at.0.into()])?;
    Ok(())
}

/// The merges of a member, the oldest first.
pub(crate) fn of_member(tx: &mut Tx, member: SubjectId) -> Result<Vec<Merge>, ArchiveError> {
    tx.query(OF_MEMBER, &[member.0.into()])?.iter().map(merge).collect()
}

/// The standing merges into a subject by one of its records.
pub(crate) fn by_record(
    tx: &mut Tx,
    into: SubjectId,
    digest: Digest,
) -> Result<Vec<Merge>, ArchiveError> {
    tx.query(BY_RECORD, &[into.0.into(), digest.0.into()])?.iter().map(merge).collect()
}

/// Everybody who ever was merged into a subject.
pub(crate) fn ever_into(tx: &mut Tx, into: SubjectId) -> Result<Vec<SubjectId>, ArchiveError> {
    tx.query(EVER_INTO, &[into.0.into()])?.iter().map(|row| subject(row, 0)).collect()
}

/// The merges made by one fact.
pub(crate) fn at(tx: &mut Tx, at: Position) -> Result<Vec<Merge>, ArchiveError> {
    tx.query(AT, &[at.0.into()])?.iter().map(merge).collect()
}

/// Merges before a position, the newest first.
pub(crate) fn before(
    tx: &mut Tx,
    before: Option<Position>,
    limit: u32,
) -> Result<Vec<Merge>, ArchiveError> {
    let before = before.and_then(|at| i64::try_from(at.0).ok()).unwrap_or(i64::MAX);
    tx.query(BEFORE, &[before.into(), limit.into()])?.iter().map(merge).collect()
}

pub(crate) fn drop(tx: &mut Tx, merge: &Merge) -> Result<(), ArchiveError> {
    tx.execute(DROP, &[merge.member.0.into(), merge.position.0.into()])?;
    Ok(())
}

pub(crate) fn drop_all(tx: &mut Tx, member: SubjectId) -> Result<(), ArchiveError> {
    tx.execute(DROP_ALL, &[member.0.into()])?;
    Ok(())
}

fn merge(row: &Row) -> Result<Merge, ArchiveError> {
    let digest = row.opt_bytes(3)?.map(|bytes| {
        bytes.try_into().map(Digest).map_err(|_| stored("digest", hex::encode(bytes)))
    });
    let parted = row.opt_int(4)?.and_then(|at| u64::try_from(at).ok());
    Ok(Merge {
        member: subject(row, 0)?,
        position: position(row, 1)?,
        into: subject(row, 2)?,
        digest: digest.transpose()?,
        parted: parted.map(Position),
    })
}
