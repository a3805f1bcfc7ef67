//! How many files an actor opened on a day.

use std::collections::BTreeMap;

use store::{StoreError, Tx, Value};
use vocabulary::{Actor, Date};

const ADD: &str = "insert into disclosure_quotas (actor, day, looks) values ($1, $2, $3)
    on conflict (actor, day) do update set looks = disclosure_quotas.looks + excluded.looks";
const LOOKS: &str = "select looks from disclosure_quotas where actor = $1 and day = $2";

/// The text under which an actor is counted.
pub(crate) fn actor(actor: &Actor) -> String {
    format!("{}/{}", actor.agency, actor.by)
}

/// Adds counts by actor and day.
pub(crate) fn add(tx: &mut Tx, counts: BTreeMap<(String, String), u64>) -> Result<(), StoreError> {
    if counts.is_empty() {
        return Ok(());
    }
    let rows: Vec<Vec<Value>> = counts
        .into_iter()
        .map(|((actor, day), looks)| vec![actor.into(), day.into(), looks.into()])
        .collect();
    tx.execute_each(ADD, &rows)?;
    Ok(())
}

/// Files an actor opened on a day.
pub(crate) fn looks(tx: &mut Tx, by: &Actor, day: Date) -> Result<u64, StoreError> {
    let row = tx.query_one(LOOKS, &[actor(by).into(), day.to_string().into()])?;
    row.map_or(Ok(0), |row| row.count(0))
}
