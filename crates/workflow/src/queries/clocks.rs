//! Running clocks, and from which day each must be looked at.

use store::{Row, StoreError, Tx, Value};
use vocabulary::Date;

use super::cases::{Key, NEVER, json, parsed};
use crate::facts::Watched;

const CLEAR: &str = "delete from workflow_clocks where subject_id = $1 and number = $2";
const PUT: &str = "insert into workflow_clocks (subject_id, number, clock, rank, look_on, running)
    values ($1, $2, $3, $4, $5, $6)";
const OF: &str = "select running from workflow_clocks where subject_id = $1 and number = $2
    order by rank";
const DUE: &str = "select look_on, number, clock from workflow_clocks
    where look_on <= $1 and (look_on > $2 or (look_on = $2 and number > $3)
    or (look_on = $2 and number = $3 and clock > $4)) and look_on >= $2
    order by look_on, number, clock limit $5";

/// Writes the clocks of a case anew.
pub(crate) fn put(tx: &mut Tx, key: Key<'_>, clocks: &[Watched]) -> Result<(), StoreError> {
    tx.execute(CLEAR, &[key.subject(), key.number()])?;
    let row = |(rank, clock): (usize, &Watched)| {
        vec![
            key.subject(),
            key.number(),
            (&clock.running.clock).into(),
            rank.into(),
            clock.look.unwrap_or(NEVER).to_string().into(),
            json(clock).into(),
        ]
    };
    let rows: Vec<Vec<Value>> = clocks.iter().enumerate().map(row).collect();
    tx.execute_each(PUT, &rows).map(drop)
}

/// The clocks of a case.
pub(crate) fn of(tx: &mut Tx, key: Key<'_>) -> Result<Vec<Watched>, StoreError> {
    tx.query(OF, &[key.subject(), key.number()])?.iter().map(|row| parsed(row, 0)).collect()
}

/// Where the daily run stands: day, number and clock.
pub(crate) type Cursor = (String, String, String);

/// Cases with a clock that must be looked at, after a cursor; numbers can come twice.
pub(crate) fn due(
    tx: &mut Tx,
    today: Date,
    after: &Cursor,
    rows: usize,
) -> Result<Vec<Cursor>, StoreError> {
    let (day, number, clock) = after;
    let params = [today.to_string().into(), day.into(), number.into(), clock.into(), rows.into()];
    let cursor =
        |row: &Row| Ok((row.text(0)?.to_owned(), row.text(1)?.to_owned(), row.text(2)?.to_owned()));
    tx.query(DUE, &params)?.iter().map(cursor).collect()
}
