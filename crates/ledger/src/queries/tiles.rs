//! Tiles and checkpoints.

use store::{Engine, Row, StoreError, Tx, Value};

use crate::{Checkpoint, LedgerError, edge::Tile};

/// Keeps two sequencers apart; the number is this room's (`seq`).
const LOCK: &str = "select pg_advisory_xact_lock(1936028928)";
const TILE: &str = "select hashes from ledger_tiles where level = $1 and number = $2";
/// A tile only ever grows: its first hashes stay as they are.
const PUT_TILE: &str = "insert into ledger_tiles (level, number, hashes) values ($1, $2, $3)
    on conflict (level, number) do update set hashes = excluded.hashes";
const LATEST: &str = "select size, note from ledger_checkpoints order by size desc limit 1";
const INSERT_CHECKPOINT: &str = "insert into ledger_checkpoints (size, note) values ($1, $2)";
const CHECKPOINTS: &str = "select size, note from ledger_checkpoints
    where size > $1 order by size limit $2";
const COUNT: &str = "select count(*) from ledger_tiles";

/// Keeps other sequencers away until the transaction ends.
pub(crate) fn lock(tx: &mut Tx) -> Result<(), StoreError> {
    if tx.engine() == Engine::Postgres {
        tx.query(LOCK, &[])?;
    }
    Ok(())
}

/// The hashes of a tile, one after the other.
pub(crate) fn tile(tx: &mut Tx, level: u8, number: u64) -> Result<Option<Vec<u8>>, StoreError> {
    let row = tx.query_one(TILE, &[u32::from(level).into(), number.into()])?;
    row.map(|row| row.bytes(0).map(<[u8]>::to_vec)).transpose()
}

/// Stores tiles; a tile only grows.
pub(crate) fn put(tx: &mut Tx, tiles: &[Tile]) -> Result<(), StoreError> {
    let rows: Vec<Vec<Value>> = tiles
        .iter()
        .map(|tile| {
            let hashes = tile.hashes.concat();
            vec![u32::from(tile.level).into(), tile.number.into(), hashes.into()]
        })
        .collect();
    tx.execute_each(PUT_TILE, &rows).map(drop)
}

/// How many tiles are stored.
pub(crate) fn count(tx: &mut Tx) -> Result<u64, StoreError> {
    tx.query_one(COUNT, &[])?.unwrap_or_default().count(0)
}

/// The newest checkpoint.
pub(crate) fn latest(tx: &mut Tx) -> Result<Option<Checkpoint>, LedgerError> {
    latest_row(tx)?.map(|row| Checkpoint::read(row.text(1)?)).transpose()
}

/// The row of the newest checkpoint: size, note.
pub(crate) fn latest_row(tx: &mut Tx) -> Result<Option<Row>, StoreError> {
    tx.query_one(LATEST, &[])
}

/// Stores a checkpoint.
pub(crate) fn insert_checkpoint(tx: &mut Tx, checkpoint: &Checkpoint) -> Result<(), StoreError> {
    let row = [checkpoint.size.into(), Value::from(&checkpoint.note)];
    tx.execute(INSERT_CHECKPOINT, &row).map(drop)
}

/// Rows of checkpoints above `size`, in their order: size, note.
pub(crate) fn checkpoints(tx: &mut Tx, size: i64, limit: u64) -> Result<Vec<Row>, StoreError> {
    tx.query(CHECKPOINTS, &[size.into(), limit.into()])
}
