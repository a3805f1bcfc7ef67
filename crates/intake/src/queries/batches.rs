//! Batches, their tallies, faults and rejected rows.

use store::{Row, StoreError, Tx, Value};

use crate::{
    batch::{Columns, Context, Counts},
    fault::Fault,
};

const LATEST: &str = "select attempt, state, rows_done from intake_batches
    where base = $1 order by attempt desc limit 1";
const OPEN: &str = "insert into intake_batches (batch, base, attempt, agency, item, file_name,
    file_digest, bytes, channel, sent_by, reviewed_by, correction, policy, received_at,
    state, dropped, rows_done, accepted, duplicates, joined, corrected, rejected, held, warnings)
    values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, 'open', '[]',
    0, 0, 0, 0, 0, 0, 0, 0)";
const CURSOR: &str = "select state, rows_done from intake_batches where batch = $1";
const COLUMNS: &str =
    "update intake_batches set headers = $2, dropped = $3, profile = $4 where batch = $1";
const ADVANCE: &str = "update intake_batches set rows_done = rows_done + $2,
    accepted = accepted + $3, duplicates = duplicates + $4, joined = joined + $5,
    corrected = corrected + $6, rejected = rejected + $7, held = held + $8,
    warnings = warnings + $9, first_position = coalesce(first_position, $10),
    last_position = coalesce($11, last_position) where batch = $1";
const COMPLETE: &str = "update intake_batches set state = 'done', completed_at = $2
    where batch = $1";
const BREAK: &str = "update intake_batches set state = 'broken', completed_at = $2,
    broken_because = $3 where batch = $1 and state = 'open'";
const BATCH: &str = "select batch, item, agency, state, rows_done, accepted, duplicates, joined,
    corrected, rejected, held, warnings, dropped, first_position, last_position
    from intake_batches where batch = $1";
const HEADERS: &str = "select headers from intake_batches where batch = $1";
const TALLY: &str = "insert into intake_tallies (batch, rule, count) values ($1, $2, $3)
    on conflict (batch, rule) do update set count = intake_tallies.count + excluded.count";
const TALLIES: &str = "select rule, count from intake_tallies where batch = $1";
const FAULT: &str = "insert into intake_faults (batch, line, number, field, label, rule, detail,
    value, advice) values ($1, $2, $3, $4, $5, $6, $7, $8, $9)";
const FAULTS: &str = "select field, label, rule, detail, value, advice from intake_faults
    where batch = $1 and line = $2 order by number";
const NAMED: &str = "select line, detail, value, advice from intake_faults
    where batch = $1 and rule = 'R-309' and line > $2 order by line limit $3";
const LAW_OF: &str = "select detail from intake_faults
    where batch = $1 and line = $2 and rule in ('R-309', 'R-310', 'R-311') order by number";
const REJECT: &str = "insert into intake_rejects (batch, line, held, cells)
    values ($1, $2, $3, $4)";
const REJECTS: &str = "select line, cells from intake_rejects
    where batch = $1 and line > $2 order by line limit 500";
const RECENT: &str =
    "select batch, file_name, item, agency, received_at, state, rows_done, rejected
    from intake_batches where ($1 = '' or agency = $1) order by received_at desc, batch limit $2";

/// The latest reading of a file: attempt, state, rows done.
pub(crate) fn latest(tx: &mut Tx, base: &str) -> Result<Option<(u64, String, u64)>, StoreError> {
    let row = tx.query_one(LATEST, &[base.into()])?;
    row.map(|row| Ok((row.count(0)?, row.text(1)?.to_owned(), row.count(2)?))).transpose()
}

/// Opens a batch.
pub(crate) fn open(tx: &mut Tx, context: &Context, at: i64) -> Result<(), StoreError> {
    let sent = &context.submission;
    let params: Vec<Value> = vec![
        (&context.batch).into(),
        (&context.base).into(),
        context.attempt.into(),
        (&context.agency).into(),
        (&sent.item).into(),
        (&sent.file_name).into(),
        (&context.file_digest).into(),
        context.bytes.into(),
        sent.channel.as_str().into(),
        (&sent.by).into(),
        sent.reviewed.clone().into(),
        sent.correction.into(),
        (&context.policy).into(),
        at.into(),
    ];
    tx.execute(OPEN, &params).map(drop)
}

/// State and rows done of a batch.
pub(crate) fn cursor(tx: &mut Tx, batch: &str) -> Result<Option<(String, u64)>, StoreError> {
    let row = tx.query_one(CURSOR, &[batch.into()])?;
    row.map(|row| Ok((row.text(0)?.to_owned(), row.count(1)?))).transpose()
}

/// Notes the columns of a batch.
pub(crate) fn columns(tx: &mut Tx, batch: &str, columns: &Columns) -> Result<(), StoreError> {
    let profile = columns.profile.clone().into();
    let params = [batch.into(), (&columns.headers).into(), (&columns.dropped).into(), profile];
    tx.execute(COLUMNS, &params).map(drop)
}

/// Adds a chunk's counts and positions to its batch.
pub(crate) fn advance(
    tx: &mut Tx,
    batch: &str,
    counts: &Counts,
    positions: Option<(u64, u64)>,
) -> Result<(), StoreError> {
    let params: Vec<Value> = vec![
        batch.into(),
        counts.received.into(),
        counts.accepted.into(),
        counts.duplicates.into(),
        counts.joined.into(),
        counts.corrected.into(),
        counts.rejected.into(),
        counts.held.into(),
        counts.warnings.into(),
        positions.map(|(first, _)| first).into(),
        positions.map(|(_, last)| last).into(),
    ];
    tx.execute(ADVANCE, &params)?;
    let tallies = counts.rejected_by.iter().chain(&counts.cleansed_by);
    let params: Vec<Vec<Value>> =
        tallies.map(|(rule, count)| vec![batch.into(), (*rule).into(), (*count).into()]).collect();
    tx.execute_each(TALLY, &params).map(drop)
}

/// Closes a batch that was read to its end.
pub(crate) fn complete(tx: &mut Tx, batch: &str, at: i64) -> Result<(), StoreError> {
    tx.execute(COMPLETE, &[batch.into(), at.into()]).map(drop)
}

/// Closes a batch whose file could not be read to its end.
pub(crate) fn break_off(tx: &mut Tx, batch: &str, at: i64, why: &str) -> Result<(), StoreError> {
    tx.execute(BREAK, &[batch.into(), at.into(), why.into()]).map(drop)
}

/// A batch's row: see `batch::receipt`.
pub(crate) fn batch(tx: &mut Tx, batch: &str) -> Result<Option<Row>, StoreError> {
    tx.query_one(BATCH, &[batch.into()])
}

/// The headers of a batch's file, JSON list.
pub(crate) fn headers(tx: &mut Tx, batch: &str) -> Result<Option<String>, StoreError> {
    let row = tx.query_one(HEADERS, &[batch.into()])?;
    row.map(|row| Ok(row.opt_text(0)?.unwrap_or("[]").to_owned())).transpose()
}

/// How often each rule was met.
pub(crate) fn tallies(tx: &mut Tx, batch: &str) -> Result<Vec<(String, u64)>, StoreError> {
    let rows = tx.query(TALLIES, &[batch.into()])?;
    rows.iter().map(|row| Ok((row.text(0)?.to_owned(), row.count(1)?))).collect()
}

/// Writes the faults of rows: line and faults.
pub(crate) fn faults(
    tx: &mut Tx,
    batch: &str,
    rows: &[(u64, Vec<Fault>)],
) -> Result<(), StoreError> {
    let params: Vec<Vec<Value>> = rows
        .iter()
        .flat_map(|(line, faults)| {
            faults.iter().enumerate().map(move |(number, fault)| {
                vec![
                    batch.into(),
                    (*line).into(),
                    number.into(),
                    fault.field.clone().into(),
                    fault.label.clone().into(),
                    fault.rule.code.into(),
                    fault.detail.clone().into(),
                    (&fault.value).into(),
                    (&fault.advice).into(),
                ]
            })
        })
        .collect();
    tx.execute_each(FAULT, &params).map(drop)
}

/// The faults of one row: field, label, rule, detail, value, advice.
pub(crate) fn faults_of(tx: &mut Tx, batch: &str, line: u64) -> Result<Vec<Row>, StoreError> {
    tx.query(FAULTS, &[batch.into(), line.into()])
}

/// Rows of a batch that were taken by name, after a line: line, rule of the packs, name, advice.
pub(crate) fn named(
    tx: &mut Tx,
    batch: &str,
    (after, limit): (i64, usize),
) -> Result<Vec<Row>, StoreError> {
    tx.query(NAMED, &[batch.into(), after.into(), limit.into()])
}

/// The rule of the packs by which a row was resolved or held.
pub(crate) fn law_of(tx: &mut Tx, batch: &str, line: u64) -> Result<Option<String>, StoreError> {
    let row = tx.query_one(LAW_OF, &[batch.into(), line.into()])?;
    row.map_or(Ok(None), |row| Ok(row.opt_text(0)?.map(str::to_owned)))
}

/// Keeps rows that were not taken: line, whether held, sealed cells.
pub(crate) fn rejects(
    tx: &mut Tx,
    batch: &str,
    rows: &[(u64, bool, String)],
) -> Result<(), StoreError> {
    let params = rows.iter().map(|(line, held, cells)| {
        vec![batch.into(), (*line).into(), (*held).into(), cells.into()]
    });
    tx.execute_each(REJECT, &params.collect::<Vec<_>>()).map(drop)
}

/// The next rows that were not taken, after a line: line, sealed cells.
pub(crate) fn rejects_after(
    tx: &mut Tx,
    batch: &str,
    line: i64,
) -> Result<Vec<(u64, String)>, StoreError> {
    let rows = tx.query(REJECTS, &[batch.into(), line.into()])?;
    rows.iter().map(|row| Ok((row.count(0)?, row.text(1)?.to_owned()))).collect()
}

/// The latest batches of an agency (or of all, if empty): see `model::BatchLine`.
pub(crate) fn recent(tx: &mut Tx, agency: &str, limit: u64) -> Result<Vec<Row>, StoreError> {
    tx.query(RECENT, &[agency.into(), limit.into()])
}
