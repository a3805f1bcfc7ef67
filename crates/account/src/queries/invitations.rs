//! SQL over `account_invitations`.

use store::{StoreError, Tx};
use vocabulary::Timestamp;

use super::accounts::instant;

/// A link that was not used up: its account and when it ceases to work.
pub(crate) fn open(
    tx: &mut Tx,
    hash: &[u8; 32],
    now: Timestamp,
) -> Result<Option<(String, Timestamp)>, StoreError> {
    let row = tx.query_one(
        "select account, expires_at from account_invitations
         where hash = $1 and used_at is null and expires_at > $2",
        &[hash.into(), now.as_microsecond().into()],
    )?;
    row.map(|row| Ok((row.text(0)?.to_owned(), instant(row.int(1)?)))).transpose()
}

pub(crate) fn insert(
    tx: &mut Tx,
    hash: &[u8; 32],
    account: &str,
    (now, until): (Timestamp, Timestamp),
) -> Result<(), StoreError> {
    tx.execute(
        "insert into account_invitations (hash, account, created_at, expires_at)
         values ($1, $2, $3, $4)",
        &[hash.into(), account.into(), now.as_microsecond().into(), until.as_microsecond().into()],
    )?;
    Ok(())
}

/// Uses up every link of an account: the one that was used, and those before it.
pub(crate) fn use_up(tx: &mut Tx, account: &str, now: Timestamp) -> Result<(), StoreError> {
    tx.execute(
        "update account_invitations set used_at = $2 where account = $1 and used_at is null",
        &[account.into(), now.as_microsecond().into()],
    )?;
    Ok(())
}
