//! Reviews of the register.

use store::{StoreError, Tx};
use vocabulary::{Position, Timestamp};

use super::columns::instant;

const INSERT: &str = "insert into disclosure_reviews (position, at, actor, looks)
    values ($1, $2, $3, $4)";
const LIST: &str = "select position from disclosure_reviews
    where position < $1 order by position desc limit $2";
const ONE: &str = "select at, looks from disclosure_reviews where position = $1";
const EMPTY: &str = "delete from disclosure_reviews";

pub(crate) fn insert(
    tx: &mut Tx,
    (position, at): (Position, Timestamp),
    actor: &str,
    looks: u64,
) -> Result<(), StoreError> {
    let at = at.as_microsecond().into();
    tx.execute(INSERT, &[position.0.into(), at, actor.into(), looks.into()]).map(|_| ())
}

/// Instant of a review, and how many looks it was about.
pub(crate) fn one(tx: &mut Tx, position: Position) -> Result<Option<(Timestamp, u64)>, StoreError> {
    let row = tx.query_one(ONE, &[position.0.into()])?;
    row.map(|row| Ok((instant(&row, 0)?, row.count(1)?))).transpose()
}

/// Reviews before a position, newest first.
pub(crate) fn list(tx: &mut Tx, before: Position, limit: u32) -> Result<Vec<Position>, StoreError> {
    let rows = tx.query(LIST, &[before.0.into(), limit.into()])?;
    rows.iter().map(|row| row.count(0).map(Position)).collect()
}

/// Forgets all, before they are read anew from the facts.
pub(crate) fn empty(tx: &mut Tx) -> Result<(), StoreError> {
    tx.execute(EMPTY, &[]).map(|_| ())
}
