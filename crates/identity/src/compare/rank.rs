//! How common a character is in the names of organisations.
//!
//! Strangers choose characters that everybody chooses; a slip of the pen puts any character.

use std::sync::LazyLock;

/// Characters up to this rank stand in names everywhere: two of them may be two organisations.
pub(super) const OFTEN: u16 = 120;

/// Characters up to this rank are what brands are made of.
pub(super) const SELDOM: u16 = 300;

/// Characters from this rank on hardly stand in a name.
pub(super) const RARE: u16 = 1200;

/// The rank of a character; the commonest has 0, an unknown one [`u16::MAX`].
pub(super) fn usual(sign: char) -> u16 {
    let index = u32::from(sign).checked_sub(FIRST).and_then(|index| usize::try_from(index).ok());
    index.and_then(|index| RANKS.get(index)).copied().unwrap_or(u16::MAX)
}

const FIRST: u32 = 0x4E00;

static RANKS: LazyLock<Vec<u16>> = LazyLock::new(|| {
    let mut ranks = vec![u16::MAX; 0x5200];
    let lines = include_str!("../../data/ranks.txt").lines().filter(|line| !line.starts_with('#'));
    for (rank, sign) in (0..).zip(lines.flat_map(str::chars)) {
        let index =
            u32::from(sign).checked_sub(FIRST).and_then(|index| usize::try_from(index).ok());
        if let Some(place) = index.and_then(|index| ranks.get_mut(index)) {
            *place = rank;
        }
    }
    ranks
});
