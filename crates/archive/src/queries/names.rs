//! Names of organisations and the search over them.

use store::{Row, Tx, Value};
use vocabulary::SubjectId;

use super::columns::{of_date, opt_date, subject};
use crate::{ArchiveError, Name};

const OF_SUBJECT: &str = "select name, core, present, from_on, until_on from archive_names
    where subject_id = $1 order by present desc, until_on desc, name";
const PUT: &str = "insert into archive_names (subject_id, name, core, present, from_on, until_on)
    values ($1, $2, $3, $4, $5, $6)
    on conflict (subject_id, name) do update set present = excluded.present,
      from_on = excluded.from_on, until_on = excluded.until_on";
const DROP: &str = "delete from archive_names where subject_id = $1 and name = $2";
const BY_NAME: &str = "select subject_id, name, present from archive_names
    where name >= $1 and name < $2 and (name > $3 or name = $3 and subject_id > $4)
    order by name, subject_id limit $5";
const BY_CORE: &str = "select subject_id, name, present, core from archive_names
    where core >= $1 and core < $2 and (core > $3 or core = $3 and subject_id > $4)
    order by core, subject_id limit $5";

/// The names of a subject, the present one first.
pub(crate) fn of_subject(tx: &mut Tx, id: SubjectId) -> Result<Vec<Name>, ArchiveError> {
    tx.query(OF_SUBJECT, &[id.0.into()])?
        .iter()
        .map(|row| {
            Ok(Name {
                name: row.text(0)?.to_owned(),
                core: row.text(1)?.to_owned(),
                present: row.int(2)? != 0,
                from_on: opt_date(row, 3)?,
                until_on: opt_date(row, 4)?,
            })
        })
        .collect()
}

pub(crate) fn put(tx: &mut Tx, names: &[(SubjectId, &Name)]) -> Result<(), ArchiveError> {
    let rows: Vec<Vec<Value>> = names
        .iter()
        .map(|(id, name)| {
            vec![
                id.0.into(),
                name.name.as_str().into(),
                name.core.as_str().into(),
                name.present.into(),
                of_date(name.from_on),
                of_date(name.until_on),
            ]
        })
        .collect();
    tx.execute_each(PUT, &rows)?;
    Ok(())
}

pub(crate) fn drop(tx: &mut Tx, names: &[(SubjectId, &str)]) -> Result<(), ArchiveError> {
    let rows: Vec<Vec<Value>> =
        names.iter().map(|(id, name)| vec![id.0.into(), (*name).into()]).collect();
    tx.execute_each(DROP, &rows)?;
    Ok(())
}

/// A name found: whose, which, whether present, and the text by which it is ordered.
pub(crate) struct Hit {
    pub(crate) subject: SubjectId,
    pub(crate) name: String,
    pub(crate) present: bool,
    pub(crate) key: String,
}

/// Where a search over an index goes on: after this text and subject.
pub(crate) type Mark<'a> = (&'a str, SubjectId);

/// Names from `from` on and before `before`, in byte order.
pub(crate) fn by_name(
    tx: &mut Tx,
    (from, before): (&str, &str),
    after: Mark<'_>,
    limit: u32,
) -> Result<Vec<Hit>, ArchiveError> {
    let rows = tx.query(BY_NAME, &range(from, before, after, limit))?;
    rows.iter().map(|row| hit(row, 1)).collect()
}

/// Cores from `from` on and before `before`, in byte order.
pub(crate) fn by_core(
    tx: &mut Tx,
    (from, before): (&str, &str),
    after: Mark<'_>,
    limit: u32,
) -> Result<Vec<Hit>, ArchiveError> {
    let rows = tx.query(BY_CORE, &range(from, before, after, limit))?;
    rows.iter().map(|row| hit(row, 3)).collect()
}

fn range(from: &str, before: &str, (text, subject): Mark<'_>, limit: u32) -> [Value; 5] {
    [from.into(), before.into(), text.into(), subject.0.into(), limit.into()]
}

fn hit(row: &Row, key: usize) -> Result<Hit, ArchiveError> {
    Ok(Hit {
        subject: subject(row, 0)?,
        name: row.text(1)?.to_owned(),
        present: row.int(2)? != 0,
        key: row.text(key)?.to_owned(),
    })
}
