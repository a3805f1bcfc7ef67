//! SQL over `account_freezes`: the doors that are shut.

use store::{Row, StoreError, Tx};
use vocabulary::Timestamp;

/// Columns: door, reason, frozen_by, frozen_at.
pub(crate) fn all(tx: &mut Tx) -> Result<Vec<Row>, StoreError> {
    tx.query(
        "select door, reason, frozen_by, frozen_at from account_freezes order by frozen_at, door",
        &[],
    )
}

/// Shuts a door; false if it is shut already.
pub(crate) fn insert(
    tx: &mut Tx,
    (door, reason, by): (&str, &str, &str),
    now: Timestamp,
) -> Result<bool, StoreError> {
    let rows = tx.execute(
        "insert into account_freezes (door, reason, frozen_by, frozen_at) values ($1, $2, $3, $4)
         on conflict (door) do nothing",
        &[door.into(), reason.into(), by.into(), now.as_microsecond().into()],
    )?;
    Ok(rows == 1)
}

/// Opens a door; false if it was not shut.
pub(crate) fn remove(tx: &mut Tx, door: &str) -> Result<bool, StoreError> {
    Ok(tx.execute("delete from account_freezes where door = $1", &[door.into()])? == 1)
}
