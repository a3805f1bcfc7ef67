//! Objections and the serials of their numbers.

use store::{Row, StoreError, Tx, Value};
use vocabulary::{Date, SubjectId};

use crate::ObjectionState;

const SERIAL: &str = "insert into workflow_serials (day, last) values ($1, 1)
    on conflict (day) do update set last = workflow_serials.last + 1";
const LAST: &str = "select last from workflow_serials where day = $1";
const INSERT: &str = "insert into workflow_objections (subject_id, number, position, digest, item,
    objector, holder, state, marked, involved, filed_on, filed_at, statement, wish, name, contact,
    code) values ($1, $2, $3, $4, $5, $6, $7, 'filed', 0, 0, $8, $9, $10, $11, $12, $13, $14)
    on conflict (subject_id, number) do nothing";
const BY_NUMBER: &str =
    "select subject_id, number, position, digest, item, objector, holder, state,
    marked, involved, filed_on, statement, wish, name, contact, code
    from workflow_objections where number = $1";
const OF_SUBJECT: &str =
    "select subject_id, number, position, digest, item, objector, holder, state,
    marked, involved, filed_on, statement, wish, name, contact, code
    from workflow_objections where subject_id = $1 and position < $2
    order by position desc limit $3";
const OF_HOLDER: &str =
    "select subject_id, number, position, digest, item, objector, holder, state,
    marked, involved, filed_on, statement, wish, name, contact, code
    from workflow_objections where holder = $1 and position < $2
    order by position desc limit $3";
const OPEN: &str = "select subject_id, number, position, digest, item, objector, holder, state,
    marked, involved, filed_on, statement, wish, name, contact, code
    from workflow_objections
    where (state = $1 or ($1 = '' and state <> 'declined')) and position > $2
    order by position limit $3";
const COUNTS: &str = "select state, count(*) from workflow_objections group by state";
const STATE: &str =
    "update workflow_objections set state = $3 where subject_id = $1 and number = $2";
const INVOLVE: &str =
    "update workflow_objections set involved = 1 where subject_id = $1 and number = $2";
const MARK: &str =
    "update workflow_objections set marked = $3 where subject_id = $1 and number = $2";
const OTHERS: &str = "select count(*) from workflow_objections
    where subject_id = $1 and digest = $2 and number <> $3 and marked = 1 and state <> 'declined'";
const SAME: &str = "select number from workflow_objections
    where subject_id = $1 and digest = $2 and holder = $3 and state <> 'declined' limit 1";

/// An objection as the table has it; texts are sealed.
#[derive(Clone, Debug)]
pub(crate) struct Objection {
    pub(crate) subject: SubjectId,
    pub(crate) number: String,
    pub(crate) position: u64,
    pub(crate) digest: String,
    pub(crate) item: String,
    pub(crate) objector: String,
    pub(crate) holder: String,
    pub(crate) state: ObjectionState,
    pub(crate) marked: bool,
    pub(crate) involved: bool,
    pub(crate) filed_on: Date,
    pub(crate) statement: String,
    pub(crate) wish: String,
    pub(crate) name: String,
    pub(crate) contact: String,
    pub(crate) code: String,
}

/// A column that does not hold what this room writes.
fn odd(column: usize, wanted: &'static str) -> StoreError {
    StoreError::Column { column, wanted, found: "something else" }
}

fn objection(row: &Row) -> Result<Objection, StoreError> {
    Ok(Objection {
        subject: SubjectId::from_slice(row.bytes(0)?).ok_or_else(|| odd(0, "16 bytes"))?,
        number: row.text(1)?.to_owned(),
        position: row.count(2)?,
        digest: row.text(3)?.to_owned(),
        item: row.text(4)?.to_owned(),
        objector: row.text(5)?.to_owned(),
        holder: row.text(6)?.to_owned(),
        state: ObjectionState::parse(row.text(7)?).ok_or_else(|| odd(7, "a state"))?,
        marked: row.int(8)? != 0,
        involved: row.int(9)? != 0,
        filed_on: row.text(10)?.parse().map_err(|_| odd(10, "a date"))?,
        statement: row.text(11)?.to_owned(),
        wish: row.text(12)?.to_owned(),
        name: row.text(13)?.to_owned(),
        contact: row.text(14)?.to_owned(),
        code: row.text(15)?.to_owned(),
    })
}

/// The next serial of a day, from 1. Only the pen's thread asks, so none is given twice.
pub(crate) fn next_serial(tx: &mut Tx, day: Date) -> Result<u64, StoreError> {
    let day = day.to_string();
    tx.execute(SERIAL, &[(&day).into()])?;
    tx.query_one(LAST, &[(&day).into()])?.map_or(Ok(1), |row| row.count(0))
}

/// Writes a new objection.
pub(crate) fn insert(tx: &mut Tx, new: &Objection, at: i64) -> Result<(), StoreError> {
    let params: Vec<Value> = vec![
        new.subject.0.into(),
        (&new.number).into(),
        new.position.into(),
        (&new.digest).into(),
        (&new.item).into(),
        (&new.objector).into(),
        (&new.holder).into(),
        new.filed_on.to_string().into(),
        at.into(),
        (&new.statement).into(),
        (&new.wish).into(),
        (&new.name).into(),
        (&new.contact).into(),
        (&new.code).into(),
    ];
    tx.execute(INSERT, &params).map(drop)
}

/// The objection of a number.
pub(crate) fn find(tx: &mut Tx, number: &str) -> Result<Option<Objection>, StoreError> {
    tx.query_one(BY_NUMBER, &[number.into()])?.as_ref().map(objection).transpose()
}

/// Objections to records of a subject, the newest first.
pub(crate) fn of_subject(
    tx: &mut Tx,
    subject: SubjectId,
    (before, limit): (u64, usize),
) -> Result<Vec<Objection>, StoreError> {
    let rows = tx.query(OF_SUBJECT, &[subject.0.into(), before.into(), limit.into()])?;
    rows.iter().map(objection).collect()
}

/// Objections that an account filed, the newest first.
pub(crate) fn of_holder(
    tx: &mut Tx,
    holder: &str,
    (before, limit): (u64, usize),
) -> Result<Vec<Objection>, StoreError> {
    let rows = tx.query(OF_HOLDER, &[holder.into(), before.into(), limit.into()])?;
    rows.iter().map(objection).collect()
}

/// Objections in a state (open ones without), the oldest first.
pub(crate) fn open(
    tx: &mut Tx,
    state: Option<ObjectionState>,
    (after, limit): (i64, usize),
) -> Result<Vec<Objection>, StoreError> {
    let state = state.map_or("", ObjectionState::as_str);
    let rows = tx.query(OPEN, &[state.into(), after.into(), limit.into()])?;
    rows.iter().map(objection).collect()
}

/// How many stand in each state.
pub(crate) fn counts(tx: &mut Tx) -> Result<Vec<(String, u64)>, StoreError> {
    let rows = tx.query(COUNTS, &[])?;
    rows.iter().map(|row| Ok((row.text(0)?.to_owned(), row.count(1)?))).collect()
}

/// Puts an objection into a state.
pub(crate) fn set_state(
    tx: &mut Tx,
    (subject, number): (SubjectId, &str),
    state: ObjectionState,
) -> Result<(), StoreError> {
    tx.execute(STATE, &[subject.0.into(), number.into(), state.as_str().into()]).map(drop)
}

/// Notes that other units must help.
pub(crate) fn involve(tx: &mut Tx, (subject, number): (SubjectId, &str)) -> Result<(), StoreError> {
    tx.execute(INVOLVE, &[subject.0.into(), number.into()]).map(drop)
}

/// Notes that an objection marks its record, or no longer does.
pub(crate) fn mark(
    tx: &mut Tx,
    (subject, number): (SubjectId, &str),
    open: bool,
) -> Result<(), StoreError> {
    tx.execute(MARK, &[subject.0.into(), number.into(), open.into()]).map(drop)
}

/// Whether further objections keep a record marked.
pub(crate) fn is_marked_by_others(tx: &mut Tx, of: &Objection) -> Result<bool, StoreError> {
    let params = [of.subject.0.into(), (&of.digest).into(), (&of.number).into()];
    Ok(tx.query_one(OTHERS, &params)?.map_or(Ok(0), |row| row.count(0))? > 0)
}

/// The open objection of the same account to the same record.
pub(crate) fn same(
    tx: &mut Tx,
    (subject, digest): (SubjectId, &str),
    holder: &str,
) -> Result<Option<String>, StoreError> {
    let row = tx.query_one(SAME, &[subject.0.into(), digest.into(), holder.into()])?;
    row.map(|row| Ok(row.text(0)?.to_owned())).transpose()
}
