//! Receipts of checks.

use store::{Row, StoreError, Tx, Value};
use vocabulary::{Position, SubjectId, Timestamp};

use crate::{CheckError, Decision, Outcome, Receipt};

const INSERT: &str = "insert into check_receipts (subject_id, position, matter, unit, at, outcome)
    values ($1, $2, $3, $4, $5, $6)";
const ONE: &str = "select subject_id, position, matter, unit, at, outcome, decision, decided_at,
      report
    from check_receipts where subject_id = $1 and position = $2";
const DECIDE: &str = "update check_receipts set decision = $3, decided_at = $4, report = $5
    where subject_id = $1 and position = $2 and decided_at is null returning unit, matter";
const UNDECIDED: &str = "select subject_id, position, matter, unit, at, outcome, decision,
      decided_at, report
    from check_receipts where unit = $1 and outcome = 'intercept' and decided_at is null
    order by position limit $2";

/// A check as it is kept.
pub(crate) struct Made {
    pub(crate) subject: SubjectId,
    pub(crate) position: Position,
    pub(crate) matter: String,
    pub(crate) unit: String,
    pub(crate) at: Timestamp,
    pub(crate) outcome: String,
}

/// A decision reported back.
pub(crate) struct Decided {
    pub(crate) subject: SubjectId,
    pub(crate) position: Position,
    pub(crate) decision: String,
    pub(crate) report: Option<String>,
    pub(crate) at: Timestamp,
}

pub(crate) fn insert(tx: &mut Tx, made: Vec<Made>) -> Result<(), StoreError> {
    let rows: Vec<Vec<Value>> = made
        .into_iter()
        .map(|made| {
            vec![
                made.subject.0.into(),
                made.position.0.into(),
                made.matter.into(),
                made.unit.into(),
                made.at.as_microsecond().into(),
                made.outcome.into(),
            ]
        })
        .collect();
    tx.execute_each(INSERT, &rows)?;
    Ok(())
}

/// Enters a decision; the unit and matter of the check, or none if it was decided before.
pub(crate) fn decide(
    tx: &mut Tx,
    decided: &Decided,
) -> Result<Option<(String, String)>, StoreError> {
    let params = [
        decided.subject.0.into(),
        decided.position.0.into(),
        decided.decision.as_str().into(),
        decided.at.as_microsecond().into(),
        decided.report.as_deref().into(),
    ];
    let row = tx.query_one(DECIDE, &params)?;
    row.map(|row| Ok((row.text(0)?.to_owned(), row.text(1)?.to_owned()))).transpose()
}

pub(crate) fn one(
    tx: &mut Tx,
    subject: SubjectId,
    position: Position,
) -> Result<Option<Receipt>, CheckError> {
    let row = tx.query_one(ONE, &[subject.0.into(), position.0.into()])?;
    Ok(row.as_ref().map(receipt).transpose()?)
}

pub(crate) fn undecided(tx: &mut Tx, unit: &str, limit: u32) -> Result<Vec<Receipt>, CheckError> {
    let rows = tx.query(UNDECIDED, &[unit.into(), limit.into()])?;
    Ok(rows.iter().map(receipt).collect::<Result<_, _>>()?)
}

fn receipt(row: &Row) -> Result<Receipt, StoreError> {
    let wrong =
        |column| StoreError::Column { column, wanted: "what the follower wrote", found: "other" };
    let instant =
        |column: usize, number| Timestamp::from_microsecond(number).map_err(|_| wrong(column));
    let position = row.count(1)?;
    Ok(Receipt {
        number: format!("C-{position}"),
        position,
        subject: SubjectId::from_slice(row.bytes(0)?).ok_or_else(|| wrong(0))?.to_hex(),
        matter: row.text(2)?.to_owned(),
        organisation: row.text(3)?.to_owned(),
        at: instant(4, row.int(4)?)?,
        outcome: Outcome::parse(row.text(5)?).ok_or_else(|| wrong(5))?,
        decision: row
            .opt_text(6)?
            .map(|text| Decision::parse(text).ok_or_else(|| wrong(6)))
            .transpose()?,
        decided_at: row.opt_int(7)?.map(|number| instant(7, number)).transpose()?,
        report: row.opt_text(8)?.map(str::to_owned),
    })
}
