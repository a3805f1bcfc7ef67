//! SQL over `web_cases`.

use store::{StoreError, Tx};

/// Whose case it is: agency, process, number in the sender's own books.
pub(crate) type Sent<'s> = (&'s str, &'s str, &'s str);

/// The case that was begun for a reference.
pub(crate) fn number(
    tx: &mut Tx,
    (agency, process, reference): Sent<'_>,
) -> Result<Option<String>, StoreError> {
    let row = tx.query_one(
        "select number from web_cases where agency = $1 and process = $2 and reference = $3",
        &[agency.into(), process.into(), reference.into()],
    )?;
    row.map(|row| Ok(row.text(0)?.to_owned())).transpose()
}

/// Remembers it.
pub(crate) fn remember(
    tx: &mut Tx,
    (agency, process, reference): Sent<'_>,
    number: &str,
) -> Result<(), StoreError> {
    tx.execute(
        "insert into web_cases (agency, process, reference, number) values ($1, $2, $3, $4)
         on conflict (agency, process, reference) do nothing",
        &[agency.into(), process.into(), reference.into(), number.into()],
    )
    .map(drop)
}
