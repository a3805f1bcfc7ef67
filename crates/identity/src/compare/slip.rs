//! Judges what differs letter by letter: which slips explain it, in which part.

use super::align::{Step, align, ends_alike};
use super::finding::Finding;
use super::letter::{Letter, Meeting, meeting};
use super::rank;
use crate::{Part, Reason, place};

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

/// How many letters the name of a place has that no table knows.
const LONGEST_PLACE: usize = 4;

/// The differences of two rows of letters.
pub(super) fn slips(a: &[Letter], b: &[Letter]) -> Finding {
    let mut finding = Finding::default();
    let Some(steps) = align(a, b) else {
        let (front, back) = ends_alike(a, b);
        let (a, b) = (run(a, front, a.len() - back), run(b, front, b.len() - back));
        let part = a
            .iter()
            .chain(b)
            .map(|letter| letter.part)
            .reduce(|x, y| if x == y { x } else { Part::Brand });
        finding.add(part.unwrap_or(Part::Whole), Reason::Other, a, b, 1.0);
        return finding;
    };
    let both_miss = steps.iter().any(|step| matches!(step, Step::Left(..)))
        && steps.iter().any(|step| matches!(step, Step::Right(..)));
    for step in &steps {
        let (part, reason, cost) = match *step {
            Step::Replaced(i, j) => replaced((a, i), (b, j), steps.len() == 1),
            Step::Swapped(i, j) => swapped(run(a, i, i + 2), run(b, j, j + 2)),
            Step::Left(from, to) => missing(a, from, to, both_miss),
            Step::Right(from, to) => missing(b, from, to, both_miss),
        };
        let (left, right) = match *step {
            Step::Replaced(i, j) => (run(a, i, i + 1), run(b, j, j + 1)),
            Step::Swapped(i, j) => (run(a, i, i + 2), run(b, j, j + 2)),
            Step::Left(from, to) => (run(a, from, to), run(b, 0, 0)),
            Step::Right(from, to) => (run(a, 0, 0), run(b, from, to)),
        };
        finding.add(part, reason, left, right, cost);
    }
    finding
}

/// The letters `from..to` of a row.
fn run(row: &[Letter], from: usize, to: usize) -> &[Letter] {
    row.get(from..to).unwrap_or(&[])
}

/// One letter for another, and whether nothing else differs.
fn replaced(
    left: (&[Letter], usize),
    right: (&[Letter], usize),
    alone: bool,
) -> (Part, Reason, f32) {
    let (Some(a), Some(b)) = (left.0.get(left.1), right.0.get(right.1)) else {
        return (Part::Whole, Reason::Other, STRANGER);
    };
    let part = known(a.part, b.part);
    if is_number(a.sign) && is_number(b.sign) {
        return (part, Reason::OtherNumber, STRANGER);
    }
    let broken = a.part != b.part && part != Part::Branch;
    let meeting = meeting(a.sign, b.sign);
    let reason = match meeting {
        Meeting::Equal => Reason::Equal,
        Meeting::Sound | Meeting::Near => Reason::Homophone,
        Meeting::Look => Reason::LookAlike,
        Meeting::None => Reason::Other,
    };
    let usual = rank::usual(a.sign).max(rank::usual(b.sign));
    let cost = match (reason, part) {
        (Reason::Equal, _) => 0.0,
        (Reason::Other, Part::Form) if broken && alone && (inner(left) || inner(right)) => SLIP,
        (Reason::Other, Part::Form | Part::Region | Part::Industry) if broken => STRANGE,
        (Reason::Other, _) if usual >= rank::RARE => STRANGE,
        (Reason::Other, _) => STRANGER,
        (_, _) if broken => HARMLESS,
        (_, Part::Industry) => DOUBTFUL,
        _ if meeting == Meeting::Near => DOUBTFUL,
        (Reason::LookAlike, Part::Brand | Part::Branch) if usual < rank::SELDOM => DOUBTFUL,
        (_, Part::Brand | Part::Branch) if usual < rank::OFTEN => DOUBTFUL,
        _ => SLIP,
    };
    (part, reason, cost)
}

/// Whether a letter is a digit, or a word of a number that stayed one.
fn is_number(sign: char) -> bool {
    sign.is_ascii_digit() || "一二三四五六七八九十".contains(sign)
}

/// Whether a letter is of a form, and not its first: another one there makes no other form.
fn inner((row, at): (&[Letter], usize)) -> bool {
    let form = |at: usize| row.get(at).is_some_and(|letter| letter.part == Part::Form);
    at > 0 && form(at) && form(at - 1)
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
        [one]
            if TELLING.contains(one.sign)
                && matches!(part, Part::Brand | Part::Branch)
                && !of_place(row, from) =>
        {
            (part, Reason::Dropped, DOUBTFUL)
        }
        [_] => (part, Reason::Dropped, SLIP),
        _ => {
            let uniform = letters.iter().all(|letter| letter.part == part);
            match part {
                Part::Region if uniform => (part, Reason::Omitted, 0.05),
                Part::Form if uniform => {
                    (part, Reason::Omitted, if to == row.len() { SLIP } else { DOUBTFUL })
                }
                Part::Industry if uniform => (part, Reason::Omitted, 0.3),
                Part::Branch => (part, Reason::OtherBranch, STRANGER),
                Part::Region | Part::Brand if from == 0 && letters.len() <= LONGEST_PLACE => {
                    (part, Reason::Omitted, STRANGE)
                }
                _ => (part, Reason::Other, STRANGER),
            }
        }
    }
}

/// Letters that tell neighbours apart: 历山路 and 历山北路 are two streets.
const TELLING: &str = "东西南北中上下前后左右内外新老大小";

/// Whether a letter belongs to the name of a place: the 东 of 山东.
fn of_place(row: &[Letter], at: usize) -> bool {
    let signs =
        |from: usize| run(row, from, from + 6).iter().map(|letter| letter.sign).collect::<Vec<_>>();
    let place = |from: usize| place::front(&signs(from)).end;
    place(at) > 1 || at.checked_sub(1).is_some_and(|before| place(before) > 1)
}

/// Whether the letters `from..to` stand once more just before or behind.
fn repeated(row: &[Letter], from: usize, to: usize) -> bool {
    let length = to - from;
    let same = |other: Option<&[Letter]>| {
        let here = row.get(from..to).unwrap_or(&[]);
        other.is_some_and(|other| super::letter::equal(here, other))
    };
    same(from.checked_sub(length).and_then(|start| row.get(start..from)))
        || same(row.get(to..to + length))
}

/// Of two parts the one a reader recognises: a slip turns letters of a form, a place or an industry into
/// such of a brand, never the other way.
fn known(a: Part, b: Part) -> Part {
    const RANK: [Part; 5] = [Part::Form, Part::Region, Part::Industry, Part::Branch, Part::Brand];
    RANK.into_iter().find(|part| *part == a || *part == b).unwrap_or(Part::Brand)
}
