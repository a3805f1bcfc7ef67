//! Rows that were refused or held, and what became of them.

use store::{Row, StoreError, Tx, Value};

use crate::batch::Counts;

const FAULTY: &str = "select r.line, r.held, r.cells from intake_rejects r
    where r.batch = $1 and r.line > $2 and not exists
    (select 1 from intake_settlements s where s.batch = r.batch and s.line = r.line)
    order by r.line limit $3";
const HELD: &str = "select r.batch, r.line, r.cells, b.item, b.agency, b.received_at, b.profile
    from intake_rejects r join intake_batches b on b.batch = r.batch
    where r.held = 1 and ($1 = '' or b.agency = $1)
    and (r.batch > $2 or (r.batch = $2 and r.line > $3)) and not exists
    (select 1 from intake_settlements s where s.batch = r.batch and s.line = r.line)
    order by r.batch, r.line limit $4";
const HELD_AT: &str = "select r.batch, r.line, r.cells, b.item, b.agency, b.received_at, b.profile
    from intake_rejects r join intake_batches b on b.batch = r.batch
    where r.held = 1 and r.batch = $1 and r.line = $2 and not exists
    (select 1 from intake_settlements s where s.batch = r.batch and s.line = r.line)";
const WAITING: &str = "select count(*) from intake_rejects r join intake_batches b
    on b.batch = r.batch where r.held = 1 and ($1 = '' or b.agency = $1) and not exists
    (select 1 from intake_settlements s where s.batch = r.batch and s.line = r.line)";
const ONE: &str = "select r.held, r.cells, s.how from intake_rejects r
    left join intake_settlements s on s.batch = r.batch and s.line = r.line
    where r.batch = $1 and r.line = $2";
const SETTLE: &str = "insert into intake_settlements (batch, line, how, at, account, position,
    mended_in) values ($1, $2, $3, $4, $5, $6, $7) on conflict (batch, line) do nothing";
const OPEN: &str = "select item, agency, file_name, reviewed_by, profile, correction, headers,
    received_at, file_digest, bytes, attempt, base from intake_batches where batch = $1";
const MOVE: &str = "update intake_batches set held = held - 1, accepted = accepted + $2,
    duplicates = duplicates + $3, joined = joined + $4, corrected = corrected + $5,
    rejected = rejected + $6, last_position = coalesce($7, last_position) where batch = $1";
const MOVE_MONTH: &str = "update intake_months set held = held - 1, accepted = accepted + $4,
    duplicates = duplicates + $5, corrected = corrected + $6, rejected = rejected + $7
    where agency = $1 and item = $2 and month = $3 and held > 0";
const TALLY: &str = "insert into intake_tallies (batch, rule, count) values ($1, $2, 1)
    on conflict (batch, rule) do update set count = intake_tallies.count + 1";

/// A batch to which rows of it are filed later.
pub(crate) struct Origin {
    pub(crate) item: String,
    pub(crate) agency: String,
    pub(crate) file_name: String,
    pub(crate) reviewed: Option<String>,
    pub(crate) profile: Option<String>,
    pub(crate) correction: bool,
    pub(crate) headers: String,
    pub(crate) received_at: i64,
    pub(crate) file_digest: Vec<u8>,
    pub(crate) bytes: u64,
    pub(crate) attempt: u64,
    pub(crate) base: String,
}

/// A held row: batch, line, sealed cells, item, agency, instant and import profile of its batch.
pub(crate) struct Held {
    pub(crate) batch: String,
    pub(crate) line: u64,
    pub(crate) cells: String,
    pub(crate) item: String,
    pub(crate) agency: String,
    pub(crate) received_at: i64,
    pub(crate) profile: Option<String>,
}

/// The batch of an id.
pub(crate) fn origin(tx: &mut Tx, batch: &str) -> Result<Option<Origin>, StoreError> {
    let row = tx.query_one(OPEN, &[batch.into()])?;
    let text = |row: &Row, column| Ok::<_, StoreError>(row.opt_text(column)?.map(str::to_owned));
    row.map(|row| {
        Ok(Origin {
            item: row.text(0)?.to_owned(),
            agency: row.text(1)?.to_owned(),
            file_name: row.text(2)?.to_owned(),
            reviewed: text(&row, 3)?,
            profile: text(&row, 4)?,
            correction: row.int(5)? != 0,
            headers: row.opt_text(6)?.unwrap_or("[]").to_owned(),
            received_at: row.int(7)?,
            file_digest: row.bytes(8)?.to_vec(),
            bytes: row.count(9)?,
            attempt: row.count(10)?,
            base: row.text(11)?.to_owned(),
        })
    })
    .transpose()
}

/// Rows of a batch that still wait, after a line: line, whether held, sealed cells.
pub(crate) fn faulty(
    tx: &mut Tx,
    batch: &str,
    (after, limit): (i64, usize),
) -> Result<Vec<(u64, bool, String)>, StoreError> {
    let rows = tx.query(FAULTY, &[batch.into(), after.into(), limit.into()])?;
    rows.iter().map(|row| Ok((row.count(0)?, row.int(1)? != 0, row.text(2)?.to_owned()))).collect()
}

/// Held rows that still wait, of an agency (of all, if empty), after a batch and line.
pub(crate) fn held(
    tx: &mut Tx,
    agency: &str,
    (batch, line): (&str, i64),
    limit: usize,
) -> Result<Vec<Held>, StoreError> {
    let params = [agency.into(), batch.into(), line.into(), limit.into()];
    tx.query(HELD, &params)?.iter().map(held_of).collect()
}

/// One held row that still waits.
pub(crate) fn held_at(tx: &mut Tx, batch: &str, line: u64) -> Result<Option<Held>, StoreError> {
    tx.query_one(HELD_AT, &[batch.into(), line.into()])?.as_ref().map(held_of).transpose()
}

fn held_of(row: &Row) -> Result<Held, StoreError> {
    Ok(Held {
        batch: row.text(0)?.to_owned(),
        line: row.count(1)?,
        cells: row.text(2)?.to_owned(),
        item: row.text(3)?.to_owned(),
        agency: row.text(4)?.to_owned(),
        received_at: row.int(5)?,
        profile: row.opt_text(6)?.map(str::to_owned),
    })
}

/// How many held rows of an agency (of all, if empty) still wait.
pub(crate) fn waiting(tx: &mut Tx, agency: &str) -> Result<u64, StoreError> {
    tx.query_one(WAITING, &[agency.into()])?.map_or(Ok(0), |row| row.count(0))
}

/// One row: whether held, sealed cells, what became of it.
pub(crate) fn one(
    tx: &mut Tx,
    batch: &str,
    line: u64,
) -> Result<Option<(bool, String, Option<String>)>, StoreError> {
    let row = tx.query_one(ONE, &[batch.into(), line.into()])?;
    row.map(|row| {
        let how = row.opt_text(2)?.map(str::to_owned);
        Ok((row.int(0)? != 0, row.text(1)?.to_owned(), how))
    })
    .transpose()
}

/// What became of a row.
pub(crate) struct Settlement<'a> {
    pub(crate) batch: &'a str,
    pub(crate) line: u64,
    pub(crate) how: &'a str,
    pub(crate) at: i64,
    pub(crate) account: &'a str,
    pub(crate) position: Option<u64>,
    pub(crate) mended_in: Option<&'a str>,
}

/// Notes what became of a row.
pub(crate) fn settle(tx: &mut Tx, settlement: &Settlement<'_>) -> Result<(), StoreError> {
    let params: Vec<Value> = vec![
        settlement.batch.into(),
        settlement.line.into(),
        settlement.how.into(),
        settlement.at.into(),
        settlement.account.into(),
        settlement.position.into(),
        settlement.mended_in.into(),
    ];
    tx.execute(SETTLE, &params).map(drop)
}

/// Takes one row from the held of its batch and month to what it counts as now.
pub(crate) fn count_anew(
    tx: &mut Tx,
    (batch, agency, item, month): (&str, &str, &str, &str),
    counts: &Counts,
    position: Option<u64>,
) -> Result<(), StoreError> {
    let (accepted, duplicates, corrected) = (counts.accepted, counts.duplicates, counts.corrected);
    let params: Vec<Value> = vec![
        batch.into(),
        accepted.into(),
        duplicates.into(),
        counts.joined.into(),
        corrected.into(),
        counts.rejected.into(),
        position.into(),
    ];
    tx.execute(MOVE, &params)?;
    let params: Vec<Value> = vec![
        agency.into(),
        item.into(),
        month.into(),
        accepted.into(),
        duplicates.into(),
        corrected.into(),
        counts.rejected.into(),
    ];
    tx.execute(MOVE_MONTH, &params)?;
    for rule in counts.rejected_by.keys() {
        tx.execute(TALLY, &[batch.into(), (*rule).into()])?;
    }
    Ok(())
}
