//! Names under which records came that were none of their subject's.

use store::{Row, Tx, Value};
use vocabulary::SubjectId;

use super::columns::{position, subject};
use crate::{ArchiveError, Stranger};

const PUT: &str = "insert into archive_strangers (subject_id, name, position, source)
    values ($1, $2, $3, $4) on conflict (subject_id, name) do nothing";
const AFTER: &str = "select subject_id, name, position, source from archive_strangers
    where subject_id > $1 order by subject_id, position, name limit $2";

pub(crate) fn put(tx: &mut Tx, strangers: &[Stranger]) -> Result<(), ArchiveError> {
    let rows: Vec<Vec<Value>> = strangers
        .iter()
        .map(|one| {
            let (name, source) = (one.name.as_str().into(), one.source.as_str().into());
            vec![one.subject.0.into(), name, one.position.0.into(), source]
        })
        .collect();
    tx.execute_each(PUT, &rows)?;
    Ok(())
}

/// Strange names of the subjects after one, in the order of subjects.
pub(crate) fn after(
    tx: &mut Tx,
    after: SubjectId,
    limit: u32,
) -> Result<Vec<Stranger>, ArchiveError> {
    tx.query(AFTER, &[after.0.into(), limit.into()])?.iter().map(stranger).collect()
}

fn stranger(row: &Row) -> Result<Stranger, ArchiveError> {
    Ok(Stranger {
        subject: subject(row, 0)?,
        name: row.text(1)?.to_owned(),
        position: position(row, 2)?,
        source: row.text(3)?.to_owned(),
    })
}
