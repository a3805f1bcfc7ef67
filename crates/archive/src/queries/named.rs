//! The fact that last touched what a subject, or whoever was merged into it, is found by; and the
//! names for an index over all of them.

use store::{Row, Tx, Value};
use vocabulary::{Position, SubjectId};

use super::columns::{position, subject, text};
use crate::ArchiveError;

const PUT: &str = "insert into archive_named (subject_id, position) values ($1, $2)
    on conflict (subject_id) do update set position = excluded.position";
const LAST: &str = "select max(position) from archive_named";
const AFTER: &str = "select subject_id, position from archive_named
    where position > $1 order by position, subject_id";
const EVERY: &str = "select n.subject_id, n.name, n.present, s.code, s.merged_into
    from archive_names n join archive_subjects s on s.subject_id = n.subject_id
    order by n.subject_id, n.present desc, n.name";
const OF_SUBJECT: &str = "select n.subject_id, n.name, n.present, s.code, s.merged_into
    from archive_names n join archive_subjects s on s.subject_id = n.subject_id
    where n.subject_id = $1 order by n.present desc, n.name";
const CODES: &str = "select subject_id, code from archive_subjects
    where code is not null order by code, subject_id";

/// One name of one organisation, as the index wants it.
pub(crate) struct Line {
    pub(crate) subject: SubjectId,
    pub(crate) name: String,
    /// Whether it is the present name of a subject that is part of no other.
    pub(crate) present: bool,
    pub(crate) code: Option<String>,
}

pub(crate) fn put(tx: &mut Tx, touched: &[(SubjectId, Position)]) -> Result<(), ArchiveError> {
    let rows: Vec<Vec<Value>> =
        touched.iter().map(|(id, at)| vec![id.0.into(), at.0.into()]).collect();
    tx.execute_each(PUT, &rows)?;
    Ok(())
}

/// The last fact that touched a name, a code or a merge.
pub(crate) fn last(tx: &mut Tx) -> Result<Option<Position>, ArchiveError> {
    let rows = tx.query(LAST, &[])?;
    let last = rows.first().map(|row| row.opt_int(0)).transpose()?.flatten();
    Ok(last.and_then(|last| u64::try_from(last).ok()).map(Position))
}

/// Subjects touched by facts after a position, the oldest first.
pub(crate) fn after(
    tx: &mut Tx,
    at: Option<Position>,
) -> Result<Vec<(SubjectId, Position)>, ArchiveError> {
    let at = at.map_or(-1, |at| i64::try_from(at.0).unwrap_or(i64::MAX));
    let rows = tx.query(AFTER, &[at.into()])?;
    rows.iter().map(|row| Ok((subject(row, 0)?, position(row, 1)?))).collect()
}

/// Every name of every organisation; those of one stand together.
pub(crate) fn every(tx: &mut Tx, mut each: impl FnMut(Line)) -> Result<(), ArchiveError> {
    tx.stream(EVERY, &[], |row| {
        each(line(row)?);
        Ok::<_, ArchiveError>(())
    })
}

/// The names of one organisation, the present one first.
pub(crate) fn of_subject(tx: &mut Tx, id: SubjectId) -> Result<Vec<Line>, ArchiveError> {
    tx.query(OF_SUBJECT, &[id.0.into()])?.iter().map(line).collect()
}

/// Every code with its subject, in the order of codes.
pub(crate) fn codes(
    tx: &mut Tx,
    mut each: impl FnMut(SubjectId, &str),
) -> Result<(), ArchiveError> {
    tx.stream(CODES, &[], |row| {
        each(subject(row, 0)?, row.text(1)?);
        Ok::<_, ArchiveError>(())
    })
}

fn line(row: &Row) -> Result<Line, ArchiveError> {
    Ok(Line {
        subject: subject(row, 0)?,
        name: row.text(1)?.to_owned(),
        present: row.int(2)? != 0 && row.opt_bytes(4)?.is_none(),
        code: text(row, 3)?,
    })
}
