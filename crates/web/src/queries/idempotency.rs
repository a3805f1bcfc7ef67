//! SQL over `web_idempotency`.

use store::{Row, StoreError, Tx};
use vocabulary::Timestamp;

/// Reserves a key for a request until `expires_at`; false if it is taken.
pub(crate) fn reserve(
    tx: &mut Tx,
    (key_id, idempotency_key): (&str, &str),
    request: &[u8; 32],
    expires_at: Timestamp,
) -> Result<bool, StoreError> {
    let rows = tx.execute(
        "insert into web_idempotency (key_id, idempotency_key, request, expires_at)
         values ($1, $2, $3, $4) on conflict (key_id, idempotency_key) do nothing",
        &[
            key_id.into(),
            idempotency_key.into(),
            request.into(),
            expires_at.as_microsecond().into(),
        ],
    )?;
    Ok(rows == 1)
}

/// Columns: request, status, content_type, location, body.
pub(crate) fn find(
    tx: &mut Tx,
    key_id: &str,
    idempotency_key: &str,
) -> Result<Option<Row>, StoreError> {
    tx.query_one(
        "select request, status, content_type, location, body from web_idempotency
         where key_id = $1 and idempotency_key = $2",
        &[key_id.into(), idempotency_key.into()],
    )
}

pub(crate) fn answer(
    tx: &mut Tx,
    (key_id, idempotency_key): (&str, &str),
    (status, content_type, location, body): (u16, &str, Option<&str>, &[u8]),
    expires_at: Timestamp,
) -> Result<(), StoreError> {
    tx.execute(
        "update web_idempotency set status = $3, content_type = $4, location = $5, body = $6,
           expires_at = $7
         where key_id = $1 and idempotency_key = $2",
        &[
            key_id.into(),
            idempotency_key.into(),
            i64::from(status).into(),
            content_type.into(),
            location.into(),
            body.into(),
            expires_at.as_microsecond().into(),
        ],
    )?;
    Ok(())
}

pub(crate) fn release(tx: &mut Tx, key_id: &str, idempotency_key: &str) -> Result<(), StoreError> {
    tx.execute(
        "delete from web_idempotency
         where key_id = $1 and idempotency_key = $2 and status is null",
        &[key_id.into(), idempotency_key.into()],
    )?;
    Ok(())
}

/// Forgets what has expired.
pub(crate) fn forget(tx: &mut Tx, now: Timestamp) -> Result<(), StoreError> {
    tx.execute(
        "delete from web_idempotency where expires_at <= $1",
        &[now.as_microsecond().into()],
    )?;
    Ok(())
}
