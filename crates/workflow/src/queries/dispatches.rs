//! Results that the upper platform must learn.

use store::{Row, StoreError, Tx, Value};
use vocabulary::{SubjectId, Timestamp};

use super::cases::{Key, subject};

const INSERT: &str = "insert into workflow_dispatches (subject_id, number, position, kind, process,
    item, digest, made_at, attempts, tried_at, acknowledged_at, receipt)
    values ($1, $2, $3, $4, $5, $6, $7, $8, 0, 0, 0, '')
    on conflict (subject_id, number, position) do nothing";
const TRIED: &str = "update workflow_dispatches set attempts = attempts + 1, tried_at = $4
    where subject_id = $1 and number = $2 and position = $3";
const ACKNOWLEDGED: &str = "update workflow_dispatches set acknowledged_at = $4, receipt = $5
    where subject_id = $1 and number = $2 and position = $3 and acknowledged_at = 0";
const OPEN: &str = "select subject_id, number, position, kind, process, item, digest, made_at,
    attempts, tried_at, acknowledged_at, receipt from workflow_dispatches
    where acknowledged_at = 0 and position > $1 order by position limit $2";
const NEWEST: &str = "select subject_id, number, position, kind, process, item, digest, made_at,
    attempts, tried_at, acknowledged_at, receipt from workflow_dispatches
    where position < $1 order by position desc limit $2";
const OF: &str = "select subject_id, number, position, kind, process, item, digest, made_at,
    attempts, tried_at, acknowledged_at, receipt from workflow_dispatches
    where position = $1 and number = $2";
const OVERDUE: &str = "select count(*) from (select 1 as one from workflow_dispatches
    where acknowledged_at = 0 and made_at < $1 limit 1000) late";

/// A result as the table has it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Outgoing {
    pub(crate) subject: Option<SubjectId>,
    pub(crate) number: String,
    pub(crate) position: u64,
    pub(crate) kind: String,
    pub(crate) process: String,
    pub(crate) item: String,
    pub(crate) digest: String,
    pub(crate) made_at: i64,
    pub(crate) attempts: u64,
    /// 0: never.
    pub(crate) tried_at: i64,
    /// 0: not yet.
    pub(crate) acknowledged_at: i64,
    pub(crate) receipt: String,
}

impl Outgoing {
    fn key(&self) -> Key<'_> {
        Key(self.subject, &self.number)
    }
}

fn outgoing(row: &Row) -> Result<Outgoing, StoreError> {
    let text = |column| row.text(column).map(str::to_owned);
    Ok(Outgoing {
        subject: subject(row, 0)?,
        number: text(1)?,
        position: row.count(2)?,
        kind: text(3)?,
        process: text(4)?,
        item: text(5)?,
        digest: text(6)?,
        made_at: row.int(7)?,
        attempts: row.count(8)?,
        tried_at: row.int(9)?,
        acknowledged_at: row.int(10)?,
        receipt: text(11)?,
    })
}

/// Puts a result into the box.
pub(crate) fn insert(tx: &mut Tx, new: &Outgoing) -> Result<(), StoreError> {
    let params: Vec<Value> = vec![
        new.key().subject(),
        new.key().number(),
        new.position.into(),
        (&new.kind).into(),
        (&new.process).into(),
        (&new.item).into(),
        (&new.digest).into(),
        new.made_at.into(),
    ];
    tx.execute(INSERT, &params).map(drop)
}

/// Counts an attempt.
pub(crate) fn tried(tx: &mut Tx, of: &Outgoing, at: Timestamp) -> Result<(), StoreError> {
    let at = at.as_microsecond();
    let params = [of.key().subject(), of.key().number(), of.position.into(), at.into()];
    tx.execute(TRIED, &params).map(drop)
}

/// Remembers the receipt of the upper platform.
pub(crate) fn acknowledged(
    tx: &mut Tx,
    of: &Outgoing,
    (at, receipt): (Timestamp, &str),
) -> Result<(), StoreError> {
    let at = at.as_microsecond();
    let params =
        [of.key().subject(), of.key().number(), of.position.into(), at.into(), receipt.into()];
    tx.execute(ACKNOWLEDGED, &params).map(drop)
}

/// Results that nobody acknowledged yet, the oldest first.
pub(crate) fn open(tx: &mut Tx, after: i64, limit: usize) -> Result<Vec<Outgoing>, StoreError> {
    tx.query(OPEN, &[after.into(), limit.into()])?.iter().map(outgoing).collect()
}

/// Every result, the newest first.
pub(crate) fn newest(tx: &mut Tx, before: u64, limit: usize) -> Result<Vec<Outgoing>, StoreError> {
    tx.query(NEWEST, &[before.into(), limit.into()])?.iter().map(outgoing).collect()
}

/// One result.
pub(crate) fn of(
    tx: &mut Tx,
    (number, position): (&str, u64),
) -> Result<Option<Outgoing>, StoreError> {
    tx.query_one(OF, &[position.into(), number.into()])?.as_ref().map(outgoing).transpose()
}

/// How many of those made before an instant are not acknowledged; no more than 1000 are counted.
pub(crate) fn overdue(tx: &mut Tx, before: Timestamp) -> Result<u64, StoreError> {
    let row = tx.query_one(OVERDUE, &[before.as_microsecond().into()])?;
    row.map_or(Ok(0), |row| row.count(0))
}
