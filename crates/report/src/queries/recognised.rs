//! Reports of other regions that were handed in.

use store::{Row, StoreError, Tx, Value};

use super::issues::{instant, perhaps};
use crate::RecognisedLine;

const INSERT: &str =
    "insert into report_recognised (position, at, organisation, actor, partner, number,
      matter, matter_number, accepted, rule)
    values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) on conflict (position) do nothing";
const LIST: &str =
    "select position, at, organisation, actor, partner, number, matter, matter_number,
      accepted, rule
    from report_recognised where $1 = '' or organisation = $1 order by position desc limit $2";
const EMPTY: &str = "delete from report_recognised";

pub(crate) fn insert(tx: &mut Tx, line: &RecognisedLine) -> Result<(), StoreError> {
    let params: [Value; 10] = [
        line.position.into(),
        line.at.as_microsecond().into(),
        (&line.organisation).into(),
        (&line.by).into(),
        line.partner.as_deref().into(),
        line.number.as_deref().into(),
        (&line.matter).into(),
        (&line.matter_number).into(),
        line.accepted.into(),
        line.rule.as_deref().into(),
    ];
    tx.execute(INSERT, &params).map(drop)
}

/// Those of an organisation, or all if it is empty; the newest first.
pub(crate) fn list(
    tx: &mut Tx,
    organisation: &str,
    limit: u32,
) -> Result<Vec<RecognisedLine>, StoreError> {
    tx.query(LIST, &[organisation.into(), limit.into()])?.iter().map(line).collect()
}

/// Before a replay.
pub(crate) fn empty(tx: &mut Tx) -> Result<(), StoreError> {
    tx.execute(EMPTY, &[]).map(drop)
}

fn line(row: &Row) -> Result<RecognisedLine, StoreError> {
    Ok(RecognisedLine {
        position: row.count(0)?,
        at: instant(row, 1)?,
        organisation: row.text(2)?.to_owned(),
        by: row.text(3)?.to_owned(),
        partner: perhaps(row, 4)?,
        number: perhaps(row, 5)?,
        matter: row.text(6)?.to_owned(),
        matter_number: row.text(7)?.to_owned(),
        accepted: row.int(8)? != 0,
        rule: perhaps(row, 9)?,
    })
}
