//! Requests to take data out, as they stand beside their facts.

use store::{Row, StoreError, Tx};
use vocabulary::{Position, Timestamp};

use super::columns::{instant, opt_count, opt_instant, opt_text};

const INSERT: &str = "insert into disclosure_exports (position, at, actor, organisation, what,
      reason, purpose, matter_number, unmasked)
    values ($1, $2, $3, $4, $5, $6, $7, $8, $9)";
const DECIDE: &str = "update disclosure_exports set verdict = $2, decider = $3, decided_at = $4,
      note = $5
    where position = $1 and verdict is null";
const TAKE: &str = "update disclosure_exports set taken = $2, taken_at = $3
    where position = $1 and taken is null";
const ONE: &str = "select position, at, actor, organisation, what, reason, purpose, matter_number,
      unmasked, verdict, decider, decided_at, note, taken, taken_at
    from disclosure_exports where position = $1";
const LIST: &str = "select position, at, actor, organisation, what, reason, purpose, matter_number,
      unmasked, verdict, decider, decided_at, note, taken, taken_at
    from disclosure_exports where position < $1 order by position desc limit $2";

/// One request.
#[derive(Clone, Debug)]
pub(crate) struct Export {
    pub(crate) position: Position,
    pub(crate) at: Timestamp,
    pub(crate) actor: String,
    pub(crate) organisation: String,
    pub(crate) what: String,
    pub(crate) reason: String,
    pub(crate) purpose: String,
    pub(crate) matter_number: String,
    pub(crate) unmasked: bool,
    pub(crate) verdict: Option<String>,
    pub(crate) decider: Option<String>,
    pub(crate) decided_at: Option<Timestamp>,
    pub(crate) note: Option<String>,
    pub(crate) taken: Option<Position>,
    pub(crate) taken_at: Option<Timestamp>,
}

pub(crate) fn insert(tx: &mut Tx, export: &Export) -> Result<(), StoreError> {
    tx.execute(
        INSERT,
        &[
            export.position.0.into(),
            export.at.as_microsecond().into(),
            export.actor.as_str().into(),
            export.organisation.as_str().into(),
            export.what.as_str().into(),
            export.reason.as_str().into(),
            export.purpose.as_str().into(),
            export.matter_number.as_str().into(),
            export.unmasked.into(),
        ],
    )?;
    Ok(())
}

/// Writes the decision.
pub(crate) fn decide(
    tx: &mut Tx,
    position: Position,
    (verdict, note): (&str, &str),
    (decider, at): (&str, Timestamp),
) -> Result<(), StoreError> {
    let at = at.as_microsecond().into();
    let params = [position.0.into(), verdict.into(), decider.into(), at, note.into()];
    tx.execute(DECIDE, &params).map(|_| ())
}

/// Writes that it was taken.
pub(crate) fn take(
    tx: &mut Tx,
    position: Position,
    by: Position,
    at: Timestamp,
) -> Result<(), StoreError> {
    let params = [position.0.into(), by.0.into(), at.as_microsecond().into()];
    tx.execute(TAKE, &params).map(|_| ())
}

pub(crate) fn one(tx: &mut Tx, position: Position) -> Result<Option<Export>, StoreError> {
    let row = tx.query_one(ONE, &[position.0.into()])?;
    row.map(|row| export(&row)).transpose()
}

/// Requests before a position, newest first.
pub(crate) fn list(tx: &mut Tx, before: Position, limit: u32) -> Result<Vec<Export>, StoreError> {
    tx.query(LIST, &[before.0.into(), limit.into()])?.iter().map(export).collect()
}

fn export(row: &Row) -> Result<Export, StoreError> {
    Ok(Export {
        position: Position(row.count(0)?),
        at: instant(row, 1)?,
        actor: row.text(2)?.to_owned(),
        organisation: row.text(3)?.to_owned(),
        what: row.text(4)?.to_owned(),
        reason: row.text(5)?.to_owned(),
        purpose: row.text(6)?.to_owned(),
        matter_number: row.text(7)?.to_owned(),
        unmasked: row.int(8)? != 0,
        verdict: opt_text(row, 9)?,
        decider: opt_text(row, 10)?,
        decided_at: opt_instant(row, 11)?,
        note: opt_text(row, 12)?,
        taken: opt_count(row, 13)?.map(Position),
        taken_at: opt_instant(row, 14)?,
    })
}
