//! SQL over `web_keys`.

use store::{Row, StoreError, Tx, Value};
use vocabulary::Timestamp;

pub(crate) fn insert(
    tx: &mut Tx,
    (id, hash): (&str, &[u8; 32]),
    (agency, role, scope): (&str, &str, &str),
    created_at: Timestamp,
    expires_at: Option<Timestamp>,
) -> Result<(), StoreError> {
    tx.execute(
        "insert into web_keys (id, hash, agency, role, scope, created_at, expires_at)
         values ($1, $2, $3, $4, $5, $6, $7)",
        &[
            id.into(),
            hash.into(),
            agency.into(),
            role.into(),
            scope.into(),
            created_at.as_microsecond().into(),
            expires_at.map(Timestamp::as_microsecond).into(),
        ],
    )?;
    Ok(())
}

/// Columns: id, agency, role, scope.
pub(crate) fn standing(
    tx: &mut Tx,
    hash: &[u8; 32],
    now: Timestamp,
) -> Result<Option<Row>, StoreError> {
    tx.query_one(
        "select id, agency, role, scope from web_keys
         where hash = $1 and ended_at is null and (expires_at is null or expires_at > $2)",
        &[hash.into(), now.as_microsecond().into()],
    )
}

/// Columns: id, agency, role, scope, created_at, expires_at, ended_at; newest first.
pub(crate) fn all(tx: &mut Tx) -> Result<Vec<Row>, StoreError> {
    tx.query(
        "select id, agency, role, scope, created_at, expires_at, ended_at from web_keys
         order by created_at desc, id",
        &[],
    )
}

pub(crate) fn end(tx: &mut Tx, id: &str, at: Timestamp) -> Result<u64, StoreError> {
    tx.execute(
        "update web_keys set ended_at = $2 where id = $1 and ended_at is null",
        &[Value::from(id), at.as_microsecond().into()],
    )
}
