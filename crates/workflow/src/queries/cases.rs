//! Cases, the serials of their numbers, and what only one of them can be about.

use std::collections::BTreeMap;

use policy::model::process::Outcome;
use serde::{Serialize, de::DeserializeOwned};
use store::{Row, StoreError, Tx, Value};
use vocabulary::{Date, SubjectId};

use crate::facts::{Starter, Values};

/// Whom cases about nobody are about.
const NOBODY: [u8; 16] = [0; 16];
/// The day of what has none.
pub(crate) const NEVER: Date = Date::constant(9999, 12, 31);

const INSERT: &str = "insert into workflow_cases (subject_id, number, position, turned, process,
    edition, state, outcome, ends, digest, item, source, author, starter, account, acting, agency,
    parent, public, filed_on, closed_on, unit, owner, due_on, amber_on, late, fields, handed, slot,
    code, name, contact, division) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15,
    $16, $17, $18, $19, $20, $21, $22, $23, $24, $25, $26, $27, $28, $29, $30, $31, $32, $33)";
const STAND: &str =
    "update workflow_cases set turned = $3, state = $4, outcome = $5, closed_on = $6,
    unit = $7, owner = $8, due_on = $9, amber_on = $10, late = $11
    where subject_id = $1 and number = $2";
const VALUES: &str = "update workflow_cases set fields = $3, handed = $4
    where subject_id = $1 and number = $2";
const BY_NUMBER: &str = "select subject_id, number, position, turned, process, edition, state,
    outcome, ends, digest, item, source, author, starter, account, acting, agency, parent, public,
    filed_on, closed_on, unit, owner, due_on, amber_on, late, fields, handed, slot, code, name,
    contact, division from workflow_cases where number = $1";
const OF_RECORD: &str = "select subject_id, number, position, turned, process, edition, state,
    outcome, ends, digest, item, source, author, starter, account, acting, agency, parent, public,
    filed_on, closed_on, unit, owner, due_on, amber_on, late, fields, handed, slot, code, name,
    contact, division from workflow_cases where subject_id = $1 and digest = $2 order by position desc";
const OF_SUBJECT: &str = "select subject_id, number, position, turned, process, edition, state,
    outcome, ends, digest, item, source, author, starter, account, acting, agency, parent, public,
    filed_on, closed_on, unit, owner, due_on, amber_on, late, fields, handed, slot, code, name,
    contact, division from workflow_cases where subject_id = $1 and position < $2
    order by position desc limit $3";
const OF_ACCOUNT: &str = "select subject_id, number, position, turned, process, edition, state,
    outcome, ends, digest, item, source, author, starter, account, acting, agency, parent, public,
    filed_on, closed_on, unit, owner, due_on, amber_on, late, fields, handed, slot, code, name,
    contact, division from workflow_cases where account = $1 and acting = $2 and position < $3
    order by position desc limit $4";
const OF_PARENT: &str = "select subject_id, number, position, turned, process, edition, state,
    outcome, ends, digest, item, source, author, starter, account, acting, agency, parent, public,
    filed_on, closed_on, unit, owner, due_on, amber_on, late, fields, handed, slot, code, name,
    contact, division from workflow_cases where parent = $1 order by position";
const OPENLY: &str = "select subject_id, number, position, turned, process, edition, state,
    outcome, ends, digest, item, source, author, starter, account, acting, agency, parent, public,
    filed_on, closed_on, unit, owner, due_on, amber_on, late, fields, handed, slot, code, name,
    contact, division from workflow_cases where process = $1 and public = 1 and position < $2
    order by position desc limit $3";
const OPEN_OF: &str = "select subject_id, number, position, turned, process, edition, state,
    outcome, ends, digest, item, source, author, starter, account, acting, agency, parent, public,
    filed_on, closed_on, unit, owner, due_on, amber_on, late, fields, handed, slot, code, name,
    contact, division from workflow_cases where process = $1 and outcome = '' order by position";
const FIGURES: &str = "select process, unit, filed_on, closed_on, outcome, due_on, late
    from workflow_cases where ($1 = '' or process = $1) and filed_on >= $2 and filed_on <= $3";
const SERIAL: &str = "insert into workflow_serials (day, last) values ($1, 1)
    on conflict (day) do update set last = workflow_serials.last + 1";
const LAST: &str = "select last from workflow_serials where day = $1";
const TAKE: &str = "insert into workflow_slots (subject_id, slot, number) values ($1, $2, $3)
    on conflict (subject_id, slot) do nothing";
const FREE: &str = "delete from workflow_slots where subject_id = $1 and slot = $2 and number = $3";
const TAKEN: &str = "select number from workflow_slots where subject_id = $1 and slot = $2";
const HEAD: &str = "select position from workflow_head where head = 1";
const ADVANCE: &str = "update workflow_head set position = $1 where head = 1";

/// A case as the table has it.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Case {
    pub(crate) subject: Option<SubjectId>,
    pub(crate) number: String,
    pub(crate) position: u64,
    pub(crate) turned: u64,
    pub(crate) process: String,
    pub(crate) edition: Date,
    pub(crate) state: String,
    pub(crate) outcome: Option<Outcome>,
    pub(crate) ends: Option<Outcome>,
    pub(crate) digest: String,
    pub(crate) item: String,
    pub(crate) source: String,
    pub(crate) author: String,
    pub(crate) starter: Starter,
    pub(crate) parent: String,
    pub(crate) public: bool,
    pub(crate) filed_on: Date,
    pub(crate) closed_on: Option<Date>,
    pub(crate) unit: String,
    pub(crate) owner: String,
    pub(crate) due_on: Option<Date>,
    pub(crate) amber_on: Option<Date>,
    pub(crate) late: bool,
    pub(crate) values: Values,
    pub(crate) handed: BTreeMap<String, String>,
    pub(crate) slot: String,
    pub(crate) code: String,
    pub(crate) name: String,
    pub(crate) contact: String,
    pub(crate) division: String,
}

impl Case {
    /// Its key.
    pub(crate) fn key(&self) -> Key<'_> {
        Key(self.subject, &self.number)
    }

    /// Whether it has not ended.
    pub(crate) fn is_open(&self) -> bool {
        self.outcome.is_none()
    }
}

/// Whom a case is about, and its number.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Key<'k>(pub(crate) Option<SubjectId>, pub(crate) &'k str);

impl Key<'_> {
    /// The subject as it is stored.
    pub(crate) fn subject(self) -> Value {
        stored(self.0)
    }

    /// The number as it is stored.
    pub(crate) fn number(self) -> Value {
        self.1.into()
    }
}

/// A subject as it is stored.
pub(crate) fn stored(subject: Option<SubjectId>) -> Value {
    subject.map_or(NOBODY, |subject| subject.0).into()
}

/// The subject of sixteen bytes; none if all are zero.
pub(crate) fn subject(row: &Row, column: usize) -> Result<Option<SubjectId>, StoreError> {
    let id = SubjectId::from_slice(row.bytes(column)?).ok_or_else(|| odd(column, "16 bytes"))?;
    Ok(Some(id).filter(|id| id.0 != NOBODY))
}

/// A column that does not hold what this room writes.
pub(crate) fn odd(column: usize, wanted: &'static str) -> StoreError {
    StoreError::Column { column, wanted, found: "something else" }
}

/// An outcome as it is stored.
pub(crate) fn told(outcome: Option<Outcome>) -> &'static str {
    match outcome {
        None => "",
        Some(Outcome::Done) => "done",
        Some(Outcome::Refused) => "refused",
        Some(Outcome::Withdrawn) => "withdrawn",
        Some(Outcome::Lapsed) => "lapsed",
    }
}

/// An outcome as it was stored.
pub(crate) fn outcome(text: &str) -> Option<Outcome> {
    [Outcome::Done, Outcome::Refused, Outcome::Withdrawn, Outcome::Lapsed]
        .into_iter()
        .find(|one| told(Some(*one)) == text)
}

/// A day as it is stored.
pub(crate) fn day(on: Option<Date>) -> String {
    on.unwrap_or(NEVER).to_string()
}

/// A day as it was stored.
pub(crate) fn date(row: &Row, column: usize) -> Result<Option<Date>, StoreError> {
    let day: Date = row.text(column)?.parse().map_err(|_| odd(column, "a date"))?;
    Ok(Some(day).filter(|day| *day != NEVER))
}

/// JSON as it is stored.
pub(crate) fn json(value: &impl Serialize) -> String {
    serde_json::to_string(value).unwrap_or_default()
}

/// JSON as it was stored.
pub(crate) fn parsed<T: DeserializeOwned>(row: &Row, column: usize) -> Result<T, StoreError> {
    serde_json::from_str(row.text(column)?).map_err(|_| odd(column, "JSON"))
}

fn case(row: &Row) -> Result<Case, StoreError> {
    let text = |column| row.text(column).map(str::to_owned);
    Ok(Case {
        subject: subject(row, 0)?,
        number: text(1)?,
        position: row.count(2)?,
        turned: row.count(3)?,
        process: text(4)?,
        edition: date(row, 5)?.unwrap_or(NEVER),
        state: text(6)?,
        outcome: outcome(row.text(7)?),
        ends: outcome(row.text(8)?),
        digest: text(9)?,
        item: text(10)?,
        source: text(11)?,
        author: text(12)?,
        starter: Starter {
            kind: text(13)?,
            account: text(14)?,
            acting: text(15)?,
            agency: text(16)?,
        },
        parent: text(17)?,
        public: row.int(18)? != 0,
        filed_on: date(row, 19)?.unwrap_or(NEVER),
        closed_on: if row.text(20)?.is_empty() { None } else { date(row, 20)? },
        unit: text(21)?,
        owner: text(22)?,
        due_on: date(row, 23)?,
        amber_on: date(row, 24)?,
        late: row.int(25)? != 0,
        values: parsed(row, 26)?,
        handed: parsed(row, 27)?,
        slot: text(28)?,
        code: text(29)?,
        name: text(30)?,
        contact: text(31)?,
        division: text(32)?,
    })
}

fn all(rows: &[Row]) -> Result<Vec<Case>, StoreError> {
    rows.iter().map(case).collect()
}

/// The next serial of a day, from 1. Only the pen's thread asks, so none is given twice.
pub(crate) fn next_serial(tx: &mut Tx, day: Date) -> Result<u64, StoreError> {
    let day = day.to_string();
    tx.execute(SERIAL, &[(&day).into()])?;
    tx.query_one(LAST, &[(&day).into()])?.map_or(Ok(1), |row| row.count(0))
}

/// Writes a new case.
pub(crate) fn insert(tx: &mut Tx, new: &Case) -> Result<(), StoreError> {
    let params: Vec<Value> = vec![
        stored(new.subject),
        (&new.number).into(),
        new.position.into(),
        new.turned.into(),
        (&new.process).into(),
        new.edition.to_string().into(),
        (&new.state).into(),
        told(new.outcome).into(),
        told(new.ends).into(),
        (&new.digest).into(),
        (&new.item).into(),
        (&new.source).into(),
        (&new.author).into(),
        (&new.starter.kind).into(),
        (&new.starter.account).into(),
        (&new.starter.acting).into(),
        (&new.starter.agency).into(),
        (&new.parent).into(),
        new.public.into(),
        new.filed_on.to_string().into(),
        closed(new.closed_on).into(),
        (&new.unit).into(),
        (&new.owner).into(),
        day(new.due_on).into(),
        day(new.amber_on).into(),
        new.late.into(),
        json(&new.values).into(),
        json(&new.handed).into(),
        (&new.slot).into(),
        (&new.code).into(),
        (&new.name).into(),
        (&new.contact).into(),
        (&new.division).into(),
    ];
    tx.execute(INSERT, &params).map(drop)
}

fn closed(on: Option<Date>) -> String {
    on.map(|day| day.to_string()).unwrap_or_default()
}

/// Writes how a case stands.
pub(crate) fn stand(tx: &mut Tx, of: &Case) -> Result<(), StoreError> {
    let params: Vec<Value> = vec![
        stored(of.subject),
        (&of.number).into(),
        of.turned.into(),
        (&of.state).into(),
        told(of.outcome).into(),
        closed(of.closed_on).into(),
        (&of.unit).into(),
        (&of.owner).into(),
        day(of.due_on).into(),
        day(of.amber_on).into(),
        of.late.into(),
    ];
    tx.execute(STAND, &params).map(drop)
}

/// Writes the values of a case.
pub(crate) fn set_values(tx: &mut Tx, of: &Case) -> Result<(), StoreError> {
    let (values, handed) = (json(&of.values), json(&of.handed));
    let params = [stored(of.subject), (&of.number).into(), values.into(), handed.into()];
    tx.execute(VALUES, &params).map(drop)
}

/// The case of a number.
pub(crate) fn find(tx: &mut Tx, number: &str) -> Result<Option<Case>, StoreError> {
    tx.query_one(BY_NUMBER, &[number.into()])?.as_ref().map(case).transpose()
}

/// Cases about a record, the newest first.
pub(crate) fn of_record(
    tx: &mut Tx,
    subject: SubjectId,
    digest: &str,
) -> Result<Vec<Case>, StoreError> {
    all(&tx.query(OF_RECORD, &[stored(Some(subject)), digest.into()])?)
}

/// Cases about a subject, the newest first.
pub(crate) fn of_subject(
    tx: &mut Tx,
    subject: SubjectId,
    (before, limit): (u64, usize),
) -> Result<Vec<Case>, StoreError> {
    all(&tx.query(OF_SUBJECT, &[stored(Some(subject)), before.into(), limit.into()])?)
}

/// Cases that an account began for somebody, the newest first.
pub(crate) fn of_account(
    tx: &mut Tx,
    (account, acting): (&str, &str),
    (before, limit): (u64, usize),
) -> Result<Vec<Case>, StoreError> {
    all(&tx.query(OF_ACCOUNT, &[account.into(), acting.into(), before.into(), limit.into()])?)
}

/// Cases that a case made, the first first.
pub(crate) fn of_parent(tx: &mut Tx, number: &str) -> Result<Vec<Case>, StoreError> {
    all(&tx.query(OF_PARENT, &[number.into()])?)
}

/// The open cases of a process, the oldest first.
pub(crate) fn open_of(tx: &mut Tx, process: &str) -> Result<Vec<Case>, StoreError> {
    all(&tx.query(OPEN_OF, &[process.into()])?)
}

/// Cases of a process whose state is public, the newest first.
pub(crate) fn openly(
    tx: &mut Tx,
    process: &str,
    (before, limit): (u64, usize),
) -> Result<Vec<Case>, StoreError> {
    all(&tx.query(OPENLY, &[process.into(), before.into(), limit.into()])?)
}

/// What is counted of a case.
pub(crate) struct Counted {
    pub(crate) process: String,
    pub(crate) unit: String,
    pub(crate) filed_on: Date,
    pub(crate) closed_on: Option<Date>,
    pub(crate) outcome: Option<Outcome>,
    pub(crate) due_on: Option<Date>,
    pub(crate) late: bool,
}

/// Passes what is counted of each case of a process (of all, if empty) that began in a span of days.
pub(crate) fn each_counted(
    tx: &mut Tx,
    process: &str,
    (from, until): (Date, Date),
    mut take: impl FnMut(Counted),
) -> Result<(), StoreError> {
    let params = [process.into(), from.to_string().into(), until.to_string().into()];
    tx.stream(FIGURES, &params, |row| {
        take(Counted {
            process: row.text(0)?.to_owned(),
            unit: row.text(1)?.to_owned(),
            filed_on: date(row, 2)?.unwrap_or(NEVER),
            closed_on: if row.text(3)?.is_empty() { None } else { date(row, 3)? },
            outcome: outcome(row.text(4)?),
            due_on: date(row, 5)?,
            late: row.int(6)? != 0,
        });
        Ok::<_, StoreError>(())
    })
}

/// Says that a case is about what only one open case can be about.
pub(crate) fn take_slot(
    tx: &mut Tx,
    (subject, slot): (Option<SubjectId>, &str),
    number: &str,
) -> Result<(), StoreError> {
    tx.execute(TAKE, &[stored(subject), slot.into(), number.into()]).map(drop)
}

/// Says that it is no more.
pub(crate) fn free_slot(
    tx: &mut Tx,
    (subject, slot): (Option<SubjectId>, &str),
    number: &str,
) -> Result<(), StoreError> {
    tx.execute(FREE, &[stored(subject), slot.into(), number.into()]).map(drop)
}

/// The open case that is about it.
pub(crate) fn in_slot(
    tx: &mut Tx,
    (subject, slot): (Option<SubjectId>, &str),
) -> Result<Option<String>, StoreError> {
    let row = tx.query_one(TAKEN, &[stored(subject), slot.into()])?;
    row.map(|row| Ok(row.text(0)?.to_owned())).transpose()
}

/// The last fact of this room that its tables show; -1 if none.
pub(crate) fn head(tx: &mut Tx) -> Result<i64, StoreError> {
    tx.query_one(HEAD, &[])?.map_or(Ok(-1), |row| row.int(0))
}

/// Says up to where the tables show the facts of this room.
pub(crate) fn advance(tx: &mut Tx, position: u64) -> Result<(), StoreError> {
    tx.execute(ADVANCE, &[position.into()]).map(drop)
}
