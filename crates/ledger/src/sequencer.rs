//! The sequencer: folds committed facts into tiles and signs what it has folded.

use jiff::Timestamp;
use store::{Database, Row};
use vocabulary::Position;

use crate::{Checkpoint, LedgerError, Signer, edge::Edge, envelope, merkle, queries};

/// Facts folded under one checkpoint at most, so that a backlog takes flat memory.
const STEP: u64 = 65_536;

/// Folds the log of a database. Several may run, in one process or many.
pub struct Sequencer {
    db: Database,
    signer: Signer,
}

impl Sequencer {
    /// A sequencer that signs with `signer`.
    pub fn new(db: Database, signer: Signer) -> Self {
        Self { db, signer }
    }

    /// Folds all facts that are committed and gives the last checkpoint signed; none if there was
    /// nothing new. A crash at any moment leaves the state before or after a checkpoint.
    pub fn fold(&self) -> Result<Option<Checkpoint>, LedgerError> {
        let mut last = None;
        while let Some(checkpoint) = self.step()? {
            last = Some(checkpoint);
        }
        Ok(last)
    }

    /// Hashes and signs outside of the write transaction, which only stores the result.
    fn step(&self) -> Result<Option<Checkpoint>, LedgerError> {
        let (old, mut edge, facts) = self.db.read(|tx| {
            let old = queries::tiles::latest(tx)?;
            let size = old.as_ref().map_or(0, |old| old.size);
            let edge = Edge::read(tx, size)?;
            let facts = queries::facts::page(tx, size as i64, STEP)?;
            Ok::<_, LedgerError>((old, edge, facts))
        })?;
        if facts.is_empty() && old.is_some() {
            return Ok(None);
        }
        if let Some(old) = &old
            && old.root != edge.root()
        {
            let position = Position(old.size);
            let reason = "the stored tiles do not give the root signed last".to_owned();
            return Err(LedgerError::Fact { position, reason });
        }
        let size = old.as_ref().map_or(0, |old| old.size);
        for (row, position) in facts.iter().zip(size..) {
            edge.add(merkle::leaf(entry(row, position)?.as_bytes()));
        }
        let new = Checkpoint::sign(&self.signer, edge.size(), edge.root())?;
        let mut tiles = edge.take_full();
        tiles.extend(edge.unfinished());
        let stored = self.db.write(|tx| {
            queries::tiles::lock(tx)?;
            if queries::tiles::latest(tx)? != old {
                return Ok::<_, LedgerError>(false);
            }
            queries::tiles::put(tx, &tiles)?;
            queries::tiles::insert_checkpoint(tx, &new)?;
            Ok(true)
        })?;
        // If another sequencer was faster, what it signed holds these facts or will.
        Ok(stored.then_some(new))
    }
}

/// The log entry of a row of `ledger_facts`, which must stand at `position`.
pub(crate) fn entry(row: &Row, position: u64) -> Result<String, LedgerError> {
    let broken = |reason: String| LedgerError::Fact { position: Position(position), reason };
    let found = row.count(0)?;
    if found != position {
        return Err(broken(format!("fact {found} stands in its place")));
    }
    let at = Timestamp::from_microsecond(row.int(1)?).map_err(|error| broken(error.to_string()))?;
    Ok(envelope::entry(row.text(2)?, at, row.bytes(3)?))
}
