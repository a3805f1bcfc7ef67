//! Names of organisations.

use store::{Tx, Value};
use vocabulary::SubjectId;

use super::columns::{of_date, opt_date};
use crate::{ArchiveError, Name};

const OF_SUBJECT: &str = "select name, present, from_on, until_on from archive_names
    where subject_id = $1 order by present desc, until_on desc, name";
const PUT: &str = "insert into archive_names (subject_id, name, present, from_on, until_on)
    values ($1, $2, $3, $4, $5)
    on conflict (subject_id, name) do update set present = excluded.present,
      from_on = excluded.from_on, until_on = excluded.until_on";
const DROP: &str = "delete from archive_names where subject_id = $1 and name = $2";

/// The names of a subject, the present one first.
pub(crate) fn of_subject(tx: &mut Tx, id: SubjectId) -> Result<Vec<Name>, ArchiveError> {
    tx.query(OF_SUBJECT, &[id.0.into()])?
        .iter()
        .map(|row| {
            Ok(Name {
                name: row.text(0)?.to_owned(),
                present: row.int(1)? != 0,
                from_on: opt_date(row, 2)?,
                until_on: opt_date(row, 3)?,
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
