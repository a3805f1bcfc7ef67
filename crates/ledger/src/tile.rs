//! Tiles of C2SP tlog-tiles: 256 consecutive hashes of one level, and the paths they are served at.

use std::collections::HashMap;

use crate::{
    LedgerError,
    merkle::{self, Hash},
};

/// Hashes in a full tile.
pub const WIDTH: u64 = 256;
/// Tree levels in a tile.
pub const HEIGHT: u32 = 8;
/// The highest tile level a log of 2⁶³ entries can have.
const LEVELS: u8 = 8;

/// What a path under `tile/` names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct TilePath {
    /// The tile's level; none for a bundle of entries.
    pub level: Option<u8>,
    /// Its number within the level, from 0.
    pub number: u64,
    /// How many hashes or entries it holds: 1 to 256.
    pub width: u32,
}

impl TilePath {
    /// Reads `tile/<level or entries>/<number>[.p/<width>]`; none if it is not in that form.
    pub fn parse(path: &str) -> Option<Self> {
        let (level, rest) = path.strip_prefix("tile/")?.split_once('/')?;
        let level = match level {
            "entries" => None,
            digits => Some(plain_number(digits).filter(|level| *level < 64)? as u8),
        };
        let (number, width) = match rest.split_once(".p/") {
            Some((number, width)) => {
                let width = plain_number(width).filter(|width| (1..WIDTH).contains(width))?;
                (number, width as u32)
            }
            None => (rest, WIDTH as u32),
        };
        let mut value = 0_u64;
        let mut parts = number.split('/').peekable();
        while let Some(part) = parts.next() {
            let digits = if parts.peek().is_some() { part.strip_prefix('x')? } else { part };
            if digits.len() != 3 || !digits.bytes().all(|digit| digit.is_ascii_digit()) {
                return None;
            }
            value = value.checked_mul(1000)?.checked_add(digits.parse().ok()?)?;
        }
        let tile = Self { level, number: value, width };
        (tile.to_string() == path).then_some(tile)
    }

    /// The tiles of a tree of `size` leaves: its bundles of entries, then every level.
    pub fn all(size: u64) -> impl Iterator<Item = Self> {
        let levels = std::iter::once(None).chain((0..LEVELS).map(Some));
        levels.flat_map(move |level| {
            let hashes = size >> (HEIGHT * u32::from(level.unwrap_or(0)));
            (0..hashes.div_ceil(WIDTH)).map(move |number| {
                let width = (hashes - number * WIDTH).min(WIDTH) as u32;
                Self { level, number, width }
            })
        })
    }
}

fn plain_number(digits: &str) -> Option<u64> {
    let plain = digits == "0" || !digits.starts_with('0');
    (plain && digits.bytes().all(|digit| digit.is_ascii_digit())).then(|| digits.parse().ok())?
}

impl std::fmt::Display for TilePath {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self.level {
            Some(level) => write!(f, "tile/{level}/")?,
            None => f.write_str("tile/entries/")?,
        }
        let digits = format!("{:03}", self.number);
        let padded = format!("{}{digits}", "0".repeat((3 - digits.len() % 3) % 3));
        let last = padded.len() - 3;
        for start in (0..last).step_by(3) {
            write!(f, "x{}/", padded.get(start..start + 3).unwrap_or_default())?;
        }
        f.write_str(padded.get(last..).unwrap_or_default())?;
        if u64::from(self.width) < WIDTH { write!(f, ".p/{}", self.width) } else { Ok(()) }
    }
}

/// Where the hashes of tiles come from: a database, or a folder.
pub trait Tiles {
    /// The first `width` hashes of a tile, or an error if there are fewer.
    fn hashes(&mut self, level: u8, number: u64, width: u64) -> Result<Vec<Hash>, LedgerError>;
}

/// A tree of `size` leaves over tiles; each tile is fetched once.
pub struct Tree<'t> {
    tiles: &'t mut dyn Tiles,
    size: u64,
    known: HashMap<(u8, u64), Vec<Hash>>,
}

impl<'t> Tree<'t> {
    /// The tree that the first `size` entries make.
    pub fn new(tiles: &'t mut dyn Tiles, size: u64) -> Self {
        Self { tiles, size, known: HashMap::new() }
    }

    /// The root hash.
    pub fn root(&mut self) -> Result<Hash, LedgerError> {
        if self.size == 0 { Ok(merkle::empty()) } else { self.range(0, self.size) }
    }

    /// The inclusion path of the leaf at `position` (RFC 6962, 2.1.1): from its sibling upwards.
    pub fn inclusion(&mut self, position: u64) -> Result<Vec<Hash>, LedgerError> {
        let (mut low, mut high) = (0, self.size);
        let mut path = Vec::new();
        while high - low > 1 {
            let middle = low + merkle::split(high - low);
            if position < middle {
                path.push(self.range(middle, high)?);
                high = middle;
            } else {
                path.push(self.range(low, middle)?);
                low = middle;
            }
        }
        path.reverse();
        Ok(path)
    }

    /// The consistency path from the tree of the first `old` leaves (RFC 6962, 2.1.2).
    pub fn consistency(&mut self, old: u64) -> Result<Vec<Hash>, LedgerError> {
        let mut path = Vec::new();
        if old == 0 || old == self.size {
            return Ok(path);
        }
        let (mut low, mut high) = (0, self.size);
        while old != high {
            let middle = low + merkle::split(high - low);
            if old <= middle {
                path.push(self.range(middle, high)?);
                high = middle;
            } else {
                path.push(self.range(low, middle)?);
                low = middle;
            }
        }
        if low > 0 {
            path.push(self.range(low, high)?);
        }
        path.reverse();
        Ok(path)
    }

    /// The hash over the leaves `low..high`, which start at a multiple of a power of two ≥ their count.
    fn range(&mut self, low: u64, high: u64) -> Result<Hash, LedgerError> {
        let count = high - low;
        if count.is_power_of_two() {
            return self.complete(count.ilog2(), low >> count.ilog2());
        }
        let middle = low + merkle::split(count);
        Ok(merkle::node(&self.range(low, middle)?, &self.range(middle, high)?))
    }

    /// The root of the complete subtree of 2^`height` leaves, the `index`-th of its height.
    fn complete(&mut self, height: u32, index: u64) -> Result<Hash, LedgerError> {
        let level = (height / HEIGHT) as u8;
        let count = 1 << (height % HEIGHT);
        let first = index * count;
        let number = first / WIDTH;
        let hashes = self.tile(level, number)?;
        let start = (first % WIDTH) as usize;
        let found = hashes.get(start..start + count as usize).ok_or(LedgerError::Form {
            what: "a tile",
            reason: format!("tile/{level} number {number} is too short"),
        })?;
        Ok(merkle::root(found))
    }

    fn tile(&mut self, level: u8, number: u64) -> Result<&[Hash], LedgerError> {
        if !self.known.contains_key(&(level, number)) {
            let all = self.size >> (HEIGHT * u32::from(level));
            let width = all.saturating_sub(number * WIDTH).min(WIDTH);
            let hashes = self.tiles.hashes(level, number, width)?;
            self.known.insert((level, number), hashes);
        }
        Ok(self.known.get(&(level, number)).map_or(&[], Vec::as_slice))
    }
}

/// The hashes that a stored tile holds.
pub fn split_hashes(bytes: &[u8]) -> Vec<Hash> {
    bytes.as_chunks::<32>().0.to_vec()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_read_back_and_only_in_their_one_form() {
        for (level, number, width, path) in [
            (Some(0), 0, 256, "tile/0/000"),
            (Some(1), 5, 17, "tile/1/005.p/17"),
            (None, 1_234_067, 256, "tile/entries/x001/x234/067"),
            (Some(63), 1000, 1, "tile/63/x001/000.p/1"),
        ] {
            let tile = TilePath { level, number, width };
            assert_eq!(tile.to_string(), path);
            assert_eq!(TilePath::parse(path), Some(tile));
        }
        for path in [
            "tile/00/000",
            "tile/0/0",
            "tile/0/x000/001",
            "tile/0/000.p/0",
            "tile/0/000.p/256",
            "tile/0/000.p/01",
            "tile/64/000",
            "tile/0/001/002",
            "tile/-1/000",
            "tile/0/+01",
            "tile/0/x18446744073709551616/000",
            "checkpoint",
            "tile/entries/",
        ] {
            assert_eq!(TilePath::parse(path), None, "{path}");
        }
    }

    #[test]
    fn a_tree_of_70_000_has_the_tiles_of_the_specification() {
        let all: Vec<String> = TilePath::all(70_000).map(|tile| tile.to_string()).collect();
        let level = |prefix: &str| all.iter().filter(|path| path.starts_with(prefix)).count();
        assert_eq!((level("tile/0/"), level("tile/1/"), level("tile/2/")), (274, 2, 1));
        assert_eq!((level("tile/entries/"), level("tile/3/")), (274, 0));
        for partial in ["tile/0/273.p/112", "tile/1/001.p/17", "tile/2/000.p/1"] {
            assert!(all.iter().any(|path| path == partial), "{partial}");
        }
    }
}
