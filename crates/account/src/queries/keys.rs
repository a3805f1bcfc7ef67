//! SQL over `account_keys` and `account_nonces`.

use store::{Row, StoreError, Tx, Value};
use vocabulary::Timestamp;

/// A key to be written.
pub(crate) struct NewRow<'k> {
    pub(crate) id: &'k str,
    pub(crate) hash: [u8; 32],
    pub(crate) agency: &'k str,
    pub(crate) role: &'k str,
    pub(crate) scope: &'k str,
    pub(crate) created_at: Timestamp,
    pub(crate) expires_at: Option<Timestamp>,
    pub(crate) certificate: Option<&'k str>,
    pub(crate) public_key: Option<&'k str>,
    pub(crate) replaces: Option<&'k str>,
}

pub(crate) fn insert(tx: &mut Tx, key: &NewRow) -> Result<(), StoreError> {
    tx.execute(
        "insert into account_keys (id, hash, agency, role, scope, created_at, expires_at,
           certificate, public_key, replaces)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
        &[
            key.id.into(),
            key.hash.into(),
            key.agency.into(),
            key.role.into(),
            key.scope.into(),
            key.created_at.as_microsecond().into(),
            key.expires_at.map(Timestamp::as_microsecond).into(),
            key.certificate.into(),
            key.public_key.into(),
            key.replaces.into(),
        ],
    )?;
    Ok(())
}

/// Columns: id, agency, role, scope, certificate, public_key, expires_at.
pub(crate) fn standing(
    tx: &mut Tx,
    hash: &[u8; 32],
    now: Timestamp,
) -> Result<Option<Row>, StoreError> {
    tx.query_one(
        "select id, agency, role, scope, certificate, public_key, expires_at from account_keys
         where hash = $1 and ended_at is null and (expires_at is null or expires_at > $2)",
        &[hash.into(), now.as_microsecond().into()],
    )
}

/// The same by id.
pub(crate) fn standing_by_id(
    tx: &mut Tx,
    id: &str,
    now: Timestamp,
) -> Result<Option<Row>, StoreError> {
    tx.query_one(
        "select id, agency, role, scope, certificate, public_key, expires_at from account_keys
         where id = $1 and ended_at is null and (expires_at is null or expires_at > $2)",
        &[id.into(), now.as_microsecond().into()],
    )
}

/// Columns: those of `standing`, then created_at, ended_at, replaces; newest first.
pub(crate) fn all(tx: &mut Tx) -> Result<Vec<Row>, StoreError> {
    tx.query(
        "select id, agency, role, scope, certificate, public_key, expires_at, created_at, ended_at,
           replaces
         from account_keys order by created_at desc, id",
        &[],
    )
}

pub(crate) fn end(tx: &mut Tx, id: &str, at: Timestamp) -> Result<u64, StoreError> {
    tx.execute(
        "update account_keys set ended_at = $2 where id = $1 and ended_at is null",
        &[Value::from(id), at.as_microsecond().into()],
    )
}

/// Lets a key expire at `at`, if it would stand longer.
pub(crate) fn shorten(tx: &mut Tx, id: &str, at: Timestamp) -> Result<(), StoreError> {
    tx.execute(
        "update account_keys set expires_at = $2
         where id = $1 and (expires_at is null or expires_at > $2)",
        &[Value::from(id), at.as_microsecond().into()],
    )?;
    Ok(())
}

/// Takes the mark of a signed request; false if it was taken before.
pub(crate) fn take_nonce(
    tx: &mut Tx,
    (key, nonce): (&str, &str),
    (now, until): (Timestamp, Timestamp),
) -> Result<bool, StoreError> {
    tx.execute(
        "delete from account_nonces where expires_at <= $1",
        &[now.as_microsecond().into()],
    )?;
    let rows = tx.execute(
        "insert into account_nonces (key_id, nonce, expires_at) values ($1, $2, $3)
         on conflict (key_id, nonce) do nothing",
        &[key.into(), nonce.into(), until.as_microsecond().into()],
    )?;
    Ok(rows == 1)
}
