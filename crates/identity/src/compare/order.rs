//! Names whose words stand in another order.

use super::align::ends_alike;
use super::letter::{Letter, equal};

/// How many pieces may have moved.
const PIECES: usize = 4;

/// Whether two rows of the same letters differ only by the order of pieces of two letters and more.
pub(super) fn moved(a: &[Letter], b: &[Letter]) -> bool {
    let sum =
        |row: &[Letter]| row.iter().fold(0u32, |sum, letter| sum.wrapping_add(letter.sign.into()));
    if a.len() != b.len() || a.len() < 4 || sum(a) != sum(b) || signs(a) != signs(b) {
        return false;
    }
    let (front, back) = ends_alike(a, b);
    let middle = a.get(front..a.len() - back).unwrap_or(&[]);
    let other = b.get(front..b.len() - back).unwrap_or(&[]);
    (2..middle.len().saturating_sub(1)).any(|cut| turned(middle, other, cut)) || pieces(a, b)
}

/// Whether `other` is `row` with its first `cut` letters behind the others.
fn turned(row: &[Letter], other: &[Letter], cut: usize) -> bool {
    let (Some((head, tail)), Some((first, rest))) =
        (row.split_at_checked(cut), other.split_at_checked(row.len() - cut))
    else {
        return false;
    };
    equal(head, rest) && equal(tail, first)
}

/// Whether `b` is made of pieces of `a`, each of two letters and more.
fn pieces(a: &[Letter], b: &[Letter]) -> bool {
    let mut free = vec![true; a.len()];
    let (mut at, mut count) = (0, 0);
    while at < b.len() {
        let rest = b.get(at..).unwrap_or(&[]);
        let longest = (0..a.len())
            .map(|from| {
                let same = a.iter().zip(&free).skip(from).zip(rest);
                (same.take_while(|((x, free), y)| **free && x.sign == y.sign).count(), from)
            })
            .max_by_key(|(length, from)| (*length, usize::MAX - from));
        let Some((length, from)) = longest.filter(|(length, _)| *length >= 2) else { return false };
        free.iter_mut().skip(from).take(length).for_each(|free| *free = false);
        (at, count) = (at + length, count + 1);
        if count > PIECES {
            return false;
        }
    }
    true
}

/// The characters, sorted.
fn signs(row: &[Letter]) -> Vec<char> {
    let mut signs: Vec<char> = row.iter().map(|letter| letter.sign).collect();
    signs.sort_unstable();
    signs
}
