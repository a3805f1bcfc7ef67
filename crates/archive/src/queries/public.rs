//! The records of public lists.

use store::{Tx, Value};
use vocabulary::{Date, Position, SubjectId};

use super::columns::{date, digest, of_date, position, subject};
use crate::{ArchiveError, Digest, Listed, Place, Record, read::Spread};

const PUT: &str = "insert into archive_public (subject_id, digest, item, decided_on, position,
      public_until, division, authority)
    values ($1, $2, $3, $4, $5, $6, $7, $8)
    on conflict (subject_id, digest) do update set item = excluded.item,
      decided_on = excluded.decided_on, position = excluded.position,
      public_until = excluded.public_until, division = excluded.division,
      authority = excluded.authority";
const DROP: &str = "delete from archive_public where subject_id = $1 and digest = $2";
const MOVE: &str = "update archive_public set division = $2 where subject_id = $1";
const NEWEST: &str = "select subject_id, digest, decided_on, position from archive_public
    where item = $1 and decided_on >= $2 and decided_on <= $3
      and (decided_on < $4 or decided_on = $4 and position < $5)
      and (public_until is null or public_until >= $6)
    order by decided_on desc, position desc limit $7";
const NEWEST_IN_DIVISION: &str = "select subject_id, digest, decided_on, position
    from archive_public
    where item = $1 and decided_on >= $2 and decided_on <= $3
      and (decided_on < $4 or decided_on = $4 and position < $5)
      and (public_until is null or public_until >= $6) and division = $8
    order by decided_on desc, position desc limit $7";
/// A region holds a good part of all records: the list by date is read through, not its places.
const NEWEST_IN_REGION: &str = "select subject_id, digest, decided_on, position
    from archive_public
    where item = $1 and decided_on >= $2 and decided_on <= $3
      and (decided_on < $4 or decided_on = $4 and position < $5)
      and (public_until is null or public_until >= $6)
      and division || '' >= $8 and division || '' < $9
    order by decided_on desc, position desc limit $7";
const NEWEST_OF_AUTHORITY: &str = "select subject_id, digest, decided_on, position
    from archive_public
    where item = $1 and decided_on >= $2 and decided_on <= $3
      and (decided_on < $4 or decided_on = $4 and position < $5)
      and (public_until is null or public_until >= $6)
      and division || '' >= $8 and division || '' < $9 and authority = $10
    order by decided_on desc, position desc limit $7";
const BY_MONTH: &str = "select item, substr(decided_on, 1, 7), count(*) from archive_public
    where decided_on >= $1 and (public_until is null or public_until >= $2)
    group by item, substr(decided_on, 1, 7)";
const BY_DIVISION: &str = "select item, division, count(*) from archive_public
    where public_until is null or public_until >= $1 group by item, division";
const BY_AUTHORITY: &str = "select item, authority, count(*) from archive_public
    where public_until is null or public_until >= $1 group by item, authority";

/// A record with the place under which it is listed.
pub(crate) type Placed<'r> = (&'r Record, String);

pub(crate) fn put(tx: &mut Tx, records: &[Placed<'_>]) -> Result<(), ArchiveError> {
    let rows: Vec<Vec<Value>> = records
        .iter()
        .map(|(record, division)| {
            vec![
                record.subject.0.into(),
                record.digest.0.into(),
                record.item.as_str().into(),
                record.decided_on.to_string().into(),
                record.position.0.into(),
                of_date(record.public_until),
                division.as_str().into(),
                record.recogniser.as_ref().unwrap_or(&record.source).as_str().into(),
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

/// Lists the records of subjects under another place.
pub(crate) fn relocate(tx: &mut Tx, moves: &[(SubjectId, String)]) -> Result<(), ArchiveError> {
    let rows: Vec<Vec<Value>> =
        moves.iter().map(|(id, division)| vec![id.0.into(), division.as_str().into()]).collect();
    tx.execute_each(MOVE, &rows)?;
    Ok(())
}

/// What one page of one item's list is asked for.
pub(crate) struct Ask<'a> {
    pub(crate) days: (Date, Date),
    pub(crate) before: (Date, Position),
    pub(crate) place: &'a Place,
    pub(crate) authority: Option<&'a str>,
    pub(crate) today: Date,
    pub(crate) limit: u32,
}

/// Published records of an item, newest first, that are public today.
pub(crate) fn newest(tx: &mut Tx, item: &str, ask: &Ask<'_>) -> Result<Vec<Listed>, ArchiveError> {
    let mut params: Vec<Value> = vec![
        item.into(),
        ask.days.0.to_string().into(),
        ask.days.1.to_string().into(),
        ask.before.0.to_string().into(),
        ask.before.1.0.into(),
        ask.today.to_string().into(),
        ask.limit.into(),
    ];
    let sql = match (ask.place, ask.authority) {
        (Place::Anywhere, None) => NEWEST,
        (Place::Division(code), None) => {
            params.push(code.as_str().into());
            NEWEST_IN_DIVISION
        }
        (place, authority) => {
            let (from, until) = place.range();
            params.extend([from.into(), until.into()]);
            params.extend(authority.map(Value::from));
            if authority.is_some() { NEWEST_OF_AUTHORITY } else { NEWEST_IN_REGION }
        }
    };
    tx.query(sql, &params)?
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

pub(crate) fn by_month(tx: &mut Tx, from: Date, today: Date) -> Result<Spread, ArchiveError> {
    spread(tx, BY_MONTH, &[from.to_string().into(), today.to_string().into()])
}

pub(crate) fn by_division(tx: &mut Tx, today: Date) -> Result<Spread, ArchiveError> {
    spread(tx, BY_DIVISION, &[today.to_string().into()])
}

pub(crate) fn by_authority(tx: &mut Tx, today: Date) -> Result<Spread, ArchiveError> {
    spread(tx, BY_AUTHORITY, &[today.to_string().into()])
}

fn spread(tx: &mut Tx, sql: &str, params: &[Value]) -> Result<Spread, ArchiveError> {
    let rows = tx.query(sql, params)?;
    rows.iter()
        .map(|row| Ok(((row.text(0)?.to_owned(), row.text(1)?.to_owned()), row.count(2)?)))
        .collect()
}
