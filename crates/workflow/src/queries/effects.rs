//! Marks, records that cases filed, receipts of stops, announcements.

use store::{Row, StoreError, Tx};
use vocabulary::{Date, SubjectId, Timestamp};

use super::cases::{Key, NEVER, date, odd, stored, subject};

const IN_SPAN: &str = "select number from workflow_cases where process = $1 and filed_on >= $2
    and filed_on <= $3 and number <> $4 and outcome in ('', 'done')
    order by position desc limit 1";
const MARK: &str = "insert into workflow_marks (subject_id, digest, number) values ($1, $2, $3)
    on conflict (subject_id, digest, number) do nothing";
const UNMARK: &str =
    "delete from workflow_marks where subject_id = $1 and digest = $2 and number = $3";
const MARKED: &str = "select count(*) from workflow_marks
    where subject_id = $1 and digest = $2 and number <> $3";
const FILE: &str = "insert into workflow_filed (subject_id, number, digest, position, item, list,
    released) values ($1, $2, $3, $4, $5, $6, '')
    on conflict (subject_id, number, digest) do nothing";
const FILED: &str = "select digest, item from workflow_filed where subject_id = $1 and number = $2
    order by position desc";
const UNRELEASED: &str = "select subject_id, digest, list from workflow_filed
    where released = '' and list <> '' and ($1 = '' or list = $1) order by position limit $2";
const RELEASE: &str = "update workflow_filed set released = $3
    where subject_id = $1 and digest = $2 and released = '' and list <> ''";
const STOP: &str = "insert into workflow_stops (subject_id, number, rank, place, measure, agency,
    stopped_at) values ($1, $2, $3, $4, $5, $6, $7)
    on conflict (subject_id, number, rank) do nothing";
const STOPS: &str = "select place, measure, agency, stopped_at from workflow_stops
    where subject_id = $1 and number = $2 order by rank";
const CLOSE: &str = "update workflow_stops set stopped_at = $4
    where subject_id = $1 and number = $2 and place = $3 and stopped_at is null";
const ANNOUNCE: &str = "insert into workflow_announcements (subject_id, number, position, process,
    digest, announced_on, fields) values ($1, $2, $3, $4, $5, $6, $7)
    on conflict (subject_id, number) do update set position = excluded.position,
    announced_on = excluded.announced_on, fields = excluded.fields";
const RETRACT: &str = "delete from workflow_announcements where subject_id = $1 and number = $2";
const RETRACT_OF: &str = "delete from workflow_announcements where subject_id = $1 and digest = $2";
const RETRACT_FILED: &str = "delete from workflow_announcements where subject_id = $1
    and number in (select number from workflow_filed where subject_id = $1 and digest = $2)";
const ANNOUNCED: &str = "select subject_id, number, position, announced_on, fields
    from workflow_announcements where process = $1 and position < $2
    order by position desc limit $3";

/// The newest other case of a process that began in a span of days and was neither refused nor taken
/// back.
pub(crate) fn in_span(
    tx: &mut Tx,
    process: &str,
    (from, until): (Date, Date),
    but: &str,
) -> Result<Option<String>, StoreError> {
    let params = [process.into(), from.to_string().into(), until.to_string().into(), but.into()];
    let row = tx.query_one(IN_SPAN, &params)?;
    row.map(|row| Ok(row.text(0)?.to_owned())).transpose()
}

/// Remembers that a case marks a record.
pub(crate) fn mark(
    tx: &mut Tx,
    (subject, digest): (SubjectId, &str),
    number: &str,
) -> Result<(), StoreError> {
    tx.execute(MARK, &[subject.0.into(), digest.into(), number.into()]).map(drop)
}

/// Remembers that it does no more.
pub(crate) fn unmark(
    tx: &mut Tx,
    (subject, digest): (SubjectId, &str),
    number: &str,
) -> Result<(), StoreError> {
    tx.execute(UNMARK, &[subject.0.into(), digest.into(), number.into()]).map(drop)
}

/// Whether another case marks the same record.
pub(crate) fn is_marked_by_others(
    tx: &mut Tx,
    (subject, digest): (SubjectId, &str),
    number: &str,
) -> Result<bool, StoreError> {
    let row = tx.query_one(MARKED, &[subject.0.into(), digest.into(), number.into()])?;
    Ok(row.map_or(Ok(0), |row| row.count(0))? > 0)
}

/// A record that a case filed.
pub(crate) struct Filed<'f> {
    pub(crate) digest: &'f str,
    pub(crate) item: &'f str,
    pub(crate) list: &'f str,
    pub(crate) position: u64,
}

/// Remembers a record that a case filed.
pub(crate) fn file(
    tx: &mut Tx,
    (subject, number): (SubjectId, &str),
    filed: &Filed<'_>,
) -> Result<(), StoreError> {
    let params = [
        subject.0.into(),
        number.into(),
        filed.digest.into(),
        filed.position.into(),
        filed.item.into(),
        filed.list.into(),
    ];
    tx.execute(FILE, &params).map(drop)
}

/// Digest and item of the records that a case filed about a subject, the newest first.
pub(crate) fn filed_by(
    tx: &mut Tx,
    (subject, number): (SubjectId, &str),
) -> Result<Vec<(String, String)>, StoreError> {
    let rows = tx.query(FILED, &[subject.0.into(), number.into()])?;
    rows.iter().map(|row| Ok((row.text(0)?.to_owned(), row.text(1)?.to_owned()))).collect()
}

/// An entry of a list that was designated here.
pub(crate) struct Designated {
    pub(crate) subject: SubjectId,
    pub(crate) digest: String,
    pub(crate) list: String,
}

/// Entries of a list (of all, if empty) that no release has spread yet, the oldest first.
pub(crate) fn unreleased(
    tx: &mut Tx,
    list: &str,
    limit: usize,
) -> Result<Vec<Designated>, StoreError> {
    let rows = tx.query(UNRELEASED, &[list.into(), limit.into()])?;
    let one = |row: &Row| {
        Ok(Designated {
            subject: subject(row, 0)?.ok_or_else(|| odd(0, "a subject"))?,
            digest: row.text(1)?.to_owned(),
            list: row.text(2)?.to_owned(),
        })
    };
    rows.iter().map(one).collect()
}

/// Remembers the release of an entry.
pub(crate) fn release(
    tx: &mut Tx,
    (subject, digest): (SubjectId, &str),
    number: &str,
) -> Result<(), StoreError> {
    tx.execute(RELEASE, &[subject.0.into(), digest.into(), number.into()]).map(drop)
}

/// One place of a receipt.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Stop {
    pub(crate) place: String,
    pub(crate) measure: String,
    pub(crate) agency: String,
    pub(crate) stopped_at: Option<i64>,
}

/// Writes a place of a receipt.
pub(crate) fn stop(
    tx: &mut Tx,
    (subject, number): (SubjectId, &str),
    (rank, stop): (u64, &Stop),
) -> Result<(), StoreError> {
    let params = [
        subject.0.into(),
        number.into(),
        rank.into(),
        (&stop.place).into(),
        (&stop.measure).into(),
        (&stop.agency).into(),
        stop.stopped_at.into(),
    ];
    tx.execute(STOP, &params).map(drop)
}

/// The places of a receipt in their order.
pub(crate) fn stops(
    tx: &mut Tx,
    (subject, number): (SubjectId, &str),
) -> Result<Vec<Stop>, StoreError> {
    let rows = tx.query(STOPS, &[subject.0.into(), number.into()])?;
    let one = |row: &Row| {
        Ok(Stop {
            place: row.text(0)?.to_owned(),
            measure: row.text(1)?.to_owned(),
            agency: row.text(2)?.to_owned(),
            stopped_at: row.opt_int(3)?,
        })
    };
    rows.iter().map(one).collect()
}

/// Closes an open place of a receipt.
pub(crate) fn close(
    tx: &mut Tx,
    (subject, number): (SubjectId, &str),
    (place, at): (&str, Timestamp),
) -> Result<(), StoreError> {
    let at = at.as_microsecond();
    tx.execute(CLOSE, &[subject.0.into(), number.into(), place.into(), at.into()]).map(drop)
}

/// What is announced of a case.
pub(crate) struct Announced {
    pub(crate) subject: Option<SubjectId>,
    pub(crate) number: String,
    pub(crate) position: u64,
    pub(crate) on: Date,
    /// JSON.
    pub(crate) fields: String,
}

/// Shows a case on the public page of its process.
pub(crate) fn announce(
    tx: &mut Tx,
    key: Key<'_>,
    (process, digest): (&str, &str),
    (position, on, fields): (u64, Date, &str),
) -> Result<(), StoreError> {
    let params = [
        key.subject(),
        key.number(),
        position.into(),
        process.into(),
        digest.into(),
        on.to_string().into(),
        fields.into(),
    ];
    tx.execute(ANNOUNCE, &params).map(drop)
}

/// Shows it no more.
pub(crate) fn retract(tx: &mut Tx, key: Key<'_>) -> Result<(), StoreError> {
    tx.execute(RETRACT, &[key.subject(), key.number()]).map(drop)
}

/// Shows nothing about a record any more: neither the cases about it nor the one that filed it.
pub(crate) fn retract_of(
    tx: &mut Tx,
    (subject, digest): (SubjectId, &str),
) -> Result<(), StoreError> {
    let params = [stored(Some(subject)), digest.into()];
    tx.execute(RETRACT_OF, &params)?;
    tx.execute(RETRACT_FILED, &params).map(drop)
}

/// What is announced of a process, the newest first.
pub(crate) fn announced(
    tx: &mut Tx,
    process: &str,
    (before, limit): (u64, usize),
) -> Result<Vec<Announced>, StoreError> {
    let rows = tx.query(ANNOUNCED, &[process.into(), before.into(), limit.into()])?;
    let one = |row: &Row| {
        Ok(Announced {
            subject: subject(row, 0)?,
            number: row.text(1)?.to_owned(),
            position: row.count(2)?,
            on: date(row, 3)?.unwrap_or(NEVER),
            fields: row.text(4)?.to_owned(),
        })
    };
    rows.iter().map(one).collect()
}
