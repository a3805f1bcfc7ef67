//! What the log serves to verifiers: checkpoint, tiles, entries, proofs.

use store::Tx;
use vocabulary::Position;

use super::Reader;
use crate::{
    Checkpoint, Inclusion, LedgerError,
    merkle::Hash,
    queries,
    sequencer::entry,
    tile::{TilePath, Tiles, Tree, WIDTH, split_hashes},
};

impl Reader {
    /// The newest signed checkpoint; none before the sequencer first ran.
    pub fn checkpoint(&self) -> Result<Option<Checkpoint>, LedgerError> {
        self.db.glance(queries::tiles::latest)
    }

    /// What stands at a path of C2SP tlog-tiles; none if it is not under a signed checkpoint.
    pub fn resource(&self, path: TilePath) -> Result<Option<Vec<u8>>, LedgerError> {
        match path.level {
            Some(level) => self.tile(level, path.number, path.width),
            None => self.entries(path.number, path.width),
        }
    }

    /// The first `width` hashes (1 to 256) of a tile, 32 bytes each; none if there are fewer.
    pub fn tile(&self, level: u8, number: u64, width: u32) -> Result<Option<Vec<u8>>, LedgerError> {
        let stored = self.db.glance(|tx| queries::tiles::tile(tx, level, number))?;
        // A narrower tile of an older checkpoint is the beginning of the stored one.
        Ok(stored.and_then(|bytes| bytes.get(..width as usize * 32).map(<[u8]>::to_vec)))
    }

    /// The first `width` entries (1 to 256) of a bundle, each after its length in two bytes;
    /// none if one of them is not under a signed checkpoint.
    pub fn entries(&self, number: u64, width: u32) -> Result<Option<Vec<u8>>, LedgerError> {
        let Some(first) = number.checked_mul(WIDTH) else { return Ok(None) };
        self.db.read(|tx| {
            let signed = queries::tiles::latest(tx)?.map_or(0, |checkpoint| checkpoint.size);
            if first.saturating_add(width.into()) > signed {
                return Ok(None);
            }
            let rows = queries::facts::page(tx, first as i64, width.into())?;
            let mut bundle = Vec::with_capacity(rows.len() * 112);
            for (row, position) in rows.iter().zip(first..) {
                let entry = entry(row, position)?;
                bundle.extend((entry.len() as u16).to_be_bytes());
                bundle.extend(entry.as_bytes());
            }
            Ok(Some(bundle))
        })
    }

    /// The proof that the fact at `position` stands under the newest checkpoint.
    pub fn inclusion(&self, position: Position) -> Result<Inclusion, LedgerError> {
        self.db.read(|tx| {
            let not_signed = || LedgerError::NotSigned { position: position.0 };
            let checkpoint = queries::tiles::latest(tx)?.ok_or_else(not_signed)?;
            if position.0 >= checkpoint.size {
                return Err(not_signed());
            }
            let rows = queries::facts::page(tx, position.0 as i64, 1)?;
            let row = rows.first().ok_or(LedgerError::NoFact { position })?;
            let entry = entry(row, position.0)?;
            let path = Tree::new(&mut Stored(tx), checkpoint.size).inclusion(position.0)?;
            Ok(Inclusion { position, entry, path, checkpoint: checkpoint.note })
        })
    }

    /// The path that shows that the tree of `new` entries only adds to that of `old` entries.
    pub fn consistency(&self, old: u64, new: u64) -> Result<Vec<Hash>, LedgerError> {
        self.db.read(|tx| {
            let signed = queries::tiles::latest(tx)?.map_or(0, |checkpoint| checkpoint.size);
            if new > signed || old > new {
                return Err(LedgerError::NotSigned { position: new.max(old) });
            }
            Tree::new(&mut Stored(tx), new).consistency(old)
        })
    }
}

/// The tiles of a database.
struct Stored<'t>(&'t mut Tx);

impl Tiles for Stored<'_> {
    fn hashes(&mut self, level: u8, number: u64, width: u64) -> Result<Vec<Hash>, LedgerError> {
        let bytes = queries::tiles::tile(self.0, level, number)?.unwrap_or_default();
        let mut hashes = split_hashes(&bytes);
        if (hashes.len() as u64) < width {
            let reason = format!("tile {number} of level {level} is missing or too short");
            return Err(LedgerError::Form { what: "the log", reason });
        }
        hashes.truncate(width as usize);
        Ok(hashes)
    }
}
