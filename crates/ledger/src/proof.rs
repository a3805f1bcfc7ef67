//! Proofs that anyone can check without the database: inclusion and consistency (RFC 9162, 2.1).

use base64::{Engine as _, engine::general_purpose::STANDARD as BASE64};
use serde::{Deserialize, Serialize};
use vocabulary::Position;

use crate::{
    Checkpoint, LedgerError, Verifiers, envelope,
    merkle::{self, Hash},
};

const HEADER: &str = "c2sp.org/tlog-proof@v1";

/// That an entry stands at its position under a signed checkpoint.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Inclusion {
    /// The entry's position.
    pub position: Position,
    /// The entry: kind, instant and digest of the fact.
    pub entry: String,
    /// Sibling hashes from the leaf to below the root.
    pub path: Vec<Hash>,
    /// The signed checkpoint, word for word.
    pub checkpoint: String,
}

impl Inclusion {
    /// The proof in the form of C2SP tlog-proof; `extra` carries the entry.
    pub fn to_text(&self) -> String {
        let mut text =
            format!("{HEADER}\nextra {}\nindex {}\n", BASE64.encode(&self.entry), self.position.0);
        for hash in &self.path {
            text.push_str(&BASE64.encode(hash));
            text.push('\n');
        }
        text.push('\n');
        text.push_str(&self.checkpoint);
        text
    }

    /// Reads the form that `to_text` writes.
    pub fn parse(text: &str) -> Result<Self, LedgerError> {
        let broken =
            |reason: &str| LedgerError::Form { what: "a proof", reason: reason.to_owned() };
        let (head, checkpoint) =
            text.split_once("\n\n").ok_or_else(|| broken("there is no checkpoint"))?;
        let mut lines = head.lines();
        if lines.next() != Some(HEADER) {
            return Err(broken("the first line is not c2sp.org/tlog-proof@v1"));
        }
        let entry = lines
            .next()
            .and_then(|line| line.strip_prefix("extra "))
            .and_then(|extra| String::from_utf8(BASE64.decode(extra).ok()?).ok())
            .ok_or_else(|| broken("the second line does not carry the entry"))?;
        let position = lines
            .next()
            .and_then(|line| line.strip_prefix("index "))
            .and_then(|index| index.parse().ok())
            .ok_or_else(|| broken("the third line does not give the index"))?;
        let path = lines
            .map(|line| BASE64.decode(line).ok()?.try_into().ok())
            .collect::<Option<_>>()
            .ok_or_else(|| broken("a line of the path is not a hash"))?;
        let checkpoint = checkpoint.to_owned();
        Ok(Self { position: Position(position), entry, path, checkpoint })
    }

    /// Checks signatures and path; gives the checkpoint that vouches for the entry.
    pub fn check(&self, verifiers: &Verifiers) -> Result<Checkpoint, LedgerError> {
        let checkpoint = Checkpoint::open(&self.checkpoint, verifiers)?;
        let leaf = merkle::leaf(self.entry.as_bytes());
        check_inclusion(self.position.0, checkpoint.size, &leaf, &self.path, &checkpoint.root)?;
        Ok(checkpoint)
    }
}

/// What opens the digest of an entry: whoever holds it can show what the fact says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Opening {
    /// The salt, in hexadecimal digits.
    pub salt: String,
    /// The envelope, word for word.
    pub envelope: String,
}

impl Opening {
    /// Checks that the envelope is the one whose digest the entry holds.
    pub fn check(&self, entry: &str) -> Result<(), LedgerError> {
        let failed = |reason: &str| LedgerError::Proof { reason: reason.to_owned() };
        let salt = hex::decode(&self.salt).map_err(|_| failed("the salt is not hexadecimal"))?;
        let stands = envelope::entry_digest(entry);
        if stands == Some(envelope::digest(&salt, &self.envelope)) {
            Ok(())
        } else {
            Err(failed("salt and envelope do not give the digest of the entry"))
        }
    }
}

/// Checks that `leaf` stands at `position` of the tree of `size` leaves with this `root`.
pub fn check_inclusion(
    position: u64,
    size: u64,
    leaf: &Hash,
    path: &[Hash],
    root: &Hash,
) -> Result<(), LedgerError> {
    let failed = |reason: &str| LedgerError::Proof { reason: reason.to_owned() };
    if position >= size {
        return Err(failed("the position lies beyond the checkpoint"));
    }
    let (mut index, mut last, mut hash) = (position, size - 1, *leaf);
    for sibling in path {
        if last == 0 {
            return Err(failed("the path is too long"));
        }
        if index % 2 == 1 || index == last {
            hash = merkle::node(sibling, &hash);
            while index.is_multiple_of(2) && index != 0 {
                index >>= 1;
                last >>= 1;
            }
        } else {
            hash = merkle::node(&hash, sibling);
        }
        index >>= 1;
        last >>= 1;
    }
    if last != 0 {
        return Err(failed("the path is too short"));
    }
    if hash == *root { Ok(()) } else { Err(failed("the path does not lead to the root")) }
}

/// Checks that the tree of `new` leaves only adds to the tree of `old` leaves.
pub fn check_consistency(
    (old, old_root): (u64, &Hash),
    (new, new_root): (u64, &Hash),
    path: &[Hash],
) -> Result<(), LedgerError> {
    let failed = |reason: &str| LedgerError::Proof { reason: reason.to_owned() };
    let plain = |holds: bool| {
        let empty = path.is_empty();
        if holds && empty { Ok(()) } else { Err(failed("the older root is not in the newer tree")) }
    };
    match old {
        _ if old > new => return Err(failed("the older tree is the larger one")),
        0 => return plain(*old_root == merkle::empty()),
        _ if old == new => return plain(old_root == new_root),
        _ => {}
    }
    let (mut index, mut last) = (old - 1, new - 1);
    let shift = index.trailing_ones();
    (index, last) = (index >> shift, last >> shift);
    let mut path = path.iter();
    let start = if old.is_power_of_two() { Some(old_root) } else { path.next() };
    let start = *start.ok_or_else(|| failed("the path is too short"))?;
    let (mut old_hash, mut new_hash) = (start, start);
    for sibling in path {
        if last == 0 {
            return Err(failed("the path is too long"));
        }
        if index % 2 == 1 || index == last {
            old_hash = merkle::node(sibling, &old_hash);
            new_hash = merkle::node(sibling, &new_hash);
            while index.is_multiple_of(2) && index != 0 {
                index >>= 1;
                last >>= 1;
            }
        } else {
            new_hash = merkle::node(&new_hash, sibling);
        }
        index >>= 1;
        last >>= 1;
    }
    if last != 0 {
        return Err(failed("the path is too short"));
    }
    if old_hash == *old_root && new_hash == *new_root {
        Ok(())
    } else {
        Err(failed("the path does not join the two roots"))
    }
}
