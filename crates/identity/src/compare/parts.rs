//! Compares two names part by part: what one leaves out, writes otherwise, or has and the other has not.

use super::finding::{Difference, Finding};
use super::letter::{Letter, agree, equal, of};
use super::order::moved;
use super::slip::slips;
use crate::{Form, Kind, Name, Part, Reason, Region};

/// What leaving out the place costs.
const NO_PLACE: f32 = 0.04;
/// What naming the place less exactly costs.
const LESS_PLACE: f32 = 0.02;
/// What an outer place in stead of an inner one costs.
const OUTER_PLACE: f32 = 0.3;
/// What leaving out or shortening the form costs.
const NO_FORM: f32 = 0.05;
/// What a form costs that does not exclude the other.
const OPEN_FORM: f32 = 0.12;
/// What leaving out the industry costs.
const NO_INDUSTRY: f32 = 0.3;
/// What decides against.
pub(super) const DECIDES: f32 = 0.8;

/// The differences, part by part.
pub(super) fn by_parts(a: &Name, b: &Name, left: &[Letter], right: &[Letter]) -> Finding {
    let mut finding = Finding::default();
    place(a.regions(), b.regions(), left, right, &mut finding);
    form(a, b, left, right, &mut finding);
    core(left, right, &mut finding);
    branch(left, right, &mut finding);
    strange_place(&mut finding);
    finding
}

/// Where one name has a place that the other lacks, and the other letters in its stead that may be a place no
/// table knows, those are another place.
fn strange_place(finding: &mut Finding) {
    let lacks = |part: Part, finding: &Finding| {
        let omitted = |one: &&Difference| one.part == part && one.reason == Reason::Omitted;
        let one = finding.differences.iter().find(omitted)?;
        Some((one.left.0 == one.left.1, one.right.0 == one.right.1))
    };
    let place = lacks(Part::Region, finding);
    if place.is_none() || place == lacks(Part::Brand, finding) {
        return;
    }
    for one in &mut finding.differences {
        if one.part == Part::Brand && one.reason == Reason::Omitted {
            (one.reason, one.cost) = (Reason::Other, DECIDES);
        }
    }
}

/// Places: the same, one within the other, or others.
fn place(a: &[Region], b: &[Region], left: &[Letter], right: &[Letter], finding: &mut Finding) {
    let alone =
        |one: &[Region], other: &[Region]| one.iter().any(|x| !other.iter().any(|y| x.same(y)));
    let (only_a, only_b) = (alone(a, b), alone(b, a));
    let written = !agree(left, right, &[Part::Region]);
    if !written && !only_a && !only_b {
        return;
    }
    let (x, y) = (of(left, &[Part::Region]), of(right, &[Part::Region]));
    if only_a && only_b && apart(a, b) {
        finding.add(Part::Region, Reason::OtherPlace, &x, &y, DECIDES);
    } else if a.is_empty() != b.is_empty() {
        finding.add(Part::Region, Reason::Omitted, &x, &y, NO_PLACE);
    } else if only_a && only_b {
        finding.add(Part::Region, Reason::Place, &x, &y, OUTER_PLACE);
    } else if a.is_empty() {
        // Letters of places that are no place of ours: what is left over by a slip.
        finding.differences.extend(slips(&x, &y).differences);
    } else if zones(&x, &y) {
        finding.add(Part::Region, Reason::Place, &x, &y, OUTER_PLACE);
    } else {
        finding.add(Part::Region, Reason::Place, &x, &y, LESS_PLACE);
    }
}

/// Whether the places which only one of the names has exclude each other.
fn apart(a: &[Region], b: &[Region]) -> bool {
    let only_b = || b.iter().filter(|y| !a.iter().any(|x| x.same(y)));
    a.iter().filter(|x| !b.iter().any(|y| x.same(y))).any(|x| only_b().any(|y| !x.fits(y)))
}

/// Whether the names speak of different zones (开发区, 高新区) of the same place.
fn zones(a: &[Letter], b: &[Letter]) -> bool {
    const OF_ZONES: &str = "开发新技园保税示范试验度假";
    let zone = |row: &[Letter]| row.iter().any(|letter| OF_ZONES.contains(letter.sign));
    zone(a) && zone(b) && !within(a, b) && !within(b, a)
}

/// Forms: the same, written otherwise, left out, or others.
fn form(a: &Name, b: &Name, left: &[Letter], right: &[Letter], finding: &mut Finding) {
    if agree(left, right, &[Part::Form]) {
        return;
    }
    let (x, y) = (of(left, &[Part::Form]), of(right, &[Part::Form]));
    let (reason, cost) = match (a.form(), b.form()) {
        (Some(one), Some(other)) if one.kind == other.kind && one.group == other.group => {
            match one.kind {
                Kind::Limited
                | Kind::Shares
                | Kind::Cooperative
                | Kind::Partnership
                | Kind::Company => (Reason::Equivalent, 0.01),
                _ if within(&x, &y) || within(&y, &x) => (Reason::Equivalent, 0.02),
                _ => (Reason::OtherForm, DECIDES),
            }
        }
        (Some(one), Some(other)) if one.kind == other.kind => (Reason::Equivalent, 2.0 * OPEN_FORM),
        (Some(one), Some(other)) if of_group(one, other) || of_group(other, one) => {
            (Reason::Omitted, NO_FORM)
        }
        (Some(one), Some(other)) => match (one.kind, other.kind) {
            (Kind::Company, Kind::Limited) | (Kind::Limited, Kind::Company) => {
                (Reason::Equivalent, OPEN_FORM)
            }
            (Kind::Company, Kind::Shares) | (Kind::Shares, Kind::Company) => {
                (Reason::Equivalent, 2.0 * OPEN_FORM)
            }
            _ => (Reason::OtherForm, DECIDES),
        },
        _ => (Reason::Omitted, NO_FORM),
    };
    finding.add(Part::Form, reason, &x, &y, cost);
}

/// Whether the first is 集团 alone and the other 集团有限公司 or the like.
fn of_group(one: Form, other: Form) -> bool {
    one.kind == Kind::Group && other.group
}

/// Brand and industry.
fn core(left: &[Letter], right: &[Letter], finding: &mut Finding) {
    const CORE: [Part; 2] = [Part::Brand, Part::Industry];
    if agree(left, right, &CORE) {
        return;
    }
    let (a, b) = (of(left, &CORE), of(right, &CORE));
    let brands = (of(left, &[Part::Brand]), of(right, &[Part::Brand]));
    let trades = (of(left, &[Part::Industry]), of(right, &[Part::Industry]));
    if equal(&brands.0, &brands.1) && (trades.0.is_empty() || trades.1.is_empty()) {
        finding.add(Part::Industry, Reason::Omitted, &trades.0, &trades.1, NO_INDUSTRY);
    } else if equal(&brands.0, &brands.1) && !brands.0.is_empty() && moved(&trades.0, &trades.1) {
        finding.add(Part::Industry, Reason::Order, &trades.0, &trades.1, NO_INDUSTRY / 6.0);
    } else {
        finding.differences.extend(slips(&a, &b).differences);
    }
}

/// Which branch.
fn branch(left: &[Letter], right: &[Letter], finding: &mut Finding) {
    if agree(left, right, &[Part::Branch]) {
        return;
    }
    let (a, b) = (of(left, &[Part::Branch]), of(right, &[Part::Branch]));
    if a.is_empty() || b.is_empty() {
        finding.add(Part::Branch, Reason::OtherBranch, &a, &b, DECIDES);
    } else {
        finding.differences.extend(slips(&a, &b).differences);
    }
}

/// Whether the letters of `short` stand in `long`, in this order.
pub(super) fn within(short: &[Letter], long: &[Letter]) -> bool {
    let mut rest = long.iter();
    short.iter().all(|letter| rest.any(|other| other.sign == letter.sign))
}
