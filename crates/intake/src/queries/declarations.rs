//! Declarations and their evidence.

use store::{Row, StoreError, Tx, Value};
use vocabulary::{Date, SubjectId};

use crate::declaration::{CheckState, EvidenceKind, Sealed};

const SERIAL: &str = "insert into intake_serials (day, last) values ($1, 1)
    on conflict (day) do update set last = intake_serials.last + 1";
const LAST: &str = "select last from intake_serials where day = $1";
const INSERT: &str = "insert into intake_declarations (subject_id, number, position, item, digest,
    state, declared_by, declared_on) values ($1, $2, $3, $4, $5, 'unchecked', $6, $7)
    on conflict (subject_id, number) do nothing";
const BY_NUMBER: &str = "select subject_id, number, position, item, digest, state, declared_on,
    checked_on, checked_by, note from intake_declarations where number = $1";
const OF_SUBJECT: &str = "select subject_id, number, position, item, digest, state, declared_on,
    checked_on, checked_by, note from intake_declarations
    where subject_id = $1 and position < $2 order by position desc limit $3";
const IN_STATE: &str = "select subject_id, number, position, item, digest, state, declared_on,
    checked_on, checked_by, note from intake_declarations
    where state = $1 and position > $2 order by position limit $3";
const COUNT: &str = "select count(*) from intake_declarations where state = $1";
const CHECK: &str = "update intake_declarations set state = $3, checked_on = $4, checked_by = $5,
    checked_account = $6, note = $7 where subject_id = $1 and number = $2";
const WITHDRAW: &str = "update intake_declarations set state = 'withdrawn'
    where subject_id = $1 and digest = $2 and state in ('unchecked', 'checked')";
const ADD_EVIDENCE: &str = "insert into intake_evidence (subject_id, number, file, kind, bytes,
    sha256, name, content) values ($1, $2, $3, $4, $5, $6, $7, $8)";
const EVIDENCE: &str = "select subject_id, kind, bytes, sha256, name, content from intake_evidence
    where number = $1 and file = $2";
const EVIDENCE_OF: &str = "select file, kind, bytes, sha256, name from intake_evidence
    where subject_id = $1 and number = $2 order by file";
const ERASE_EVIDENCE: &str = "delete from intake_evidence where subject_id = $1 and number in
    (select number from intake_declarations where subject_id = $1 and (position = $2
    or position = $2 - 1))";

/// A declaration as the table has it.
#[derive(Clone, Debug)]
pub(crate) struct Declared {
    pub(crate) subject: SubjectId,
    pub(crate) number: String,
    pub(crate) position: u64,
    pub(crate) item: String,
    pub(crate) digest: String,
    pub(crate) state: CheckState,
    pub(crate) declared_on: Date,
    pub(crate) checked_on: Option<Date>,
    pub(crate) checked_by: Option<String>,
    pub(crate) note: Option<String>,
}

/// A column that does not hold what this room writes.
fn odd(column: usize, wanted: &'static str) -> StoreError {
    StoreError::Column { column, wanted, found: "something else" }
}

fn declared(row: &Row) -> Result<Declared, StoreError> {
    let day = |column: usize, text: &str| text.parse().map_err(|_| odd(column, "a date"));
    let text = |column| Ok::<_, StoreError>(row.opt_text(column)?.map(str::to_owned));
    Ok(Declared {
        subject: SubjectId::from_slice(row.bytes(0)?).ok_or_else(|| odd(0, "16 bytes"))?,
        number: row.text(1)?.to_owned(),
        position: row.count(2)?,
        item: row.text(3)?.to_owned(),
        digest: row.text(4)?.to_owned(),
        state: CheckState::parse(row.text(5)?).ok_or_else(|| odd(5, "a state"))?,
        declared_on: day(6, row.text(6)?)?,
        checked_on: row.opt_text(7)?.map(|text| day(7, text)).transpose()?,
        checked_by: text(8)?,
        note: text(9)?,
    })
}

/// The next serial of a day, from 1. Only the pen's thread asks, so none is given twice.
pub(crate) fn next_serial(tx: &mut Tx, day: Date) -> Result<u64, StoreError> {
    let day = day.to_string();
    tx.execute(SERIAL, &[(&day).into()])?;
    tx.query_one(LAST, &[(&day).into()])?.map_or(Ok(1), |row| row.count(0))
}

/// Writes a new declaration.
pub(crate) fn insert(tx: &mut Tx, new: &Declared, by: &str) -> Result<(), StoreError> {
    let params: Vec<Value> = vec![
        new.subject.0.into(),
        (&new.number).into(),
        new.position.into(),
        (&new.item).into(),
        (&new.digest).into(),
        by.into(),
        new.declared_on.to_string().into(),
    ];
    tx.execute(INSERT, &params).map(drop)
}

/// The declaration of a number.
pub(crate) fn find(tx: &mut Tx, number: &str) -> Result<Option<Declared>, StoreError> {
    tx.query_one(BY_NUMBER, &[number.into()])?.as_ref().map(declared).transpose()
}

/// What a subject declared, the newest first.
pub(crate) fn of_subject(
    tx: &mut Tx,
    subject: SubjectId,
    (before, limit): (i64, usize),
) -> Result<Vec<Declared>, StoreError> {
    let rows = tx.query(OF_SUBJECT, &[subject.0.into(), before.into(), limit.into()])?;
    rows.iter().map(declared).collect()
}

/// Declarations in a state, the oldest first.
pub(crate) fn in_state(
    tx: &mut Tx,
    state: CheckState,
    (after, limit): (i64, usize),
) -> Result<Vec<Declared>, StoreError> {
    let rows = tx.query(IN_STATE, &[state.as_str().into(), after.into(), limit.into()])?;
    rows.iter().map(declared).collect()
}

/// How many stand in a state.
pub(crate) fn count(tx: &mut Tx, state: CheckState) -> Result<u64, StoreError> {
    tx.query_one(COUNT, &[state.as_str().into()])?.map_or(Ok(0), |row| row.count(0))
}

/// What an officer found.
pub(crate) struct Finding<'a> {
    pub(crate) state: CheckState,
    pub(crate) on: Date,
    pub(crate) agency: &'a str,
    pub(crate) account: &'a str,
    pub(crate) note: &'a str,
}

/// Writes what an officer found.
pub(crate) fn check(
    tx: &mut Tx,
    (subject, number): (SubjectId, &str),
    finding: &Finding<'_>,
) -> Result<(), StoreError> {
    let params: Vec<Value> = vec![
        subject.0.into(),
        number.into(),
        finding.state.as_str().into(),
        finding.on.to_string().into(),
        finding.agency.into(),
        finding.account.into(),
        finding.note.into(),
    ];
    tx.execute(CHECK, &params).map(drop)
}

/// Notes that the record of a declaration was withdrawn.
pub(crate) fn withdraw(tx: &mut Tx, subject: SubjectId, digest: &str) -> Result<(), StoreError> {
    tx.execute(WITHDRAW, &[subject.0.into(), digest.into()]).map(drop)
}

/// Stores a sealed file.
pub(crate) fn add_evidence(
    tx: &mut Tx,
    (subject, number, file): (SubjectId, &str, u64),
    sealed: &Sealed,
) -> Result<(), StoreError> {
    let params: Vec<Value> = vec![
        subject.0.into(),
        number.into(),
        file.into(),
        sealed.kind.as_str().into(),
        sealed.bytes.into(),
        (&sealed.sha256).into(),
        (&sealed.name).into(),
        (&sealed.content).into(),
    ];
    tx.execute(ADD_EVIDENCE, &params).map(drop)
}

/// A sealed file and whose it is.
pub(crate) fn evidence(
    tx: &mut Tx,
    number: &str,
    file: u64,
) -> Result<Option<(SubjectId, Sealed)>, StoreError> {
    let row = tx.query_one(EVIDENCE, &[number.into(), file.into()])?;
    let Some(row) = row else { return Ok(None) };
    let subject = SubjectId::from_slice(row.bytes(0)?).ok_or_else(|| odd(0, "16 bytes"))?;
    let content = row.text(5)?.to_owned();
    Ok(Some((subject, Sealed { content, ..sealed(&row, 1)? })))
}

/// The files of a declaration, without their content.
pub(crate) fn evidence_of(
    tx: &mut Tx,
    (subject, number): (SubjectId, &str),
) -> Result<Vec<(u64, Sealed)>, StoreError> {
    let rows = tx.query(EVIDENCE_OF, &[subject.0.into(), number.into()])?;
    rows.iter().map(|row| Ok((row.count(0)?, sealed(row, 1)?))).collect()
}

/// Kind, size, digest and name in four columns from `first` on.
fn sealed(row: &Row, first: usize) -> Result<Sealed, StoreError> {
    Ok(Sealed {
        kind: EvidenceKind::parse(row.text(first)?).ok_or_else(|| odd(first, "a kind"))?,
        bytes: row.count(first + 1)?,
        sha256: row.text(first + 2)?.to_owned(),
        name: row.text(first + 3)?.to_owned(),
        content: String::new(),
    })
}

/// Destroys the evidence of a declaration whose fact, or whose record's first fact, was erased.
pub(crate) fn erase_evidence(
    tx: &mut Tx,
    subject: SubjectId,
    position: u64,
) -> Result<(), StoreError> {
    tx.execute(ERASE_EVIDENCE, &[subject.0.into(), position.into()]).map(drop)
}
