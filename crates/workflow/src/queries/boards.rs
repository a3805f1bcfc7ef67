//! What boards and reports read of cases and measures: nothing of what is sealed.

use policy::model::process::Outcome;
use store::{Row, StoreError, Tx};
use vocabulary::Date;

use super::cases::{NEVER, date, outcome, parsed};
use crate::facts::{Kept, Values};

const OF_PROCESS: &str = "select number, item, unit, agency, state, fields, filed_on, closed_on,
      outcome, due_on, amber_on, late
    from workflow_cases where process = $1 and (closed_on = '' or closed_on >= $2)
      and filed_on <= $3";
const MEASURES: &str = "select c.item, m.measure, count(*),
      count(distinct m.subject_id),
      sum(case when m.lifted_on = '' and m.until_on >= $1 then 1 else 0 end),
      sum(case when m.reason = 'repaired' then 1 else 0 end),
      sum(case when m.lifted_on <> '' and m.reason not in ('repaired', 'expired') then 1 else 0 end)
    from workflow_measures m join workflow_cases c on c.number = m.number
    group by c.item, m.measure";
const OBJECTED: &str = "select o.item, m.measure, count(distinct o.number)
    from workflow_measures m join workflow_cases o
      on o.subject_id = m.subject_id and o.digest = m.digest
    where o.process = $1 group by o.item, m.measure";

/// A case as boards see it.
#[derive(Clone, Debug)]
pub(crate) struct Seen {
    pub(crate) number: String,
    pub(crate) item: String,
    /// Agency that has it or had it last, by its id.
    pub(crate) unit: String,
    /// Agency of staff that began it, by its id.
    pub(crate) agency: String,
    pub(crate) state: String,
    pub(crate) values: Values,
    pub(crate) filed_on: Date,
    pub(crate) closed_on: Option<Date>,
    pub(crate) outcome: Option<Outcome>,
    pub(crate) due_on: Option<Date>,
    pub(crate) amber_on: Option<Date>,
    pub(crate) late: bool,
}

impl Seen {
    /// A value that is not sealed.
    pub(crate) fn plain(&self, field: &str) -> Option<&str> {
        match self.values.get(field)? {
            Kept::Plain(value) => Some(value).filter(|value| !value.is_empty()).map(String::as_str),
            Kept::Sealed(_) => None,
        }
    }
}

/// What is counted of a measure of an item.
#[derive(Clone, Debug)]
pub(crate) struct Counted {
    pub(crate) item: String,
    pub(crate) measure: String,
    pub(crate) started: u64,
    pub(crate) subjects: u64,
    pub(crate) lasting: u64,
    pub(crate) repaired: u64,
    pub(crate) otherwise: u64,
}

/// Passes each case of a process that was open on or after `open_on` and began until `until`.
pub(crate) fn each(
    tx: &mut Tx,
    process: &str,
    (open_on, until): (Date, Date),
    mut take: impl FnMut(Seen),
) -> Result<(), StoreError> {
    let params = [process.into(), open_on.to_string().into(), until.to_string().into()];
    tx.stream(OF_PROCESS, &params, |row| {
        take(seen(row)?);
        Ok::<_, StoreError>(())
    })
}

fn seen(row: &Row) -> Result<Seen, StoreError> {
    let text = |column| row.text(column).map(str::to_owned);
    Ok(Seen {
        number: text(0)?,
        item: text(1)?,
        unit: text(2)?,
        agency: text(3)?,
        state: text(4)?,
        values: parsed(row, 5)?,
        filed_on: date(row, 6)?.unwrap_or(NEVER),
        closed_on: if row.text(7)?.is_empty() { None } else { date(row, 7)? },
        outcome: outcome(row.text(8)?),
        due_on: date(row, 9)?,
        amber_on: date(row, 10)?,
        late: row.int(11)? != 0,
    })
}

/// Measures that were applied, by item and measure.
pub(crate) fn measures(tx: &mut Tx, today: Date) -> Result<Vec<Counted>, StoreError> {
    let counted = |row: &Row| {
        Ok(Counted {
            item: row.text(0)?.to_owned(),
            measure: row.text(1)?.to_owned(),
            started: row.count(2)?,
            subjects: row.count(3)?,
            lasting: row.count(4)?,
            repaired: row.count(5)?,
            otherwise: row.count(6)?,
        })
    };
    tx.query(MEASURES, &[today.to_string().into()])?.iter().map(counted).collect()
}

/// How many cases are about an item and a measure.
pub(crate) type Objected = ((String, String), u64);

/// How many cases of a process are about records on which measures rested, by item and measure.
pub(crate) fn objected(tx: &mut Tx, process: &str) -> Result<Vec<Objected>, StoreError> {
    let rows = tx.query(OBJECTED, &[process.into()])?;
    let line = |row: &Row| Ok(((row.text(0)?.to_owned(), row.text(1)?.to_owned()), row.count(2)?));
    rows.iter().map(line).collect()
}
