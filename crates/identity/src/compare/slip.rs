//! Judges what differs letter by letter: which slips explain it, in which part.

use super::align::{Step, align};
use super::finding::Finding;
use super::letter::{Letter, Meeting, meeting};
use super::common;
use crate::{Part, Reason};

/// A slip that leaves no other name that anybody could bear.
const HARMLESS: f32 = 0.07;
/// A slip.
const SLIP: f32 = 0.10;
/// A slip which may as well be another name.
const DOUBTFUL: f32 = 0.25;
/// No slip, but one of the two is nothing that a name has.
const STRANGE: f32 = 0.4;
/// No slip.
const STRANGER: f32 = 0.6;

/// The differences of two rows of letters.
pub(super) fn slips(a: &[Letter], b: &[Letter]) -> Finding {
    let mut finding = Finding::default();
    let Some(steps) = align(a, b) else {
        finding.add(Part::Whole, Reason::Other, a, b, 1.0);
        return finding;
    };
    let both_miss = steps.iter().any(|step| matches!(step, Step::Left(..)))
        && steps.iter().any(|step| matches!(step, Step::Right(..)));
    for step in &steps {
        match *step {
            Step::Replaced(i, j) => {
                if let (Some(x), Some(y)) = (a.get(i), b.get(j)) {
                    let (part, reason, cost) = replaced(*x, *y);
                    finding.add(part, reason, std::slice::from_ref(x), std::slice::from_ref(y), cost);
                }
            }
            Step::Swapped(i, j) => {
                let (x, y) = (a.get(i..i + 2).unwrap_or(&[]), b.get(j..j + 2).unwrap_or(&[]));
                let (part, reason, cost) = swapped(x, y);
                finding.add(part, reason, x, y, cost);
            }
            Step::Left(from, to) => {
                let (part, reason, cost) = missing(a, from, to, both_miss);
                finding.add(part, reason, a.get(from..to).unwrap_or(&[]), &[], cost);
            }
            Step::Right(from, to) => {
                let (part, reason, cost) = missing(b, from, to, both_miss);
                finding.add(part, reason, &[], b.get(from..to).unwrap_or(&[]), cost);
            }
        }
    }
    finding
}

/// One letter for another.
fn replaced(a: Letter, b: Letter) -> (Part, Reason, f32) {
    if a.sign.is_ascii_digit() && b.sign.is_ascii_digit() {
        return (known(a.part, b.part), Reason::OtherNumber, STRANGER);
    }
    let part = known(a.part, b.part);
    let broken = a.part != b.part && part != Part::Branch;
    let reason = match meeting(a.sign, b.sign) {
        Meeting::Equal => Reason::Equal,
        Meeting::Sound => Reason::Homophone,
        Meeting::Look => Reason::LookAlike,
        Meeting::None => Reason::Other,
    };
    let usual = common::usual(a.sign).max(common::usual(b.sign));
    let cost = match (reason, part) {
        (Reason::Equal, _) => 0.0,
        (Reason::Other, Part::Form) if broken => SLIP,
        (Reason::Other, Part::Region | Part::Industry) if broken => STRANGE,
        (Reason::Other, _) if usual >= common::RARE => STRANGE,
        (Reason::Other, _) => STRANGER,
        (_, _) if broken => HARMLESS,
        (_, Part::Industry) => DOUBTFUL,
        (Reason::LookAlike, Part::Brand | Part::Branch) if usual < common::SELDOM => DOUBTFUL,
        (_, Part::Brand | Part::Branch) if usual < common::OFTEN => DOUBTFUL,
        _ => SLIP,
    };
    (part, reason, cost)
}

/// Two neighbours in the other order.
fn swapped(a: &[Letter], b: &[Letter]) -> (Part, Reason, f32) {
    let part = a.iter().chain(b).map(|letter| letter.part).fold(Part::Brand, known);
    let digits = a.iter().filter(|letter| letter.sign.is_ascii_digit()).count();
    match digits {
        2 => (part, Reason::OtherNumber, STRANGER),
        1 => (part, Reason::Swapped, DOUBTFUL),
        _ => (part, Reason::Swapped, SLIP),
    }
}

/// Letters that one row has and the other has not.
fn missing(row: &[Letter], from: usize, to: usize, both_miss: bool) -> (Part, Reason, f32) {
    let letters = row.get(from..to).unwrap_or(&[]);
    let part = letters.iter().map(|letter| letter.part).reduce(known).unwrap_or(Part::Whole);
    if repeated(row, from, to) {
        return (part, Reason::Doubled, HARMLESS);
    }
    match letters {
        _ if both_miss => (part, Reason::Other, STRANGER / 2.0),
        [one] if one.sign.is_ascii_digit() => (part, Reason::Dropped, DOUBTFUL),
        [one] if TELLING.contains(one.sign) && matches!(part, Part::Brand | Part::Branch) => {
            (part, Reason::Dropped, DOUBTFUL)
        }
        [_] => (part, Reason::Dropped, SLIP),
        _ => {
            let uniform = letters.iter().all(|letter| letter.part == part);
            match part {
                Part::Region if uniform => (part, Reason::Omitted, 0.05),
                Part::Form if uniform => (part, Reason::Omitted, SLIP),
                Part::Industry if uniform => (part, Reason::Omitted, 0.3),
                Part::Branch => (part, Reason::OtherBranch, STRANGER),
                _ => (part, Reason::Other, STRANGER),
            }
        }
    }
}

/// Letters that tell neighbours apart: 历山路 and 历山北路 are two streets.
const TELLING: &str = "东西南北中上下前后左右内外新老大小总分支";

/// Whether the letters `from..to` stand once more just before or behind.
fn repeated(row: &[Letter], from: usize, to: usize) -> bool {
    let length = to - from;
    let same = |other: Option<&[Letter]>| {
        let here = row.get(from..to).unwrap_or(&[]);
        other.is_some_and(|other| super::letter::equal(here, other))
    };
    same(from.checked_sub(length).and_then(|start| row.get(start..from))) || same(row.get(to..to + length))
}

/// Of two parts the one a reader recognises: a slip turns letters of a form, a place or an industry into
/// such of a brand, never the other way.
fn known(a: Part, b: Part) -> Part {
    const RANK: [Part; 5] = [Part::Form, Part::Region, Part::Industry, Part::Branch, Part::Brand];
    RANK.into_iter().find(|part| *part == a || *part == b).unwrap_or(Part::Brand)
}
