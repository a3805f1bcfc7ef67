//! How often units checked for which matters.

use std::collections::BTreeMap;

use store::{StoreError, Tx, Value};
use vocabulary::Timestamp;

const ADD: &str = "insert into check_totals (unit, matter, checks, intercepts, decided, last_at)
    values ($1, $2, $3, $4, $5, $6)
    on conflict (unit, matter) do update set
      checks = check_totals.checks + excluded.checks,
      intercepts = check_totals.intercepts + excluded.intercepts,
      decided = check_totals.decided + excluded.decided,
      last_at = case when excluded.last_at > check_totals.last_at
        then excluded.last_at else check_totals.last_at end";
const ALL: &str = "select unit, matter, checks, intercepts, decided, last_at from check_totals";

/// What is added to the counts of a unit and matter.
#[derive(Default)]
pub(crate) struct Change {
    pub(crate) checks: u64,
    pub(crate) intercepts: u64,
    pub(crate) decided: u64,
    /// Instant of the last check, microseconds.
    pub(crate) last_at: i64,
}

/// The counts of a unit and matter.
pub(crate) struct Total {
    pub(crate) checks: u64,
    pub(crate) intercepts: u64,
    pub(crate) decided: u64,
    pub(crate) last_at: Timestamp,
}

pub(crate) fn add(
    tx: &mut Tx,
    changes: BTreeMap<(String, String), Change>,
) -> Result<(), StoreError> {
    let rows: Vec<Vec<Value>> = changes
        .into_iter()
        .map(|((unit, matter), change)| {
            vec![
                unit.into(),
                matter.into(),
                change.checks.into(),
                change.intercepts.into(),
                change.decided.into(),
                change.last_at.into(),
            ]
        })
        .collect();
    tx.execute_each(ADD, &rows)?;
    Ok(())
}

/// The counts by unit and matter.
pub(crate) fn all(tx: &mut Tx) -> Result<BTreeMap<(String, String), Total>, StoreError> {
    let mut totals = BTreeMap::new();
    for row in tx.query(ALL, &[])? {
        let total = Total {
            checks: row.count(2)?,
            intercepts: row.count(3)?,
            decided: row.count(4)?,
            last_at: Timestamp::from_microsecond(row.int(5)?).unwrap_or_default(),
        };
        totals.insert((row.text(0)?.to_owned(), row.text(1)?.to_owned()), total);
    }
    Ok(totals)
}
