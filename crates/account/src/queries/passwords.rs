//! SQL over `account_passwords`: those used before.

use store::{StoreError, Tx};
use vocabulary::Timestamp;

/// The last `limit` hashes of an account, sealed.
pub(crate) fn last(tx: &mut Tx, account: &str, limit: u32) -> Result<Vec<String>, StoreError> {
    tx.query(
        "select hash from account_passwords where account = $1 order by at desc limit $2",
        &[account.into(), limit.into()],
    )?
    .iter()
    .map(|row| row.text(0).map(str::to_owned))
    .collect()
}

pub(crate) fn insert(
    tx: &mut Tx,
    account: &str,
    at: Timestamp,
    hash: &str,
) -> Result<(), StoreError> {
    tx.execute(
        "insert into account_passwords (account, at, hash) values ($1, $2, $3)
         on conflict (account, at) do update set hash = excluded.hash",
        &[account.into(), at.as_microsecond().into(), hash.into()],
    )?;
    Ok(())
}
