//! Counts of opened pages.

use store::{Tx, Value};
use vocabulary::Date;

use crate::WebError;

const ADD: &str = "insert into web_visits (day, site, place, count) values ($1, $2, $3, $4)
    on conflict (day, site, place) do update set count = web_visits.count + excluded.count";
const BY_DAY: &str = "select day, sum(count) from web_visits where day >= $1
    group by day order by day";
const ALL: &str = "select sum(count), min(day) from web_visits";

/// Adds counts of day, site and section.
pub(crate) fn add(tx: &mut Tx, counts: &[((Date, String, String), u64)]) -> Result<(), WebError> {
    let rows: Vec<Vec<Value>> = counts
        .iter()
        .map(|((day, site, place), count)| {
            vec![
                day.to_string().into(),
                site.as_str().into(),
                place.as_str().into(),
                (*count).into(),
            ]
        })
        .collect();
    tx.execute_each(ADD, &rows)?;
    Ok(())
}

/// Counts of the days since one, where there are any.
pub(crate) fn by_day(tx: &mut Tx, from: Date) -> Result<Vec<(String, u64)>, WebError> {
    let rows = tx.query(BY_DAY, &[from.to_string().into()])?;
    rows.iter().map(|row| Ok((row.text(0)?.to_owned(), row.count(1)?))).collect()
}

/// The sum of all counts, and the first day.
pub(crate) fn total(tx: &mut Tx) -> Result<(u64, Option<String>), WebError> {
    let rows = tx.query(ALL, &[])?;
    let Some(row) = rows.first() else { return Ok((0, None)) };
    let sum = row.opt_int(0)?.and_then(|sum| u64::try_from(sum).ok()).unwrap_or_default();
    Ok((sum, row.opt_text(1)?.map(str::to_owned)))
}
