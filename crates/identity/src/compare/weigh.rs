//! Weighs two names: part by part and letter by letter, and takes what explains them best.

use super::align::ends_alike;
use super::finding::{Difference, Finding};
use super::letter::{Letter, equal, letters, numbers};
use super::parts::{DECIDES, by_parts, within};
use super::slip::slips;
use super::{SAME, latin, order};
use crate::{Name, Part, Reason};

/// Names shorter than this are too short to forgive a slip.
const SHORTEST: usize = 5;
/// What a slip costs further in a name so short.
const TOO_SHORT: f32 = 0.2;
/// What a slip costs further that makes another form, place or branch of it.
const TURNS: f32 = 0.2;
/// What another order of words costs.
const ORDER: f32 = 0.06;
/// What a short name costs.
const SHORT: f32 = 0.42;

/// The value that differences leave.
pub(super) fn value(finding: &Finding) -> f32 {
    (1.0 - finding.cost()).clamp(0.0, 1.0)
}

/// The differences of two names; the same whichever stands first.
pub(super) fn weigh(a: &Name, b: &Name) -> Finding {
    if a.letters() > b.letters() {
        return ordered(b, a).turned();
    }
    ordered(a, b)
}

/// The differences of two names in the order of their letters.
fn ordered(a: &Name, b: &Name) -> Finding {
    let (left, right) = (letters(a), letters(b));
    if equal(&left, &right) {
        return Finding::default();
    }
    if !left.iter().chain(&right).any(|letter| is_han(letter.sign)) {
        return latin::by_words(a, b);
    }
    let parts = by_parts(a, b, &left, &right);
    if value(&parts) >= SAME && !parts.differences.iter().any(Difference::is_slip) {
        return parts;
    }
    let mut found = best(parts, &left, &right);
    if left.len().min(right.len()) < SHORTEST && found.differences.iter().any(Difference::is_slip) {
        found.add(Part::Whole, Reason::Short, &left, &right, TOO_SHORT);
    }
    if other_numbers(&left, &right) && !found.has(&[Reason::OtherNumber]) {
        match found.differences.as_mut_slice() {
            [one]
                if one.reason == Reason::Doubled && (twice(a, one.left) || twice(b, one.right)) =>
            {
                one.cost += TURNS;
            }
            _ => found.add(Part::Whole, Reason::OtherNumber, &left, &right, DECIDES),
        }
    }
    found
}

/// Whether the letter at a place is written twice: 第三三, which is no 第十一.
fn twice(name: &Name, (from, to): (usize, usize)) -> bool {
    let same = |from: usize, to: usize| {
        let written = name.as_written(from, to);
        let mut signs = written.chars();
        from < to && signs.next().is_some_and(|first| signs.next() == Some(first))
    };
    from < to && (from.checked_sub(1).is_some_and(|before| same(before, to)) || same(from, to + 1))
}

/// What decides against, part by part.
const AGAINST: [Reason; 3] = [Reason::OtherPlace, Reason::OtherForm, Reason::OtherBranch];

/// What explains two names best: their parts, their letters, another order, or that one is short.
fn best(parts: Finding, left: &[Letter], right: &[Letter]) -> Finding {
    let against = parts.has(&AGAINST);
    let mut whole = slips(left, right);
    let spoilt = |one: &Difference| {
        one.part == Part::Form && one.reason == Reason::Other && one.cost <= 1.0 - SAME
    };
    if let Some(one) = whole.only().filter(|one| one.is_slip() || spoilt(one)) {
        if against && turns(&one, &parts, left, right) {
            if one.reason != Reason::Dropped {
                return parts;
            }
            whole.differences.extend(doubt(&parts));
        }
        return whole;
    }
    if let Some(whole) = shortened(&whole, &parts, left, right) {
        return whole;
    }
    if order::moved(left, right) {
        let branch = |row: &[Letter]| row.iter().any(|letter| letter.part == Part::Branch);
        let mut moved = Finding::default();
        let cost = if branch(left) && branch(right) { SHORT } else { ORDER };
        moved.add(Part::Whole, Reason::Order, left, right, cost);
        return moved;
    }
    let parts = if against || parts.cost() <= whole.cost() { parts } else { whole };
    if !against && parts.cost() > SHORT && is_short(left, right) {
        let mut short = Finding::default();
        short.add(Part::Whole, Reason::Short, left, right, SHORT);
        return short;
    }
    parts
}

/// What decides against part by part, as a doubt only.
fn doubt(parts: &Finding) -> Option<Difference> {
    let one = parts.differences.iter().find(|one| AGAINST.contains(&one.reason))?;
    Some(Difference { cost: TURNS, ..*one })
}

/// What differs if one name only leaves out places of the other, and its form behind.
fn shortened(
    whole: &Finding,
    parts: &Finding,
    left: &[Letter],
    right: &[Letter],
) -> Option<Finding> {
    let place = |one: &Difference| one.reason == Reason::Omitted && one.part == Part::Region;
    let form = |one: &Difference| one.reason == Reason::Omitted && one.part == Part::Form;
    if !whole.differences.iter().all(|one| place(one) || form(one)) {
        return None;
    }
    let forms = whole.differences.iter().filter(|one| form(one)).count();
    let mut found = whole.clone();
    match (forms, ends_alike(left, right).1) {
        (0, _) => {}
        (1, 0) if parts.has(&[Reason::OtherForm]) => {
            found.differences.extend(doubt(parts));
        }
        (1, 0) => {}
        _ => return None,
    }
    Some(found)
}

/// Whether a slip makes a true name of another: 郓城 and 鄄城, 总公司 and 公司. Where it only breaks a word, so that
/// the parts are read otherwise, it does not.
fn turns(one: &Difference, parts: &Finding, left: &[Letter], right: &[Letter]) -> bool {
    let labels = |row: &[Letter], (from, to): (usize, usize)| {
        let of = row.iter().filter(|letter| (from..to).contains(&letter.at));
        of.map(|letter| letter.part).collect::<Vec<_>>()
    };
    let (x, y) = (labels(left, one.left), labels(right, one.right));
    let read = |part: Part| x == y && x.iter().all(|of| *of == part);
    let made = match one.reason {
        Reason::Homophone | Reason::LookAlike | Reason::Swapped => {
            (parts.has(&[Reason::OtherPlace]) && (read(Part::Region) || read(Part::Branch)))
                || (parts.has(&[Reason::OtherForm]) && read(Part::Form))
        }
        reason => reason == Reason::Dropped,
    };
    let (front, back) = ends_alike(left, right);
    let fronts = left.iter().zip(right).take(front);
    let backs = left.iter().rev().zip(right.iter().rev()).take(back);
    let other = |(a, b): (&Letter, &Letter)| {
        a.part != b.part && [a.part, b.part].iter().any(|part| READ.contains(part))
    };
    made && !fronts.chain(backs).any(other)
}

/// Parts that a reader knows by their words.
const READ: [Part; 3] = [Part::Region, Part::Form, Part::Branch];

/// Whether one name is made of letters of the other, its brand's first among them.
fn is_short(left: &[Letter], right: &[Letter]) -> bool {
    let (short, long) = if left.len() < right.len() { (left, right) } else { (right, left) };
    let brand = long.iter().find(|letter| letter.part == Part::Brand);
    let first = brand.is_none_or(|brand| short.iter().any(|letter| letter.sign == brand.sign));
    let ends = |row: &[Letter]| row.iter().any(|letter| letter.part == Part::Branch);
    short.len() >= 2 && first && ends(short) == ends(long) && within(short, long)
}

/// Whether both names have numbers, as many, and others.
fn other_numbers(left: &[Letter], right: &[Letter]) -> bool {
    let count = numbers(left).count();
    count > 0
        && count == numbers(right).count()
        && numbers(left).zip(numbers(right)).any(|(a, b)| !equal(a, b))
}

/// Whether a character is Chinese.
fn is_han(sign: char) -> bool {
    matches!(sign, '\u{2E80}'..='\u{2FDF}' | '\u{3005}'..='\u{3007}' | '\u{3400}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{3FFFF}')
}
