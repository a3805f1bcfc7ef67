//! Recomputes the tree and decides, by what was signed, which side of a difference is at fault.
//!
//! The tree is computed from the facts. Where a stored leaf hash differs from a fact's, a second
//! tree goes on from the stored one. The next signed root tells which of the two is true.

use super::{Fault, Report};
use crate::{
    LedgerError,
    edge::{Edge, Tile},
    merkle::Hash,
    tile::{HEIGHT, WIDTH, split_hashes},
};

/// Differences remembered between two checkpoints; more of them tell nothing new.
const REMEMBERED: usize = 1000;

/// How faults are named: tables of a database, or files of a copy.
pub(super) struct Places {
    /// Where facts stand.
    pub(super) facts: fn(u64) -> String,
    /// Where a tile stands: level, number, and its width now.
    pub(super) tiles: fn(u8, u64, u64) -> String,
}

/// Fetches the bytes of a stored tile: level, number, and how many hashes it must hold.
pub(super) type Fetch<'f> = dyn FnMut(u8, u64, u64) -> Result<Vec<u8>, LedgerError> + 'f;

/// The state of a verification that walks along the facts.
pub(super) struct Audit {
    places: Places,
    /// Leaves that are stored in tiles: the size signed last.
    signed: u64,
    computed: Track,
    stored: Option<Track>,
    /// Positions at which a stored leaf differs.
    different: Vec<u64>,
    leaves: Vec<Hash>,
    settled: u64,
    lost: bool,
}

/// One of the two trees, and the tiles above the leaves that contradict it.
#[derive(Clone, Default)]
struct Track {
    edge: Edge,
    faults: Vec<Fault>,
}

impl Audit {
    pub(super) fn new(places: Places, signed: u64) -> Self {
        Self {
            places,
            signed,
            computed: Track::default(),
            stored: None,
            different: Vec::new(),
            leaves: Vec::new(),
            settled: 0,
            lost: false,
        }
    }

    /// How many leaves were added.
    pub(super) fn size(&self) -> u64 {
        self.computed.edge.size()
    }

    /// Adds the next leaf as computed from its fact; none if the fact is missing.
    pub(super) fn add(
        &mut self,
        computed: Option<Hash>,
        fetch: &mut Fetch<'_>,
        report: &mut Report,
    ) -> Result<(), LedgerError> {
        let position = self.size();
        if position.is_multiple_of(WIDTH) {
            self.leaves = self.fetch_leaves(position / WIDTH, fetch, report)?;
        }
        let stored = self.leaves.get((position % WIDTH) as usize).copied();
        let leaf = computed.or(stored).unwrap_or_default();
        let differs = stored.is_some_and(|stored| stored != leaf);
        if differs {
            if self.different.len() < REMEMBERED {
                self.different.push(position);
            }
            if self.stored.is_none() {
                self.stored = Some(Track { edge: self.computed.edge.clone(), faults: Vec::new() });
            }
        }
        let tiles = (self.places.tiles, self.signed);
        self.computed.add(leaf, tiles, fetch)?;
        if let Some(track) = &mut self.stored {
            track.add(stored.unwrap_or(leaf), tiles, fetch)?;
        }
        Ok(())
    }

    fn fetch_leaves(
        &self,
        number: u64,
        fetch: &mut Fetch<'_>,
        report: &mut Report,
    ) -> Result<Vec<Hash>, LedgerError> {
        let width = self.signed.saturating_sub(number * WIDTH).min(WIDTH);
        if width == 0 {
            return Ok(Vec::new());
        }
        let bytes = fetch(0, number, width)?;
        if bytes.len() as u64 != width * 32 {
            let what = format!("holds {} bytes, not {} hashes", bytes.len(), width);
            report.fault((self.places.tiles)(0, number, width), number * WIDTH, what);
        }
        let mut hashes = split_hashes(&bytes);
        hashes.truncate(width as usize);
        Ok(hashes)
    }

    /// Compares with a root that was signed at this size, and settles all differences before it.
    /// Gives the positions at which the facts turned out to be at fault.
    pub(super) fn settle(&mut self, root: &Hash, report: &mut Report) -> Vec<u64> {
        let different = std::mem::take(&mut self.different);
        let stored = self.stored.take().filter(|track| track.edge.root() == *root);
        let facts_hold = self.computed.edge.root() == *root;
        if facts_hold {
            for position in &different {
                let number = position / WIDTH;
                let width = self.signed.saturating_sub(number * WIDTH).min(WIDTH);
                let what = "a leaf hash is another than was signed";
                report.fault((self.places.tiles)(0, number, width), *position, what);
            }
        } else {
            for position in &different {
                let what = "the fact does not give the leaf hash that was signed";
                report.fault((self.places.facts)(*position), *position, what);
            }
            match stored {
                Some(stored) => self.computed = stored,
                None if self.lost => {}
                None => {
                    let (first, end) = (self.settled, self.size());
                    let what = format!("facts below {end} do not give the root that was signed");
                    report.fault((self.places.facts)(first), first, what);
                    self.lost = true;
                }
            }
        }
        self.computed.faults.drain(..).for_each(|fault| report.add(fault));
        self.settled = self.size();
        if facts_hold { Vec::new() } else { different }
    }

    /// Compares the last tile of each level, and reports what no signed root could decide.
    pub(super) fn finish(
        &mut self,
        fetch: &mut Fetch<'_>,
        report: &mut Report,
    ) -> Result<(), LedgerError> {
        for tile in self.computed.edge.unfinished() {
            if tile.level > 0
                && let Some(fault) = compare(&tile, (self.places.tiles, self.signed), fetch)?
            {
                report.add(fault);
            }
        }
        for position in std::mem::take(&mut self.different) {
            let what = "fact and tile disagree, and no signature tells which is true";
            report.fault((self.places.facts)(position), position, what);
        }
        self.computed.faults.drain(..).for_each(|fault| report.add(fault));
        Ok(())
    }
}

impl Track {
    fn add(
        &mut self,
        leaf: Hash,
        tiles: (fn(u8, u64, u64) -> String, u64),
        fetch: &mut Fetch<'_>,
    ) -> Result<(), LedgerError> {
        self.edge.add(leaf);
        for tile in self.edge.take_full() {
            // Leaves were compared one by one.
            if tile.level > 0 && self.faults.len() < REMEMBERED {
                self.faults.extend(compare(&tile, tiles, fetch)?);
            }
        }
        Ok(())
    }
}

/// Compares a computed tile with the stored one.
fn compare(
    tile: &Tile,
    (place, signed): (fn(u8, u64, u64) -> String, u64),
    fetch: &mut Fetch<'_>,
) -> Result<Option<Fault>, LedgerError> {
    let shift = HEIGHT * u32::from(tile.level);
    let width = (signed >> shift).saturating_sub(tile.number * WIDTH).min(WIDTH);
    if width == 0 {
        return Ok(None);
    }
    let stored = fetch(tile.level, tile.number, width)?;
    let first = (tile.number * WIDTH) << shift;
    let (position, what) = if stored.len() as u64 != width * 32 {
        (first, format!("holds {} bytes, not {width} hashes", stored.len()))
    } else if let Some(index) =
        tile.hashes.iter().zip(split_hashes(&stored)).position(|(a, b)| *a != b)
    {
        (first + ((index as u64) << shift), format!("hash {index} is another than was signed"))
    } else {
        return Ok(None);
    };
    Ok(Some(Fault { place: place(tile.level, tile.number, width), position, what }))
}
