//! Which records their sources took back, and by which fact.

use store::{StoreError, Tx, Value};
use vocabulary::{Position, SubjectId};

use super::columns::subject;

const PUT: &str = "insert into disclosure_withdrawals (subject_id, digest, position)
    values ($1, $2, $3)
    on conflict (subject_id, digest) do update set position = excluded.position";
const BEFORE: &str = "select subject_id, digest, position from disclosure_withdrawals
    where position < $1 order by position desc limit $2";
const EMPTY: &str = "delete from disclosure_withdrawals";

/// One of them.
pub(crate) struct Withdrawal {
    pub(crate) subject: SubjectId,
    pub(crate) digest: [u8; 16],
    pub(crate) position: Position,
}

pub(crate) fn put(tx: &mut Tx, withdrawals: &[Withdrawal]) -> Result<(), StoreError> {
    let rows: Vec<Vec<Value>> = withdrawals
        .iter()
        .map(|one| vec![one.subject.0.into(), one.digest.into(), one.position.0.into()])
        .collect();
    tx.execute_each(PUT, &rows).map(|_| ())
}

/// Those before a position, the newest first.
pub(crate) fn before(
    tx: &mut Tx,
    before: Option<Position>,
    limit: u32,
) -> Result<Vec<Withdrawal>, StoreError> {
    let before = before.map_or(i64::MAX, |at| i64::try_from(at.0).unwrap_or(i64::MAX));
    let rows = tx.query(BEFORE, &[before.into(), limit.into()])?;
    let read = |row: &store::Row| {
        let digest = row.bytes(1)?.try_into().unwrap_or_default();
        Ok(Withdrawal { subject: subject(row, 0)?, digest, position: Position(row.count(2)?) })
    };
    rows.iter().map(read).collect()
}

/// Forgets all, before they are read anew from the facts.
pub(crate) fn empty(tx: &mut Tx) -> Result<(), StoreError> {
    tx.execute(EMPTY, &[]).map(|_| ())
}
