//! Puts what was found into evidence that a reader can weigh.

use super::finding::{Difference, Finding};
use super::{verdict, weigh};
use crate::{Evidence, Name, Part, Reason, Score, character};

/// How much a part tells, if it agrees.
const TELLS: [(Part, f32); 5] = [
    (Part::Region, 0.15),
    (Part::Brand, 0.45),
    (Part::Industry, 0.2),
    (Part::Form, 0.1),
    (Part::Branch, 0.3),
];

/// The score of two names with these differences.
pub(super) fn score(a: &Name, b: &Name, found: &Finding) -> Score {
    let value = weigh::value(found);
    let mut evidence: Vec<Evidence> =
        found.differences.iter().map(|one| difference(a, b, one)).collect();
    if found.differences.is_empty() {
        evidence.push(whole(a, b));
    } else {
        evidence.extend(agreeing(a, b));
    }
    evidence.sort_by(|x, y| y.weight.abs().total_cmp(&x.weight.abs()));
    Score { value, verdict: verdict(value), evidence }
}

/// A difference, as written.
fn difference(a: &Name, b: &Name, one: &Difference) -> Evidence {
    Evidence {
        part: one.part,
        reason: one.reason,
        left: a.as_written(one.left.0, one.left.1),
        right: b.as_written(one.right.0, one.right.1),
        weight: -one.cost.min(1.0),
    }
}

/// The parts that agree, letter by letter.
fn agreeing(a: &Name, b: &Name) -> impl Iterator<Item = Evidence> {
    let same =
        |(part, _): &(Part, f32)| !a.part(*part).is_empty() && a.part(*part) == b.part(*part);
    TELLS.into_iter().filter(same).map(|(part, weight)| Evidence {
        part,
        reason: Reason::Equal,
        left: a.part(part).to_owned(),
        right: b.part(part).to_owned(),
        weight,
    })
}

/// Why two names are the same but for the way they are written.
fn whole(a: &Name, b: &Name) -> Evidence {
    let (left, right) = (a.written().to_owned(), b.written().to_owned());
    let wide = |text: &str| {
        text.chars().filter(|sign| sign.is_alphanumeric()).map(half).collect::<String>()
    };
    let folded = |text: &str| wide(text).chars().map(character::fold).collect::<String>();
    let reason = if left == right {
        Reason::Equal
    } else if wide(&left) == wide(&right) {
        Reason::Width
    } else if folded(&left) == folded(&right) {
        Reason::Script
    } else {
        Reason::Numeral
    };
    Evidence { part: Part::Whole, reason, left, right, weight: 1.0 }
}

/// A character in half width and upper case.
fn half(sign: char) -> char {
    let sign = match sign {
        '\u{FF01}'..='\u{FF5E}' => char::from_u32(u32::from(sign) - 0xFEE0).unwrap_or(sign),
        _ => sign,
    };
    sign.to_ascii_uppercase()
}
