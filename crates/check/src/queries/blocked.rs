//! Measures that are blocked from matching.

use std::collections::HashSet;

use store::{StoreError, Tx};
use vocabulary::Position;

const BLOCK: &str = "insert into check_blocked (measure, position) values ($1, $2)
    on conflict (measure) do update set position = excluded.position";
const CLEAR: &str = "delete from check_blocked where measure = $1";
const ALL: &str = "select measure from check_blocked";

pub(crate) fn block(tx: &mut Tx, measure: &str, at: Position) -> Result<(), StoreError> {
    tx.execute(BLOCK, &[measure.into(), at.0.into()]).map(drop)
}

pub(crate) fn clear(tx: &mut Tx, measure: &str) -> Result<(), StoreError> {
    tx.execute(CLEAR, &[measure.into()]).map(drop)
}

/// Ids of the measures that are blocked now.
pub(crate) fn all(tx: &mut Tx) -> Result<HashSet<String>, StoreError> {
    tx.query(ALL, &[])?.iter().map(|row| row.text(0).map(str::to_owned)).collect()
}
