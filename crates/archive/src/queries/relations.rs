//! Links between subjects.

use store::{Row, Tx, Value};
use vocabulary::{Position, SubjectId};

use super::columns::{of_date, opt_date, opt_subject, position, stored, subject, text};
use crate::{ArchiveError, Digest, Relation, Role};

const OF_SUBJECT: &str = "select subject_id, role, position, name, code, from_on, until_on,
      other_id, place, digest
    from archive_relations where subject_id = $1 order by role, position";
const WITH_OTHER: &str = "select subject_id, role, position, name, code, from_on, until_on,
      other_id, place, digest
    from archive_relations where other_id = $1 order by subject_id, role, position limit $2";
const WITH_CODE: &str = "select subject_id, role, position, name, code, from_on, until_on,
      other_id, place, digest
    from archive_relations where code = $1 order by subject_id, role, position limit $2";
const AT_PLACE: &str = "select subject_id, role, position, name, code, from_on, until_on,
      other_id, place, digest
    from archive_relations where place = $1 order by subject_id, role, position limit $2";
const PUT: &str = "insert into archive_relations (subject_id, role, position, name, code,
      from_on, until_on, other_id, place, digest)
    values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
    on conflict (subject_id, role, position) do update set name = excluded.name,
      until_on = excluded.until_on, other_id = excluded.other_id";
const DROP: &str =
    "delete from archive_relations where subject_id = $1 and role = $2 and position = $3";

/// The relations that a subject's own records tell.
pub(crate) fn of_subject(tx: &mut Tx, id: SubjectId) -> Result<Vec<Relation>, ArchiveError> {
    tx.query(OF_SUBJECT, &[id.0.into()])?.iter().map(|row| Ok(relation(row)?.1)).collect()
}

/// A relation with the subject whose record tells it.
pub(crate) type Told = (SubjectId, Relation);

/// Relations to a subject, by its id.
pub(crate) fn with_other(
    tx: &mut Tx,
    other: SubjectId,
    limit: u32,
) -> Result<Vec<Told>, ArchiveError> {
    tx.query(WITH_OTHER, &[other.0.into(), limit.into()])?.iter().map(relation).collect()
}

/// Relations to an organisation, by its code.
pub(crate) fn with_code(tx: &mut Tx, code: &str, limit: u32) -> Result<Vec<Told>, ArchiveError> {
    tx.query(WITH_CODE, &[code.into(), limit.into()])?.iter().map(relation).collect()
}

/// Who was registered at an address, by its key.
pub(crate) fn at_place(tx: &mut Tx, place: &str, limit: u32) -> Result<Vec<Told>, ArchiveError> {
    tx.query(AT_PLACE, &[place.into(), limit.into()])?.iter().map(relation).collect()
}

fn relation(row: &Row) -> Result<Told, ArchiveError> {
    let role = row.text(1)?;
    let digest = row.opt_bytes(9)?;
    let relation = Relation {
        role: Role::parse(role).ok_or_else(|| stored("role", role))?,
        position: position(row, 2)?,
        name: text(row, 3)?,
        code: text(row, 4)?,
        from_on: opt_date(row, 5)?,
        until_on: opt_date(row, 6)?,
        other: opt_subject(row, 7)?,
        place: text(row, 8)?,
        digest: digest.and_then(|bytes| bytes.try_into().ok()).map(Digest),
    };
    Ok((subject(row, 0)?, relation))
}

pub(crate) fn put(tx: &mut Tx, relations: &[(SubjectId, &Relation)]) -> Result<(), ArchiveError> {
    let rows: Vec<Vec<Value>> = relations
        .iter()
        .map(|(id, relation)| {
            vec![
                id.0.into(),
                relation.role.as_str().into(),
                relation.position.0.into(),
                relation.name.as_ref().into(),
                relation.code.as_ref().into(),
                of_date(relation.from_on),
                of_date(relation.until_on),
                relation.other.map(|other| other.0).into(),
                relation.place.as_ref().into(),
                relation.digest.map(|digest| digest.0).into(),
            ]
        })
        .collect();
    tx.execute_each(PUT, &rows)?;
    Ok(())
}

/// Takes relations away whose record says so no more.
pub(crate) fn drop(
    tx: &mut Tx,
    relations: &[(SubjectId, Role, Position)],
) -> Result<(), ArchiveError> {
    let rows: Vec<Vec<Value>> = relations
        .iter()
        .map(|(id, role, at)| vec![id.0.into(), role.as_str().into(), at.0.into()])
        .collect();
    tx.execute_each(DROP, &rows)?;
    Ok(())
}
