//! Counts kept current, for the figures of the home page.

use std::collections::BTreeMap;

use store::{Tx, Value};

use crate::ArchiveError;

const ADD: &str = "insert into archive_totals (what, count) values ($1, $2)
    on conflict (what) do update set count = archive_totals.count + excluded.count";
/// A count that came and went leaves no row: the tables must not tell in which steps it did.
const TIDY: &str = "delete from archive_totals where count = 0";
const ALL: &str = "select what, count from archive_totals order by what";

pub(crate) fn add(tx: &mut Tx, changes: &BTreeMap<String, i64>) -> Result<(), ArchiveError> {
    let rows: Vec<Vec<Value>> = changes
        .iter()
        .filter(|(_, change)| **change != 0)
        .map(|(what, change)| vec![what.as_str().into(), (*change).into()])
        .collect();
    if rows.is_empty() {
        return Ok(());
    }
    tx.execute_each(ADD, &rows)?;
    if changes.values().any(|change| *change < 0) {
        tx.execute(TIDY, &[])?;
    }
    Ok(())
}

pub(crate) fn all(tx: &mut Tx) -> Result<BTreeMap<String, u64>, ArchiveError> {
    let mut totals = BTreeMap::new();
    for row in tx.query(ALL, &[])? {
        totals.insert(row.text(0)?.to_owned(), row.count(1)?);
    }
    Ok(totals)
}
