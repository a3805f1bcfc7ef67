//! Letters of a name as they are compared: without brackets, each with its part and its place.

use crate::{Name, Part, character};

/// A letter of a name.
#[derive(Clone, Copy, Debug)]
pub(super) struct Letter {
    /// The plain character.
    pub sign: char,
    /// The part it belongs to.
    pub part: Part,
    /// Where it stands among [`Name::letters`].
    pub at: usize,
}

/// How two letters meet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Meeting {
    /// They are the same.
    Equal,
    /// They may be read alike.
    Sound,
    /// They look alike.
    Look,
    /// They may be read nearly alike: z and zh, n and ng, n and l.
    Near,
    /// They have nothing in common.
    None,
}

/// How two characters meet.
pub(super) fn meeting(a: char, b: char) -> Meeting {
    if a == b {
        Meeting::Equal
    } else if a.is_ascii_digit() && b.is_ascii_digit() {
        Meeting::None
    } else if character::same_sound(a, b) {
        Meeting::Sound
    } else if character::alike(a, b) {
        Meeting::Look
    } else if character::near_sound(a, b) {
        Meeting::Near
    } else {
        Meeting::None
    }
}

/// The letters of a name, without brackets.
pub(super) fn letters(name: &Name) -> Vec<Letter> {
    name.letters()
        .iter()
        .zip(name.labels())
        .enumerate()
        .filter(|(_, (sign, _))| !matches!(sign, '(' | ')'))
        .map(|(at, (sign, part))| Letter { sign: *sign, part: *part, at })
        .collect()
}

/// Whether two rows are the same, letter by letter.
pub(super) fn equal(a: &[Letter], b: &[Letter]) -> bool {
    a.len() == b.len() && a.iter().zip(b).all(|(a, b)| a.sign == b.sign)
}

/// The letters of some parts, in order.
pub(super) fn of(row: &[Letter], parts: &[Part]) -> Vec<Letter> {
    row.iter().filter(|letter| parts.contains(&letter.part)).copied().collect()
}

/// Whether two rows have the same letters of some parts.
pub(super) fn agree(a: &[Letter], b: &[Letter], parts: &[Part]) -> bool {
    let of = |letter: &&Letter| parts.contains(&letter.part);
    let sign = |letter: &Letter| letter.sign;
    a.iter().filter(of).map(sign).eq(b.iter().filter(of).map(sign))
}

/// The numbers written in a row, as runs of digits, in order.
pub(super) fn numbers(row: &[Letter]) -> impl Iterator<Item = &[Letter]> {
    row.chunk_by(|a, b| a.sign.is_ascii_digit() == b.sign.is_ascii_digit())
        .filter(|run| run.first().is_some_and(|letter| letter.sign.is_ascii_digit()))
}
