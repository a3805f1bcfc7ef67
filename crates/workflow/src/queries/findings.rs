//! What the patrol found.

use store::{Row, StoreError, Tx, Value};
use vocabulary::{Date, SubjectId};

use super::cases::{date, stored, subject};

const PUT: &str = "insert into workflow_findings (subject_id, kind, place, position, digest, item,
      who, detail, found_on) values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
    on conflict (subject_id, kind, place) do update set detail = excluded.detail";
const DROP: &str =
    "delete from workflow_findings where subject_id = $1 and kind = $2 and place = $3";
const FORGET: &str = "delete from workflow_findings where subject_id = $1 and digest = $2";
const OF_KIND: &str =
    "select subject_id, kind, place, position, digest, item, who, detail, found_on
    from workflow_findings where kind = $1 and (position < $2 or position = $2 and place > $3)
    order by position desc, place limit $4";
const KEYS: &str = "select subject_id, kind, place, position, digest, item, who, detail, found_on
    from workflow_findings where kind = $1 and ($2 = '' or who = $2)";
const COUNTS: &str = "select kind, count(*) from workflow_findings group by kind";
const ROUND: &str = "insert into workflow_rounds (whose, position, went_on, seen, differing)
    values ($1, $2, $3, $4, $5)
    on conflict (whose) do update set position = excluded.position, went_on = excluded.went_on,
      seen = excluded.seen, differing = excluded.differing";
const ROUNDS: &str = "select whose, position, went_on, seen, differing from workflow_rounds
    order by whose";

/// A finding as it is stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Found {
    pub(crate) subject: Option<SubjectId>,
    pub(crate) kind: String,
    pub(crate) place: String,
    pub(crate) position: u64,
    pub(crate) digest: String,
    pub(crate) item: String,
    pub(crate) who: String,
    pub(crate) detail: String,
    pub(crate) found_on: Date,
}

/// A round as it is stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Went {
    pub(crate) whose: String,
    pub(crate) position: u64,
    pub(crate) on: Date,
    pub(crate) seen: u64,
    pub(crate) differing: u64,
}

/// Writes findings; of one that is known only the detail changes.
pub(crate) fn put(tx: &mut Tx, found: &[Found]) -> Result<(), StoreError> {
    let rows: Vec<Vec<Value>> = found
        .iter()
        .map(|one| {
            vec![
                stored(one.subject),
                (&one.kind).into(),
                (&one.place).into(),
                one.position.into(),
                (&one.digest).into(),
                (&one.item).into(),
                (&one.who).into(),
                (&one.detail).into(),
                one.found_on.to_string().into(),
            ]
        })
        .collect();
    tx.execute_each(PUT, &rows).map(drop)
}

/// Takes out a finding that is settled.
pub(crate) fn settle(
    tx: &mut Tx,
    of: Option<SubjectId>,
    (kind, place): (&str, &str),
) -> Result<(), StoreError> {
    tx.execute(DROP, &[stored(of), kind.into(), place.into()]).map(drop)
}

/// Takes out what was found about a record whose facts were erased.
pub(crate) fn forget(tx: &mut Tx, of: SubjectId, digest: &str) -> Result<(), StoreError> {
    tx.execute(FORGET, &[stored(Some(of)), digest.into()]).map(drop)
}

/// Findings of a kind, the newest first.
pub(crate) fn of_kind(
    tx: &mut Tx,
    kind: &str,
    (before, place): (u64, &str),
    limit: usize,
) -> Result<Vec<Found>, StoreError> {
    let params = [kind.into(), before.into(), place.into(), limit.into()];
    tx.query(OF_KIND, &params)?.iter().map(found).collect()
}

/// Every finding of a kind, of one partner if one is named.
pub(crate) fn every(tx: &mut Tx, kind: &str, who: &str) -> Result<Vec<Found>, StoreError> {
    tx.query(KEYS, &[kind.into(), who.into()])?.iter().map(found).collect()
}

/// How many findings of each kind there are.
pub(crate) fn counts(tx: &mut Tx) -> Result<Vec<(String, u64)>, StoreError> {
    let rows = tx.query(COUNTS, &[])?;
    rows.iter().map(|row| Ok((row.text(0)?.to_owned(), row.count(1)?))).collect()
}

/// Writes how a round went.
pub(crate) fn round(tx: &mut Tx, went: &Went) -> Result<(), StoreError> {
    let params = [
        (&went.whose).into(),
        went.position.into(),
        went.on.to_string().into(),
        went.seen.into(),
        went.differing.into(),
    ];
    tx.execute(ROUND, &params).map(drop)
}

/// The last round of each.
pub(crate) fn rounds(tx: &mut Tx) -> Result<Vec<Went>, StoreError> {
    let went = |row: &Row| {
        Ok(Went {
            whose: row.text(0)?.to_owned(),
            position: row.count(1)?,
            on: day(row, 2)?,
            seen: row.count(3)?,
            differing: row.count(4)?,
        })
    };
    tx.query(ROUNDS, &[])?.iter().map(went).collect()
}

fn found(row: &Row) -> Result<Found, StoreError> {
    Ok(Found {
        subject: subject(row, 0)?,
        kind: row.text(1)?.to_owned(),
        place: row.text(2)?.to_owned(),
        position: row.count(3)?,
        digest: row.text(4)?.to_owned(),
        item: row.text(5)?.to_owned(),
        who: row.text(6)?.to_owned(),
        detail: row.text(7)?.to_owned(),
        found_on: day(row, 8)?,
    })
}

fn day(row: &Row, column: usize) -> Result<Date, StoreError> {
    Ok(date(row, column)?.unwrap_or(super::cases::NEVER))
}
