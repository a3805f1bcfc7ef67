//! A first glance at a name that comes into question: how many letters it shares, and whether a slip could
//! have made one of the other. Whole numbers only, so that it is the same on every machine.

use crate::character;

/// What was asked, ready to be glanced at beside many names.
pub(super) struct Glance {
    plain: Vec<char>,
    core: Vec<char>,
}

/// The letters of two texts that are the same, of each as many as both have.
fn shared(asked: &[char], given: &str) -> (u32, u32) {
    let mut used: u64 = 0;
    let (mut same, mut length) = (0, 0);
    for letter in given.chars() {
        length += 1;
        let free = |at: usize| used & (1 << at) == 0;
        let at = asked.iter().take(64).enumerate().position(|(at, one)| *one == letter && free(at));
        if let Some(at) = at {
            used |= 1 << at;
            same += 1;
        }
    }
    (same, length)
}

/// How much of two texts is the same, in thousandths.
pub(super) fn likeness(asked: &[char], given: &str) -> u32 {
    let (same, length) = shared(asked, given);
    let whole = asked.len().max(1) as u32 + length;
    2000 * same / whole.max(1)
}

/// How much of what was asked the other text has, in thousandths.
pub(super) fn cover(asked: &[char], given: &str) -> u32 {
    1000 * shared(asked, given).0 / (asked.len().max(1) as u32)
}

impl Glance {
    /// At names beside `plain` with the core `core`.
    pub(super) fn of(plain: &str, core: &str) -> Self {
        Self { plain: plain.chars().collect(), core: core.chars().collect() }
    }

    /// How near a name is, the more the nearer.
    pub(super) fn at(&self, plain: &str, core: &str) -> u32 {
        let whole = likeness(&self.plain, plain) + slip(&self.plain, plain);
        let of_core = likeness(&self.core, core) + slip(&self.core, core);
        whole + of_core
    }
}

/// What one slip counts for: most if the two are equal, less the less a slip explains.
fn slip(asked: &[char], given: &str) -> u32 {
    let mut rest = asked;
    let mut given = given;
    while let (Some((one, later)), Some(other)) = (rest.split_first(), given.chars().next()) {
        if *one != other {
            break;
        }
        rest = later;
        given = given.get(other.len_utf8()..).unwrap_or("");
    }
    while let (Some((one, earlier)), Some(other)) = (rest.split_last(), given.chars().next_back()) {
        if *one != other {
            break;
        }
        rest = earlier;
        given = given.get(..given.len() - other.len_utf8()).unwrap_or("");
    }
    let mut letters = given.chars();
    match (rest, letters.next(), letters.next(), letters.next()) {
        ([], None, _, _) => 900,
        ([], Some(_), None, _) | ([_], None, _, _) => 500,
        ([one], Some(other), None, _) if explained(*one, other) => 600,
        ([one], Some(_), None, _) if one.is_ascii_digit() => 0,
        ([_], Some(_), None, _) => 250,
        ([one, two], Some(a), Some(b), None) if (*one, *two) == (b, a) => 500,
        _ => 0,
    }
}

fn explained(one: char, other: char) -> bool {
    character::alike(one, other) || character::same_sound(one, other)
}
