//! How many files an actor opened on a day.

use store::{StoreError, Tx};
use vocabulary::{Actor, Date};

const ADD: &str = "insert into disclosure_quotas (actor, day, looks) values ($1, $2, 1)
    on conflict (actor, day) do update set looks = disclosure_quotas.looks + 1";
const LOOKS: &str = "select looks from disclosure_quotas where actor = $1 and day = $2";

/// The text under which an actor is counted.
pub(crate) fn actor(actor: &Actor) -> String {
    format!("{}/{}", actor.agency, actor.by)
}

/// Account or key of an actor's text.
pub(crate) fn by(actor: &str) -> &str {
    actor.split_once('/').map_or(actor, |(_, by)| by)
}

/// Counts one more file of an actor on a day.
pub(crate) fn add(tx: &mut Tx, by: &Actor, day: Date) -> Result<(), StoreError> {
    tx.execute(ADD, &[actor(by).into(), day.to_string().into()]).map(|_| ())
}

/// Files an actor opened on a day.
pub(crate) fn looks(tx: &mut Tx, by: &Actor, day: Date) -> Result<u64, StoreError> {
    let row = tx.query_one(LOOKS, &[actor(by).into(), day.to_string().into()])?;
    row.map_or(Ok(0), |row| row.count(0))
}
