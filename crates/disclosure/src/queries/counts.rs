//! How often was asked, by day.

use std::collections::BTreeMap;

use store::{StoreError, Tx, Value};

const ADD: &str = "insert into disclosure_counts (day, channel, unit, purpose, queries)
    values ($1, $2, $3, $4, $5)
    on conflict (day, channel, unit, purpose)
    do update set queries = disclosure_counts.queries + excluded.queries";
const BETWEEN: &str = "select day, channel, unit, purpose, queries from disclosure_counts
    where day >= $1 and day < $2";

/// Day, door, unit, purpose.
pub(crate) type Key = (String, String, String, String);

/// Adds counts.
pub(crate) fn add(tx: &mut Tx, counts: BTreeMap<Key, u64>) -> Result<(), StoreError> {
    if counts.is_empty() {
        return Ok(());
    }
    let rows: Vec<Vec<Value>> = counts
        .into_iter()
        .map(|((day, channel, unit, purpose), queries)| {
            vec![day.into(), channel.into(), unit.into(), purpose.into(), queries.into()]
        })
        .collect();
    tx.execute_each(ADD, &rows).map(|_| ())
}

/// The counts of the days from one on, before another.
pub(crate) fn between(
    tx: &mut Tx,
    from: &str,
    before: &str,
) -> Result<Vec<(Key, u64)>, StoreError> {
    let rows = tx.query(BETWEEN, &[from.into(), before.into()])?;
    let text = |row: &store::Row, column| row.text(column).map(str::to_owned);
    rows.iter()
        .map(|row| {
            let key = (text(row, 0)?, text(row, 1)?, text(row, 2)?, text(row, 3)?);
            Ok((key, row.count(4)?))
        })
        .collect()
}
