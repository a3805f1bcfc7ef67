//! What each agency sent in a month.

use store::{Row, StoreError, Tx, Value};

use crate::batch::Counts;

const ADD: &str = "insert into intake_months (agency, item, month, batches, received, accepted,
    duplicates, corrected, rejected, held, withdrawn, on_time, late, unclocked)
    values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)
    on conflict (agency, item, month) do update set
    batches = intake_months.batches + excluded.batches,
    received = intake_months.received + excluded.received,
    accepted = intake_months.accepted + excluded.accepted,
    duplicates = intake_months.duplicates + excluded.duplicates,
    corrected = intake_months.corrected + excluded.corrected,
    rejected = intake_months.rejected + excluded.rejected,
    held = intake_months.held + excluded.held,
    withdrawn = intake_months.withdrawn + excluded.withdrawn,
    on_time = intake_months.on_time + excluded.on_time,
    late = intake_months.late + excluded.late,
    unclocked = intake_months.unclocked + excluded.unclocked";
const ADD_RULE: &str = "insert into intake_month_rules (agency, item, month, rule, count)
    values ($1, $2, $3, $4, $5)
    on conflict (agency, item, month, rule) do update set
    count = intake_month_rules.count + excluded.count";
const MONTHS: &str = "select item, batches, received, accepted, duplicates, corrected, rejected,
    held, withdrawn, on_time, late, unclocked from intake_months
    where agency = $1 and month = $2 order by item";
const RULES: &str = "select item, rule, count from intake_month_rules
    where agency = $1 and month = $2 order by item, rule";
const LAST_BATCHES: &str = "select agency, item, max(received_at) from intake_batches
    where state = 'done' group by agency, item";
const BATCHES_BETWEEN: &str = "select agency, item, received_at from intake_batches
    where state = 'done' and received_at >= $1 and received_at < $2 and ($3 = '' or agency = $3)";

/// Whose month it is: agency, item, month as 2026-11.
pub(crate) type Whose<'a> = (&'a str, &'a str, &'a str);

/// Adds counts to a month.
pub(crate) fn add(
    tx: &mut Tx,
    (agency, item, month): Whose<'_>,
    counts: &Counts,
    (batches, withdrawn): (u64, u64),
) -> Result<(), StoreError> {
    let numbers = [
        batches,
        counts.received,
        counts.accepted,
        counts.duplicates,
        counts.corrected,
        counts.rejected,
        counts.held,
        withdrawn,
        counts.on_time,
        counts.late,
        counts.unclocked,
    ];
    let mut params: Vec<Value> = vec![agency.into(), item.into(), month.into()];
    params.extend(numbers.map(Value::from));
    tx.execute(ADD, &params)?;
    let rules: Vec<Vec<Value>> = counts
        .rejected_by
        .iter()
        .map(|(rule, count)| {
            vec![agency.into(), item.into(), month.into(), (*rule).into(), (*count).into()]
        })
        .collect();
    tx.execute_each(ADD_RULE, &rules).map(drop)
}

/// An agency's month, an item a row: see `quality`.
pub(crate) fn months(tx: &mut Tx, agency: &str, month: &str) -> Result<Vec<Row>, StoreError> {
    tx.query(MONTHS, &[agency.into(), month.into()])
}

/// Why rows were rejected in an agency's month: item, rule, count.
pub(crate) fn rules(
    tx: &mut Tx,
    agency: &str,
    month: &str,
) -> Result<Vec<(String, String, u64)>, StoreError> {
    let rows = tx.query(RULES, &[agency.into(), month.into()])?;
    let texts = |row: &Row| Ok((row.text(0)?.to_owned(), row.text(1)?.to_owned(), row.count(2)?));
    rows.iter().map(texts).collect()
}

/// When each agency last sent each item: agency, item, instant in microseconds.
pub(crate) fn last_batches(tx: &mut Tx) -> Result<Vec<(String, String, i64)>, StoreError> {
    let rows = tx.query(LAST_BATCHES, &[])?;
    let texts = |row: &Row| Ok((row.text(0)?.to_owned(), row.text(1)?.to_owned(), row.int(2)?));
    rows.iter().map(texts).collect()
}

/// Which agency (all, if empty) sent which item when, between two instants in microseconds, the second
/// not included.
pub(crate) fn batches_between(
    tx: &mut Tx,
    agency: &str,
    (from, until): (i64, i64),
) -> Result<Vec<(String, String, i64)>, StoreError> {
    let rows = tx.query(BATCHES_BETWEEN, &[from.into(), until.into(), agency.into()])?;
    let texts = |row: &Row| Ok((row.text(0)?.to_owned(), row.text(1)?.to_owned(), row.int(2)?));
    rows.iter().map(texts).collect()
}
