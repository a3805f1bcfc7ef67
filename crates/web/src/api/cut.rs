//! What is public, cut into pieces with checksums. Nothing of it is kept but the checksums: each
//! piece is made anew from the gate when it is asked for, so that no file can serve what has left.

use std::sync::{Mutex, TryLockError};

use disclosure::ChangeView;
use sha2::{Digest, Sha256};
use vocabulary::{Date, Position};

use super::wire::SnapshotLine;
use crate::{WebError, site::Site};

/// Records of a piece, about; twice as many are cut in two.
const RECORDS: u32 = 1_000;
/// Pieces cut in one request.
const BUDGET: u32 = 12;

/// How what is public was last cut; each process cuts by itself.
#[derive(Default)]
pub(crate) struct Cutter(Mutex<Cut>);

#[derive(Default)]
struct Cut {
    edition: String,
    /// The position up to which changes were looked at.
    seen: Option<u64>,
    /// Whether the last piece reaches to the end.
    whole: bool,
    pieces: Vec<Piece>,
}

/// A piece: the records from one address on, before another one.
#[derive(Clone, Debug)]
pub(crate) struct Piece {
    /// Where it begins: hexadecimal digits.
    pub(crate) from: String,
    /// Before what it ends; none at the end.
    pub(crate) before: Option<String>,
    /// Records in it.
    pub(crate) records: u64,
    /// Its length.
    pub(crate) bytes: u64,
    /// SHA-256 of it.
    pub(crate) sha256: String,
    /// The day after which something in it leaves by its date.
    until: Option<Date>,
    stale: bool,
}

/// All pieces as they are at one moment.
pub(crate) struct Whole {
    /// The day.
    pub(crate) day: Date,
    /// Under what it was cut.
    pub(crate) edition: String,
    /// The last day on which that is sure to stand.
    pub(crate) holds_until: Option<Date>,
    /// The last change in it.
    pub(crate) position: Option<u64>,
    /// The pieces in the order of addresses.
    pub(crate) pieces: Vec<Piece>,
}

impl Piece {
    fn open(from: String, before: Option<String>) -> Self {
        let sha256 = String::new();
        Self { from, before, records: 0, bytes: 0, sha256, until: None, stale: true }
    }

    /// What it is called: its bounds and its checksum.
    pub(crate) fn name(&self) -> String {
        let end = self.before.as_deref().unwrap_or("end");
        format!("{}-{end}-{}", self.from, self.sha256)
    }

    fn holds(&self, address: &str) -> bool {
        self.from.as_str() <= address && self.before.as_deref().is_none_or(|end| address < end)
    }

    fn take(&mut self, entries: &[ChangeView]) -> Result<(), WebError> {
        let bytes = lines(entries)?;
        self.records = entries.len() as u64;
        self.bytes = bytes.len() as u64;
        self.sha256 = hex::encode(Sha256::digest(&bytes));
        self.until = entries.iter().filter_map(|entry| entry.until).min();
        self.stale = false;
        Ok(())
    }
}

impl Cutter {
    /// Every piece as it is now. Where much has changed this takes several requests:
    /// [`WebError::NotYet`].
    pub(crate) fn whole(&self, site: &Site) -> Result<Whole, WebError> {
        let mut cut = match self.0.try_lock() {
            Ok(cut) => cut,
            Err(TryLockError::Poisoned(broken)) => broken.into_inner(),
            // Somebody else's request is at it.
            Err(TryLockError::WouldBlock) => return Err(WebError::NotYet { seconds: 1 }),
        };
        let mut left = BUDGET;
        loop {
            let moved = site.gate.moved(cut.seen.map(Position))?.into_inner();
            if moved.edition != cut.edition {
                *cut = Cut { edition: moved.edition, ..Cut::default() };
                // Whatever changed before the first cut is in it.
                cut.seen = site.gate.last_change()?;
                continue;
            }
            cut.mark(&moved.addresses, moved.today);
            cut.seen = moved.next;
            if moved.more {
                continue;
            }
            let clean = cut.whole && cut.pieces.iter().all(|piece| !piece.stale);
            if clean {
                return Ok(Whole {
                    day: moved.today,
                    edition: moved.edition,
                    holds_until: moved.holds_until,
                    position: moved.next,
                    pieces: cut.pieces.clone(),
                });
            }
            left = cut.mend(site, left)?;
            if left == 0 {
                return Err(WebError::NotYet { seconds: 1 });
            }
        }
    }
}

impl Cut {
    /// Marks what no longer is as it was cut.
    fn mark(&mut self, moved: &[String], today: Date) {
        for address in moved {
            let at = self.pieces.partition_point(|piece| piece.from.as_str() <= address.as_str());
            let piece = at.checked_sub(1).and_then(|at| self.pieces.get_mut(at));
            if let Some(piece) = piece.filter(|piece| piece.holds(address)) {
                piece.stale = true;
            }
        }
        for piece in &mut self.pieces {
            piece.stale |= piece.until.is_some_and(|until| until < today);
        }
    }

    /// Cuts stale pieces anew, then further ones, as long as the budget lasts; what is left of it.
    fn mend(&mut self, site: &Site, mut left: u32) -> Result<u32, WebError> {
        let mut at = 0;
        while left > 0 {
            let Some(piece) = self.pieces.get_mut(at) else {
                if self.whole {
                    return Ok(left);
                }
                self.further(site)?;
                left -= 1;
                at = self.pieces.len();
                continue;
            };
            if piece.stale {
                let end = piece.before.clone();
                let limit = 2 * RECORDS;
                let found = site.gate.stretch(&piece.from, end.as_deref(), limit)?.into_inner();
                let middle = bound(found.last.as_deref(), found.next.as_deref());
                if middle.is_some() {
                    piece.before.clone_from(&middle);
                }
                piece.take(&found.entries)?;
                if let Some(middle) = middle {
                    self.pieces.insert(at + 1, Piece::open(middle, end));
                }
                left -= 1;
            }
            at += 1;
        }
        Ok(0)
    }

    /// Cuts the next piece.
    fn further(&mut self, site: &Site) -> Result<(), WebError> {
        let last = self.pieces.last().and_then(|last| last.before.clone());
        let from = last.unwrap_or_else(|| "0".to_owned());
        let found = site.gate.stretch(&from, None, RECORDS)?.into_inner();
        let before = bound(found.last.as_deref(), found.next.as_deref());
        self.whole = before.is_none();
        let mut piece = Piece::open(from, before);
        piece.take(&found.entries)?;
        self.pieces.push(piece);
        Ok(())
    }
}

/// The fewest digits that part two addresses.
fn bound(last: Option<&str>, next: Option<&str>) -> Option<String> {
    let (last, next) = (last?, next?);
    let same = last.bytes().zip(next.bytes()).take_while(|(a, b)| a == b).count();
    next.get(..=same).map(str::to_owned)
}

/// A piece by its name, if it is today what it was when it was named so.
pub(crate) fn piece(site: &Site, name: &str) -> Result<Vec<u8>, WebError> {
    let mut parts = name.split('-');
    let (Some(from), Some(end), Some(sum), None) =
        (parts.next(), parts.next(), parts.next(), parts.next())
    else {
        return Err(WebError::Missing);
    };
    if sum.len() != 64 || !sum.bytes().all(|b| b.is_ascii_hexdigit()) {
        return Err(WebError::Missing);
    }
    let before = (end != "end").then_some(end);
    let found = site.gate.stretch(from, before, 2 * RECORDS).map_err(|_| WebError::Missing)?;
    let bytes = lines(&found.entries)?;
    let same = found.next.is_none() && hex::encode(Sha256::digest(&bytes)) == sum;
    if same { Ok(bytes) } else { Err(WebError::Gone) }
}

/// The records as JSON Lines.
fn lines(entries: &[ChangeView]) -> Result<Vec<u8>, WebError> {
    let mut bytes = Vec::new();
    for line in entries.iter().filter_map(SnapshotLine::of) {
        serde_json::to_writer(&mut bytes, &line)
            .map_err(|error| WebError::Machine(format!("a line was not written: {error}")))?;
        bytes.push(b'\n');
    }
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_fewest_digits_part_two_addresses() {
        let part = |last, next| bound(Some(last), Some(next)).unwrap();
        assert_eq!(part("3f9a", "3fa0"), "3fa");
        assert_eq!(part("0aaa", "f000"), "f");
        assert_eq!(bound(Some("0a"), None), None);
    }

    #[test]
    fn a_change_makes_the_one_piece_stale_that_holds_it() {
        let piece = |from: &str, end: Option<&str>| Piece {
            stale: false,
            ..Piece::open(from.to_owned(), end.map(str::to_owned))
        };
        let pieces = vec![piece("0", Some("3fa")), piece("3fa", Some("c")), piece("c", None)];
        let mut cut = Cut { pieces, ..Cut::default() };
        let stale = |cut: &Cut| cut.pieces.iter().map(|one| one.stale).collect::<Vec<_>>();
        let today = vocabulary::Date::constant(2026, 11, 20);
        cut.mark(&["3f9fff".to_owned()], today);
        assert_eq!(stale(&cut), [true, false, false]);
        cut.mark(&["3fa000".to_owned(), "ffff".to_owned()], today);
        assert_eq!(stale(&cut), [true, true, true]);
    }
}
