//! SQL over `account_sessions`.

use store::{Row, StoreError, Tx};
use vocabulary::Timestamp;

use super::accounts::instant;

/// One row.
#[derive(Clone, Debug)]
pub(crate) struct Session {
    pub(crate) id: String,
    pub(crate) account: String,
    /// Whether the second factor is still missing.
    pub(crate) pending: bool,
    pub(crate) opened_at: Timestamp,
    pub(crate) seen_at: Timestamp,
    pub(crate) until: Timestamp,
    /// Number of the mandate under which it acts.
    pub(crate) mandate: Option<String>,
}

pub(crate) fn insert(tx: &mut Tx, hash: &[u8; 32], session: &Session) -> Result<(), StoreError> {
    tx.execute(
        "insert into account_sessions
           (hash, id, account, pending, opened_at, seen_at, until_at, mandate)
         values ($1, $2, $3, $4, $5, $6, $7, $8)",
        &[
            hash.into(),
            (&session.id).into(),
            (&session.account).into(),
            session.pending.into(),
            session.opened_at.as_microsecond().into(),
            session.seen_at.as_microsecond().into(),
            session.until.as_microsecond().into(),
            session.mandate.clone().into(),
        ],
    )?;
    Ok(())
}

pub(crate) fn find(tx: &mut Tx, hash: &[u8; 32]) -> Result<Option<Session>, StoreError> {
    tx.query_one(
        "select id, account, pending, opened_at, seen_at, until_at, mandate from account_sessions
         where hash = $1",
        &[hash.into()],
    )?
    .as_ref()
    .map(session)
    .transpose()
}

/// The sessions of an account that are open, the latest first.
pub(crate) fn open_of(tx: &mut Tx, account: &str) -> Result<Vec<Session>, StoreError> {
    tx.query(
        "select id, account, pending, opened_at, seen_at, until_at, mandate from account_sessions
         where account = $1 and pending = 0 order by opened_at desc, id",
        &[account.into()],
    )?
    .iter()
    .map(session)
    .collect()
}

fn session(row: &Row) -> Result<Session, StoreError> {
    Ok(Session {
        id: row.text(0)?.to_owned(),
        account: row.text(1)?.to_owned(),
        pending: row.int(2)? != 0,
        opened_at: instant(row.int(3)?),
        seen_at: instant(row.int(4)?),
        until: instant(row.int(5)?),
        mandate: row.opt_text(6)?.map(str::to_owned),
    })
}

pub(crate) fn touch(tx: &mut Tx, hash: &[u8; 32], now: Timestamp) -> Result<(), StoreError> {
    tx.execute(
        "update account_sessions set seen_at = $2 where hash = $1",
        &[hash.into(), now.as_microsecond().into()],
    )?;
    Ok(())
}

pub(crate) fn act_under(
    tx: &mut Tx,
    hash: &[u8; 32],
    mandate: Option<&str>,
) -> Result<(), StoreError> {
    tx.execute(
        "update account_sessions set mandate = $2 where hash = $1",
        &[hash.into(), mandate.into()],
    )?;
    Ok(())
}

pub(crate) fn remove(tx: &mut Tx, hash: &[u8; 32]) -> Result<(), StoreError> {
    tx.execute("delete from account_sessions where hash = $1", &[hash.into()])?;
    Ok(())
}

/// Ends every session of an account but one; counts those that were open.
pub(crate) fn remove_others(tx: &mut Tx, account: &str, kept: &str) -> Result<u64, StoreError> {
    tx.execute(
        "delete from account_sessions where account = $1 and id <> $2",
        &[account.into(), kept.into()],
    )
}

/// Ends the sign-ins of an account that wait for the second factor.
pub(crate) fn remove_pending(tx: &mut Tx, account: &str) -> Result<(), StoreError> {
    tx.execute(
        "delete from account_sessions where account = $1 and pending = 1",
        &[account.into()],
    )?;
    Ok(())
}

/// Forgets what has run out.
pub(crate) fn forget(tx: &mut Tx, now: Timestamp) -> Result<(), StoreError> {
    tx.execute(
        "delete from account_sessions where until_at <= $1",
        &[now.as_microsecond().into()],
    )?;
    Ok(())
}
