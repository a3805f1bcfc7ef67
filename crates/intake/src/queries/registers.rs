//! Registers of decisions, and the months of all units.

use store::{Row, StoreError, Tx, Value};
use vocabulary::{Date, SubjectId, Timestamp};

use crate::{
    queries::keys::Key,
    register::{Explained, GapReason, RegisterLine, Registered, TimelinessLine},
};

const INSERT: &str = "insert into intake_registers (number, agency, item, from_on, until_on, lines,
    listed_by, listed_at, position) values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
    on conflict (number) do nothing";
const LIST: &str = "insert into intake_listed (subject_id, key_digest, agency, item, document,
    decided_on, register) values ($1, $2, $3, $4, $5, $6, $7)
    on conflict (subject_id, key_digest) do update set agency = excluded.agency,
    document = excluded.document, decided_on = excluded.decided_on, register = excluded.register";
const EXPLAIN: &str = "update intake_listed set reason_code = $3, reason = $4, explained_by = $5,
    explained_on = $6 where subject_id = $1 and key_digest = $2";
const OF_AGENCY: &str = "select number, item, from_on, until_on, lines, listed_by, listed_at
    from intake_registers where agency = $1 order by position desc limit $2";
const LISTED: &str =
    "select subject_id, key_digest, item, document, decided_on, reason_code, reason,
    explained_by, explained_on from intake_listed
    where agency = $1 and decided_on >= $2 and decided_on <= $3
    order by decided_on, document limit $4";
const ITEM_OF: &str = "select item from intake_listed
    where subject_id = $1 and key_digest = $2 and agency = $3";
const COUNTS: &str = "select agency, item, count(*) from intake_listed
    where decided_on >= $1 and decided_on <= $2 group by agency, item";
const ABSENT: &str = "select l.agency, l.item, l.decided_on, l.reason_code from intake_listed l
    left join intake_keys k on k.subject_id = l.subject_id and k.key_digest = l.key_digest
    where l.decided_on >= $1 and l.decided_on <= $2 and k.position is null
    and ($3 = '' or l.agency = $3)";
const MONTHS: &str = "select agency, item, received, accepted, rejected, corrected, withdrawn,
    on_time, late, unclocked from intake_months where month >= $1 and month <= $2";

const BROKEN: &str = "select rule, cast(sum(count) as bigint) from intake_month_rules
    where month >= $1 and month <= $2 and ($3 = '' or agency = $3) group by rule";

/// A decision of a register as the table has it.
pub(crate) struct Line {
    pub(crate) key: Key,
    pub(crate) item: String,
    pub(crate) document: String,
    pub(crate) decided_on: Date,
    pub(crate) reason: Option<GapReason>,
}

fn odd(column: usize, wanted: &'static str) -> StoreError {
    StoreError::Column { column, wanted, found: "something else" }
}

fn day(row: &Row, column: usize) -> Result<Date, StoreError> {
    row.text(column)?.parse().map_err(|_| odd(column, "a date"))
}

/// Writes a register and its decisions.
pub(crate) fn insert(
    tx: &mut Tx,
    register: &Registered,
    (by, at, position): (&str, i64, u64),
) -> Result<(), StoreError> {
    let params: Vec<Value> = vec![
        (&register.number).into(),
        (&register.agency).into(),
        (&register.item).into(),
        register.from.to_string().into(),
        register.until.to_string().into(),
        register.lines.len().into(),
        by.into(),
        at.into(),
        position.into(),
    ];
    tx.execute(INSERT, &params)?;
    let mut rows: Vec<Vec<Value>> = Vec::with_capacity(register.lines.len());
    for line in &register.lines {
        let subject = hex::decode(&line.subject).map_err(|_| odd(0, "an id"))?;
        let digest = hex::decode(&line.digest).map_err(|_| odd(1, "a digest"))?;
        rows.push(vec![
            subject.into(),
            digest.into(),
            (&register.agency).into(),
            (&register.item).into(),
            (&line.document).into(),
            line.decided_on.to_string().into(),
            (&register.number).into(),
        ]);
    }
    tx.execute_each(LIST, &rows).map(drop)
}

/// Writes why a decision is not there.
pub(crate) fn explain(
    tx: &mut Tx,
    (subject, digest): (SubjectId, Vec<u8>),
    explained: &Explained,
    by: &str,
) -> Result<(), StoreError> {
    let params: Vec<Value> = vec![
        subject.0.into(),
        digest.into(),
        (&explained.code).into(),
        (&explained.reason).into(),
        by.into(),
        explained.on.to_string().into(),
    ];
    tx.execute(EXPLAIN, &params).map(drop)
}

/// The latest registers of an agency.
pub(crate) fn of_agency(
    tx: &mut Tx,
    agency: &str,
    limit: u64,
) -> Result<Vec<RegisterLine>, StoreError> {
    let rows = tx.query(OF_AGENCY, &[agency.into(), limit.into()])?;
    let line = |row: &Row| {
        Ok(RegisterLine {
            number: row.text(0)?.to_owned(),
            item: row.text(1)?.to_owned(),
            from: day(row, 2)?,
            until: day(row, 3)?,
            lines: row.count(4)?,
            by: row.text(5)?.to_owned(),
            at: Timestamp::from_microsecond(row.int(6)?).map_err(|_| odd(6, "an instant"))?,
        })
    };
    rows.iter().map(line).collect()
}

/// The decisions of an agency's registers between two days.
pub(crate) fn listed(
    tx: &mut Tx,
    agency: &str,
    (from, until): (Date, Date),
    limit: u64,
) -> Result<Vec<Line>, StoreError> {
    let days = [agency.into(), from.to_string().into(), until.to_string().into(), limit.into()];
    let rows = tx.query(LISTED, &days)?;
    rows.iter().map(line).collect()
}

fn line(row: &Row) -> Result<Line, StoreError> {
    let subject = SubjectId::from_slice(row.bytes(0)?).ok_or_else(|| odd(0, "16 bytes"))?;
    let digest: [u8; 16] = row.bytes(1)?.try_into().map_err(|_| odd(1, "16 bytes"))?;
    let reason = match row.opt_text(5)? {
        Some(code) => Some(GapReason {
            code: code.to_owned(),
            text: row.text(6)?.to_owned(),
            by: row.text(7)?.to_owned(),
            on: day(row, 8)?,
        }),
        None => None,
    };
    Ok(Line {
        key: (subject, digest),
        item: row.text(2)?.to_owned(),
        document: row.text(3)?.to_owned(),
        decided_on: day(row, 4)?,
        reason,
    })
}

/// The item of a decision that an agency listed.
pub(crate) fn item_of(tx: &mut Tx, key: &Key, agency: &str) -> Result<Option<String>, StoreError> {
    let row = tx.query_one(ITEM_OF, &[key.0.0.into(), (&key.1).into(), agency.into()])?;
    row.map(|row| row.text(0).map(str::to_owned)).transpose()
}

/// How many decisions of some days are listed, by agency and item.
pub(crate) fn counts(
    tx: &mut Tx,
    (from, until): (Date, Date),
) -> Result<Vec<(String, String, u64)>, StoreError> {
    let rows = tx.query(COUNTS, &[from.to_string().into(), until.to_string().into()])?;
    let count = |row: &Row| Ok((row.text(0)?.to_owned(), row.text(1)?.to_owned(), row.count(2)?));
    rows.iter().map(count).collect()
}

/// Decisions of an agency (all, if empty) that no record stands for: agency, item, day, whether it was
/// explained.
pub(crate) fn absent(
    tx: &mut Tx,
    (from, until): (Date, Date),
    of: &str,
) -> Result<Vec<(String, String, Date, bool)>, StoreError> {
    let days = [from.to_string().into(), until.to_string().into(), of.into()];
    let rows = tx.query(ABSENT, &days)?;
    let one = |row: &Row| {
        let explained = row.opt_text(3)?.is_some();
        Ok((row.text(0)?.to_owned(), row.text(1)?.to_owned(), day(row, 2)?, explained))
    };
    rows.iter().map(one).collect()
}

/// What all agencies sent from one month to another, a line an agency, item and month.
pub(crate) fn months(
    tx: &mut Tx,
    (from, until): (&str, &str),
) -> Result<Vec<TimelinessLine>, StoreError> {
    let rows = tx.query(MONTHS, &[from.into(), until.into()])?;
    let line = |row: &Row| {
        Ok(TimelinessLine {
            agency: row.text(0)?.to_owned(),
            item: row.text(1)?.to_owned(),
            received: row.count(2)?,
            accepted: row.count(3)?,
            rejected: row.count(4)?,
            corrected: row.count(5)?,
            withdrawn: row.count(6)?,
            on_time: row.count(7)?,
            late: row.count(8)?,
            unclocked: row.count(9)?,
            ..TimelinessLine::default()
        })
    };
    rows.iter().map(line).collect()
}

/// How often each rule was broken from one month to another, by one agency or all.
pub(crate) fn broken(
    tx: &mut Tx,
    (from, until): (&str, &str),
    agency: &str,
) -> Result<Vec<(String, u64)>, StoreError> {
    let rows = tx.query(BROKEN, &[from.into(), until.into(), agency.into()])?;
    rows.iter().map(|row| Ok((row.text(0)?.to_owned(), row.count(1)?))).collect()
}
