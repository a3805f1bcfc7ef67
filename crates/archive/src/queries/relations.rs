//! Links between subjects.

use store::{Tx, Value};
use vocabulary::SubjectId;

use super::columns::{of_date, opt_date, position, stored, text};
use crate::{ArchiveError, Relation, Role};

const OF_SUBJECT: &str = "select role, position, name, code, from_on, until_on
    from archive_relations where subject_id = $1 order by role, position";
const PUT: &str = "insert into archive_relations (subject_id, role, position, name, code,
      from_on, until_on)
    values ($1, $2, $3, $4, $5, $6, $7)
    on conflict (subject_id, role, position) do update set until_on = excluded.until_on";

pub(crate) fn of_subject(tx: &mut Tx, id: SubjectId) -> Result<Vec<Relation>, ArchiveError> {
    tx.query(OF_SUBJECT, &[id.0.into()])?
        .iter()
        .map(|row| {
            let role = row.text(0)?;
            Ok(Relation {
                role: Role::parse(role).ok_or_else(|| stored("role", role))?,
                position: position(row, 1)?,
                name: text(row, 2)?,
                code: text(row, 3)?,
                from_on: opt_date(row, 4)?,
                until_on: opt_date(row, 5)?,
            })
        })
        .collect()
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
            ]
        })
        .collect();
    tx.execute_each(PUT, &rows)?;
    Ok(())
}
