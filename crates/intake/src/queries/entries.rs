//! Single records between their entry and their filing.

use store::{Row, StoreError, Tx, Value};
use vocabulary::Timestamp;

use crate::entry::{EntryLine, EntryState};

const INSERT: &str = "insert into intake_entries (number, agency, item, state, correction,
    entered_by, entered_at, content) values ($1, $2, $3, $4, $5, $6, $7, $8)";
const CHANGE: &str =
    "update intake_entries set state = 'waiting', correction = $2, entered_by = $3,
    entered_at = $4, content = $5, reviewed_by = null, reviewed_at = null, note = null
    where number = $1";
const END: &str = "update intake_entries set state = $2, content = $3, reviewed_by = $4,
    reviewed_at = $5, note = $6, batch = $7 where number = $1";
const ONE: &str = "select number, item, state, entered_by, entered_at, reviewed_by, reviewed_at,
    batch, agency, correction, content, note from intake_entries where number = $1";
const OF_AGENCY: &str = "select number, item, state, entered_by, entered_at, reviewed_by,
    reviewed_at, batch from intake_entries where agency = $1 order by entered_at desc, number desc
    limit $2";

/// An entry as the table has it.
pub(crate) struct Entered {
    pub(crate) line: EntryLine,
    pub(crate) agency: String,
    pub(crate) correction: bool,
    pub(crate) content: Option<String>,
    pub(crate) note: Option<String>,
}

/// How an entry leaves its waiting.
pub(crate) struct End<'e> {
    pub(crate) state: EntryState,
    /// Its values, as far as it keeps them.
    pub(crate) content: Option<String>,
    pub(crate) by: Option<&'e str>,
    pub(crate) at: Option<i64>,
    /// Sealed.
    pub(crate) note: Option<String>,
    pub(crate) batch: Option<&'e str>,
}

/// Writes a new entry.
pub(crate) fn insert(tx: &mut Tx, new: &Entered) -> Result<(), StoreError> {
    let line = &new.line;
    let params: Vec<Value> = vec![
        (&line.number).into(),
        (&new.agency).into(),
        (&line.item).into(),
        line.state.as_str().into(),
        new.correction.into(),
        (&line.entered_by).into(),
        line.entered_at.as_microsecond().into(),
        new.content.clone().into(),
    ];
    tx.execute(INSERT, &params).map(drop)
}

/// Gives an entry that was sent back other values.
pub(crate) fn change(
    tx: &mut Tx,
    number: &str,
    (correction, content): (bool, &str),
    (by, at): (&str, i64),
) -> Result<(), StoreError> {
    let params = [number.into(), correction.into(), by.into(), at.into(), content.into()];
    tx.execute(CHANGE, &params).map(drop)
}

/// Ends the waiting of an entry.
pub(crate) fn end(tx: &mut Tx, number: &str, end: End<'_>) -> Result<(), StoreError> {
    let params: Vec<Value> = vec![
        number.into(),
        end.state.as_str().into(),
        end.content.into(),
        end.by.map(str::to_owned).into(),
        end.at.into(),
        end.note.into(),
        end.batch.map(str::to_owned).into(),
    ];
    tx.execute(END, &params).map(drop)
}

/// The entry of a number.
pub(crate) fn find(tx: &mut Tx, number: &str) -> Result<Option<Entered>, StoreError> {
    let row = tx.query_one(ONE, &[number.into()])?;
    let entered = |row: Row| {
        Ok(Entered {
            line: line(&row)?,
            agency: row.text(8)?.to_owned(),
            correction: row.int(9)? != 0,
            content: row.opt_text(10)?.map(str::to_owned),
            note: row.opt_text(11)?.map(str::to_owned),
        })
    };
    row.map(entered).transpose()
}

/// The latest entries of an agency.
pub(crate) fn of_agency(
    tx: &mut Tx,
    agency: &str,
    limit: u64,
) -> Result<Vec<EntryLine>, StoreError> {
    let rows = tx.query(OF_AGENCY, &[agency.into(), limit.into()])?;
    rows.iter().map(line).collect()
}

fn line(row: &Row) -> Result<EntryLine, StoreError> {
    let odd = |column, wanted| StoreError::Column { column, wanted, found: "something else" };
    let at = |column, value: i64| {
        Timestamp::from_microsecond(value).map_err(|_| odd(column, "an instant"))
    };
    Ok(EntryLine {
        number: row.text(0)?.to_owned(),
        item: row.text(1)?.to_owned(),
        state: EntryState::parse(row.text(2)?).ok_or_else(|| odd(2, "a state"))?,
        entered_by: row.text(3)?.to_owned(),
        entered_at: at(4, row.int(4)?)?,
        reviewed_by: row.opt_text(5)?.map(str::to_owned),
        reviewed_at: row.opt_int(6)?.map(|value| at(6, value)).transpose()?,
        batch: row.opt_text(7)?.map(str::to_owned),
    })
}
