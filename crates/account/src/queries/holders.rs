//! SQL over `account_holders`: which account is a person's.

use store::{StoreError, Tx};
use vocabulary::SubjectId;

pub(crate) fn account_of(tx: &mut Tx, person: SubjectId) -> Result<Option<String>, StoreError> {
    let row = tx.query_one(
        "select account from account_holders where subject_id = $1",
        &[person.0.into()],
    )?;
    row.map(|row| row.text(0).map(str::to_owned)).transpose()
}

pub(crate) fn person_of(tx: &mut Tx, account: &str) -> Result<Option<SubjectId>, StoreError> {
    let row = tx.query_one(
        "select subject_id from account_holders where account = $1",
        &[account.into()],
    )?;
    row.map(|row| row.bytes(0).map(SubjectId::from_slice)).transpose().map(Option::flatten)
}

pub(crate) fn insert(tx: &mut Tx, person: SubjectId, account: &str) -> Result<(), StoreError> {
    tx.execute(
        "insert into account_holders (subject_id, account) values ($1, $2)",
        &[person.0.into(), account.into()],
    )?;
    Ok(())
}

/// Frees the person for a new account when the old one was ended.
pub(crate) fn remove(tx: &mut Tx, person: SubjectId) -> Result<(), StoreError> {
    tx.execute("delete from account_holders where subject_id = $1", &[person.0.into()])?;
    Ok(())
}
