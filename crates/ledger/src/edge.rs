//! The right edge of the tree: the last tile of every level.

use store::Tx;

use crate::{
    LedgerError,
    merkle::{self, Hash},
    queries,
    tile::{HEIGHT, WIDTH, split_hashes},
};

/// A tile with its place.
#[derive(Clone)]
pub(crate) struct Tile {
    pub(crate) level: u8,
    pub(crate) number: u64,
    pub(crate) hashes: Vec<Hash>,
}

/// All that is needed to go on adding leaves.
#[derive(Clone, Default)]
pub(crate) struct Edge {
    size: u64,
    levels: Vec<Level>,
    full: Vec<Tile>,
}

/// The tile of a level that is not full yet.
#[derive(Clone)]
struct Level {
    number: u64,
    hashes: Vec<Hash>,
}

impl Edge {
    /// The edge of the stored tree of `size` leaves.
    pub(crate) fn read(tx: &mut Tx, size: u64) -> Result<Self, LedgerError> {
        let mut levels = Vec::new();
        while let Some(all) = size.checked_shr(HEIGHT * levels.len() as u32)
            && all > 0
        {
            let (number, width) = (all / WIDTH, (all % WIDTH) as usize);
            let mut hashes = Vec::new();
            if width > 0 {
                let level = levels.len() as u8;
                hashes =
                    split_hashes(&queries::tiles::tile(tx, level, number)?.unwrap_or_default());
                if hashes.len() < width {
                    let reason = format!("tile {number} of level {level} is missing or too short");
                    return Err(LedgerError::Form { what: "the log", reason });
                }
                hashes.truncate(width);
            }
            levels.push(Level { number, hashes });
        }
        Ok(Self { size, levels, full: Vec::new() })
    }

    pub(crate) fn size(&self) -> u64 {
        self.size
    }

    /// Adds a leaf; tiles that become full give their root to the level above.
    pub(crate) fn add(&mut self, leaf: Hash) {
        self.size += 1;
        let mut carried = leaf;
        for level in 0_u8.. {
            let index = usize::from(level);
            if self.levels.len() == index {
                self.levels.push(Level { number: 0, hashes: Vec::new() });
            }
            let Some(tile) = self.levels.get_mut(index) else { return };
            tile.hashes.push(carried);
            if (tile.hashes.len() as u64) < WIDTH {
                return;
            }
            carried = merkle::root(&tile.hashes);
            let hashes = std::mem::take(&mut tile.hashes);
            self.full.push(Tile { level, number: tile.number, hashes });
            tile.number += 1;
        }
    }

    /// The root: complete subtrees from the smallest, at the right, to the largest.
    pub(crate) fn root(&self) -> Hash {
        let mut right = None;
        for level in &self.levels {
            let mut rest = level.hashes.as_slice();
            while !rest.is_empty() {
                // The lowest bit of the count is the smallest subtree, the one at the right.
                let smallest = 1 << rest.len().trailing_zeros();
                let (left, subtree) = rest.split_at(rest.len() - smallest);
                let hash = merkle::root(subtree);
                right = Some(right.map_or(hash, |right| merkle::node(&hash, &right)));
                rest = left;
            }
        }
        right.unwrap_or_else(merkle::empty)
    }

    /// The tiles that became full since the last call.
    pub(crate) fn take_full(&mut self) -> Vec<Tile> {
        std::mem::take(&mut self.full)
    }

    /// The last tile of every level, where it is not full.
    pub(crate) fn unfinished(&self) -> Vec<Tile> {
        let tiles = (0..).zip(&self.levels).filter(|(_, tile)| !tile.hashes.is_empty());
        tiles
            .map(|(level, tile)| Tile { level, number: tile.number, hashes: tile.hashes.clone() })
            .collect()
    }
}
