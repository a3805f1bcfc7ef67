//! Measures that are applied, records that have ended, and measures that are blocked.

use store::{Row, StoreError, Tx, Value};
use vocabulary::{Date, SubjectId, Timestamp};

use super::cases::{NEVER, date, day, odd, stored};

const INSERT: &str = "insert into workflow_measures (subject_id, position, at, measure, digest,
    number, agency, from_on, until_on, lifted_on, lifted, reason)
    values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)";
const LIFT: &str = "update workflow_measures set lifted_on = $3, lifted = $4, reason = $5
    where subject_id = $1 and position = $2 and lifted_on = ''";
const LIFT_OF_RECORD: &str = "update workflow_measures set lifted_on = $3, lifted = $4, reason = $5
    where subject_id = $1 and digest = $2 and lifted_on = ''";
const OF_SUBJECT: &str =
    "select subject_id, position, at, measure, digest, number, agency, from_on,
    until_on, lifted_on, lifted, reason from workflow_measures
    where subject_id = $1 order by position";
const OF_CASE: &str = "select subject_id, position, at, measure, digest, number, agency, from_on,
    until_on, lifted_on, lifted, reason from workflow_measures where number = $1 order by position";
const PAGE: &str = "select subject_id, position, at, measure, digest, number, agency, from_on,
    until_on, lifted_on, lifted, reason from workflow_measures
    where ($1 = '' or measure = $1) and ($2 = '' or agency = $2)
      and ($3 = '' or (lifted_on = '' and until_on >= $3)) and position < $4
    order by position desc limit $5";
const PAGE_OF_MEASURE: &str = "select subject_id, position, at, measure, digest, number, agency,
    from_on, until_on, lifted_on, lifted, reason from workflow_measures
    where measure = $1 and ($2 = '' or agency = $2)
      and ($3 = '' or (lifted_on = '' and until_on >= $3)) and position < $4
    order by position desc limit $5";
const END: &str = "insert into workflow_ended (subject_id, digest, position, at, reason)
    values ($1, $2, $3, $4, $5) on conflict (subject_id, digest) do update set
    position = excluded.position, at = excluded.at, reason = excluded.reason";
const ENDED: &str = "select position, at, reason from workflow_ended
    where subject_id = $1 and digest = $2";
const BLOCK: &str = "insert into workflow_blocked (measure, position, number) values ($1, $2, $3)
    on conflict (measure) do update set position = excluded.position, number = excluded.number";
const CLEAR: &str = "delete from workflow_blocked where measure = $1";
const BLOCKED: &str = "select number from workflow_blocked where measure = $1";
const ALL_BLOCKED: &str = "select measure from workflow_blocked order by measure";

/// A measure as the table has it.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Applied {
    pub(crate) subject: SubjectId,
    pub(crate) position: u64,
    pub(crate) at: i64,
    pub(crate) measure: String,
    pub(crate) digest: String,
    pub(crate) number: String,
    pub(crate) agency: String,
    pub(crate) from_on: Date,
    pub(crate) until_on: Option<Date>,
    pub(crate) lifted_on: Option<Date>,
    pub(crate) lifted: Option<u64>,
    pub(crate) reason: String,
}

impl Applied {
    /// Whether it is applied on a day: not lifted, and not past its last day.
    pub(crate) fn lasts(&self, today: Date) -> bool {
        self.lifted_on.is_none() && self.until_on.is_none_or(|until| today <= until)
    }
}

fn applied(row: &Row) -> Result<Applied, StoreError> {
    let text = |column| row.text(column).map(str::to_owned);
    Ok(Applied {
        subject: SubjectId::from_slice(row.bytes(0)?).ok_or_else(|| odd(0, "16 bytes"))?,
        position: row.count(1)?,
        at: row.int(2)?,
        measure: text(3)?,
        digest: text(4)?,
        number: text(5)?,
        agency: text(6)?,
        from_on: date(row, 7)?.unwrap_or(NEVER),
        until_on: date(row, 8)?,
        lifted_on: if row.text(9)?.is_empty() { None } else { date(row, 9)? },
        lifted: row.opt_int(10)?.and_then(|lifted| u64::try_from(lifted).ok()),
        reason: text(11)?,
    })
}

/// Writes a measure that began.
pub(crate) fn insert(tx: &mut Tx, new: &Applied) -> Result<(), StoreError> {
    let params: Vec<Value> = vec![
        new.subject.0.into(),
        new.position.into(),
        new.at.into(),
        (&new.measure).into(),
        (&new.digest).into(),
        (&new.number).into(),
        (&new.agency).into(),
        new.from_on.to_string().into(),
        day(new.until_on).into(),
        new.lifted_on.map(|on| on.to_string()).unwrap_or_default().into(),
        new.lifted.into(),
        (&new.reason).into(),
    ];
    tx.execute(INSERT, &params).map(drop)
}

/// How and when something was lifted.
pub(crate) struct Lifted<'l> {
    pub(crate) on: Date,
    pub(crate) position: u64,
    pub(crate) reason: &'l str,
}

impl Lifted<'_> {
    fn after(&self, first: Value, second: Value) -> [Value; 5] {
        let on = self.on.to_string();
        [first, second, on.into(), self.position.into(), self.reason.into()]
    }
}

/// Lifts one measure.
pub(crate) fn lift(
    tx: &mut Tx,
    (subject, position): (SubjectId, u64),
    lifted: &Lifted<'_>,
) -> Result<(), StoreError> {
    tx.execute(LIFT, &lifted.after(subject.0.into(), position.into())).map(drop)
}

/// Lifts every measure that rests on a record.
pub(crate) fn lift_of_record(
    tx: &mut Tx,
    (subject, digest): (SubjectId, &str),
    lifted: &Lifted<'_>,
) -> Result<(), StoreError> {
    tx.execute(LIFT_OF_RECORD, &lifted.after(subject.0.into(), digest.into())).map(drop)
}

/// The measures that were ever applied to a subject, the first first.
pub(crate) fn of_subject(tx: &mut Tx, subject: SubjectId) -> Result<Vec<Applied>, StoreError> {
    tx.query(OF_SUBJECT, &[subject.0.into()])?.iter().map(applied).collect()
}

/// The measures that a case started, the first first.
pub(crate) fn of_case(tx: &mut Tx, number: &str) -> Result<Vec<Applied>, StoreError> {
    tx.query(OF_CASE, &[number.into()])?.iter().map(applied).collect()
}

/// What a page of applied measures is asked for.
pub(crate) struct Ask<'a> {
    pub(crate) measure: &'a str,
    pub(crate) agency: &'a str,
    /// Only those that last on this day.
    pub(crate) lasting: Option<Date>,
    pub(crate) before: u64,
    pub(crate) limit: usize,
}

/// Measures that were ever applied to anybody, the newest first (C-12.e).
pub(crate) fn page(tx: &mut Tx, ask: &Ask<'_>) -> Result<Vec<Applied>, StoreError> {
    let lasting = ask.lasting.map(|day| day.to_string()).unwrap_or_default();
    let params: [Value; 5] = [
        ask.measure.into(),
        ask.agency.into(),
        lasting.into(),
        ask.before.into(),
        ask.limit.into(),
    ];
    let sql = if ask.measure.is_empty() { PAGE } else { PAGE_OF_MEASURE };
    tx.query(sql, &params)?.iter().map(applied).collect()
}

/// Remembers that a record ended.
pub(crate) fn end(
    tx: &mut Tx,
    (subject, digest): (SubjectId, &str),
    (position, at, reason): (u64, Timestamp, &str),
) -> Result<(), StoreError> {
    let params = [
        stored(Some(subject)),
        digest.into(),
        position.into(),
        at.as_microsecond().into(),
        reason.into(),
    ];
    tx.execute(END, &params).map(drop)
}

/// The fact by which a record ended, its instant, and why.
pub(crate) fn ended(
    tx: &mut Tx,
    (subject, digest): (SubjectId, &str),
) -> Result<Option<(u64, i64, String)>, StoreError> {
    let row = tx.query_one(ENDED, &[stored(Some(subject)), digest.into()])?;
    row.map(|row| Ok((row.count(0)?, row.int(1)?, row.text(2)?.to_owned()))).transpose()
}

/// Remembers that a measure is blocked.
pub(crate) fn block(
    tx: &mut Tx,
    measure: &str,
    (position, number): (u64, &str),
) -> Result<(), StoreError> {
    tx.execute(BLOCK, &[measure.into(), position.into(), number.into()]).map(drop)
}

/// Remembers that it is not.
pub(crate) fn clear(tx: &mut Tx, measure: &str) -> Result<(), StoreError> {
    tx.execute(CLEAR, &[measure.into()]).map(drop)
}

/// The case by which a measure is blocked.
pub(crate) fn blocked_by(tx: &mut Tx, measure: &str) -> Result<Option<String>, StoreError> {
    let row = tx.query_one(BLOCKED, &[measure.into()])?;
    row.map(|row| Ok(row.text(0)?.to_owned())).transpose()
}

/// Every measure that is blocked.
pub(crate) fn all_blocked(tx: &mut Tx) -> Result<Vec<String>, StoreError> {
    tx.query(ALL_BLOCKED, &[])?.iter().map(|row| Ok(row.text(0)?.to_owned())).collect()
}
