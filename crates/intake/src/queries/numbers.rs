//! Old registration numbers and the unified codes that came with them.

use store::{StoreError, Tx, Value};
use vocabulary::SubjectId;

const CODES: &str = "select code from intake_numbers where subject_id = $1 order by code limit 2";
const LEARN: &str = "insert into intake_numbers (subject_id, code, position) values ($1, $2, $3)
    on conflict (subject_id, code) do nothing";

/// The codes that came with a number, at most two: with two of them it says nothing.
pub(crate) fn codes_of(tx: &mut Tx, number: SubjectId) -> Result<Vec<String>, StoreError> {
    let rows = tx.query(CODES, &[number.0.into()])?;
    rows.iter().map(|row| Ok(row.text(0)?.to_owned())).collect()
}

/// Remembers with which code a number came, and the fact that said so.
pub(crate) fn learn(tx: &mut Tx, said: &[(SubjectId, String, u64)]) -> Result<(), StoreError> {
    let params: Vec<Vec<Value>> = said
        .iter()
        .map(|(number, code, position)| vec![number.0.into(), code.into(), (*position).into()])
        .collect();
    tx.execute_each(LEARN, &params).map(drop)
}
