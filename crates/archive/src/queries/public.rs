//! The records of public lists.

use store::{Tx, Value};
use vocabulary::{Date, Position, SubjectId};

use super::columns::{date, digest, of_date, position, subject};
use crate::{ArchiveError, Digest, Listed, Record};

const PUT: &str = "insert into archive_public (subject_id, digest, item, decided_on, position,
      public_until)
    values ($1, $2, $3, $4, $5, $6)
    on conflict (subject_id, digest) do update set item = excluded.item,
      decided_on = excluded.decided_on, position = excluded.position,
      public_until = excluded.public_until";
const DROP: &str = "delete from archive_public where subject_id = $1 and digest = $2";
const NEWEST: &str = "select subject_id, digest, decided_on, position from archive_public
    where item = $1 and decided_on >= $2 and decided_on <= $3
      and (decided_on < $4 or decided_on = $4 and position < $5)
      and (public_until is null or public_until >= $6)
    order by decided_on desc, position desc limit $7";

pub(crate) fn put(tx: &mut Tx, records: &[&Record]) -> Result<(), ArchiveError> {
    let rows: Vec<Vec<Value>> = records
        .iter()
        .map(|record| {
            vec![
                record.subject.0.into(),
                record.digest.0.into(),
                record.item.as_str().into(),
                record.decided_on.to_string().into(),
                record.position.0.into(),
                of_date(record.public_until),
            ]
        })
        .collect();
    tx.execute_each(PUT, &rows)?;
    Ok(())
}

pub(crate) fn drop(tx: &mut Tx, keys: &[(SubjectId, Digest)]) -> Result<(), ArchiveError> {
    let rows: Vec<Vec<Value>> =
        keys.iter().map(|(id, digest)| vec![id.0.into(), digest.0.into()]).collect();
    tx.execute_each(DROP, &rows)?;
    Ok(())
}

/// Published records of an item between two days, newest first, that are public today.
pub(crate) fn newest(
    tx: &mut Tx,
    item: &str,
    (from, until): (Date, Date),
    (before_day, before): (Date, Position),
    today: Date,
    limit: u32,
) -> Result<Vec<Listed>, ArchiveError> {
    let params = [
        item.into(),
        from.to_string().into(),
        until.to_string().into(),
        before_day.to_string().into(),
        before.0.into(),
        today.to_string().into(),
        limit.into(),
    ];
    tx.query(NEWEST, &params)?
        .iter()
        .map(|row| {
            Ok(Listed {
                subject: subject(row, 0)?,
                digest: digest(row, 1)?,
                decided_on: date(row, 2)?,
                position: position(row, 3)?,
            })
        })
        .collect()
}
