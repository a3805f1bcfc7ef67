//! What stands in the public lists and should not.

use store::{Row, Tx, Value};
use vocabulary::{Date, SubjectId};

use super::columns::{digest, opt_date, subject};
use crate::{ArchiveError, Digest};

const OF_ITEM: &str = "select subject_id, digest, item, public_until from archive_public
    where item = $1 order by decided_on desc, position desc limit $2";
const OF_PERSONS: &str = "select p.subject_id, p.digest, p.item, p.public_until
    from archive_public p join archive_subjects s on s.subject_id = p.subject_id
    where p.item = $1 and s.kind = 'person' limit $2";
const OVERDUE: &str = "select subject_id, digest, item, public_until from archive_public
    where public_until is not null and public_until < $1
    order by public_until, subject_id, digest limit $2";
const STRAY: &str = "select p.subject_id, p.digest, p.item, p.public_until
    from archive_public p left join archive_records r on r.subject_id = p.subject_id
      and r.digest = p.digest and r.known_until is null
    where r.subject_id is null or r.published <> 1 or r.state not in ('valid', 'in-objection')
    limit $1";

/// A line of a public list: key, item, last day of publication.
pub(crate) type Line = (SubjectId, Digest, String, Option<Date>);

pub(crate) fn of_item(tx: &mut Tx, item: &str, limit: u32) -> Result<Vec<Line>, ArchiveError> {
    read(tx, OF_ITEM, &[item.into(), limit.into()])
}

pub(crate) fn of_persons(tx: &mut Tx, item: &str, limit: u32) -> Result<Vec<Line>, ArchiveError> {
    read(tx, OF_PERSONS, &[item.into(), limit.into()])
}

pub(crate) fn overdue(tx: &mut Tx, today: Date, limit: u32) -> Result<Vec<Line>, ArchiveError> {
    read(tx, OVERDUE, &[today.to_string().into(), limit.into()])
}

pub(crate) fn stray(tx: &mut Tx, limit: u32) -> Result<Vec<Line>, ArchiveError> {
    read(tx, STRAY, &[limit.into()])
}

fn read(tx: &mut Tx, sql: &str, params: &[Value]) -> Result<Vec<Line>, ArchiveError> {
    let line = |row: &Row| {
        Ok((subject(row, 0)?, digest(row, 1)?, row.text(2)?.to_owned(), opt_date(row, 3)?))
    };
    tx.query(sql, params)?.iter().map(line).collect()
}
