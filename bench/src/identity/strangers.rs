//! Registered names that are near one another and belong to different codes.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use demo::Dice;

use super::{
    file::Listed,
    pairs::{Group, Pair, squeezed},
};

/// Equal characters in place, in hundredths, from which strangers of one length are hard to tell apart.
const EQUAL: usize = 70;
/// What may be missing in a name without making another of it.
const SUFFIXES: [char; 6] = ['省', '市', '县', '区', '镇', '乡'];

/// At most `count` pairs of the same length with at least 70 % equal characters in place: for names drawn
/// evenly one of such strangers, drawn evenly too (`stranger`), and the one most like it (`nearest`).
pub(crate) fn strangers(listed: &[Listed], seed: u64, count: usize) -> Vec<Pair> {
    let mut lengths: BTreeMap<usize, Vec<(Vec<char>, &Listed)>> = BTreeMap::new();
    for one in listed {
        let chars: Vec<char> = one.name.chars().collect();
        lengths.entry(chars.len()).or_default().push((chars, one));
    }
    let mut dice = Dice::new(seed, 101);
    let mut order: Vec<&Listed> = listed.iter().collect();
    for at in (1..order.len()).rev() {
        order.swap(at, usize::try_from(dice.below(at as u64 + 1)).unwrap_or(0));
    }
    let (mut any, mut nearest) = (BTreeSet::new(), BTreeSet::new());
    for one in order {
        let chars: Vec<char> = one.name.chars().collect();
        let most = chars.len() - (chars.len() * EQUAL).div_ceil(100);
        let same_length = lengths.get(&chars.len()).into_iter().flatten();
        let near: Vec<(usize, &Listed)> = same_length
            .filter(|(_, other)| other.code != one.code)
            .filter_map(|(others, other)| Some((differing(&chars, others, most)?, *other)))
            .filter(|(_, other)| squeezed(&one.name) != squeezed(&other.name))
            .collect();
        let drawn = usize::try_from(dice.below(near.len() as u64)).unwrap_or(0);
        let sorted = |other: &Listed| {
            let (a, b) = (one.name.clone(), other.name.clone());
            if a < b { (a, b) } else { (b, a) }
        };
        if let Some((_, other)) = near.get(drawn) {
            any.insert(sorted(other));
        }
        if let Some((_, other)) = near.iter().min_by_key(|(differing, _)| *differing) {
            nearest.insert(sorted(other));
        }
        if any.len() >= count {
            break;
        }
    }
    let told = |(a, b)| Pair { kind: "stranger", group: Group::Stranger, a, b, same: false };
    let mut pairs: Vec<Pair> = any.into_iter().map(told).collect();
    let told = |(a, b)| Pair { kind: "nearest", group: Group::Nearest, a, b, same: false };
    pairs.extend(nearest.into_iter().map(told));
    pairs
}

/// In how many places two names of one length differ, if in at most `most`.
fn differing(a: &[char], b: &[char], most: usize) -> Option<usize> {
    let count = a.iter().zip(b).filter(|(a, b)| a != b).take(most + 1).count();
    (count <= most).then_some(count)
}

/// Pairs of which one is the other and more (`unit`), and pairs that are one character apart (`twin`).
pub(crate) fn neighbours(listed: &[Listed], seed: u64, count: usize) -> Vec<Pair> {
    let by_name: HashMap<&str, &Listed> =
        listed.iter().map(|one| (one.name.as_str(), one)).collect();
    let (mut units, mut twins) = (Vec::new(), Vec::new());
    for one in listed {
        let ends: Vec<usize> = one.name.char_indices().map(|(at, _)| at).collect();
        for end in ends.iter().skip(6).take(ends.len().saturating_sub(8)) {
            let part = one.name.get(..*end).unwrap_or_default();
            if let Some(other) = by_name.get(part).filter(|other| other.code != one.code) {
                units.push(pair("unit", Group::Planted, one, other));
            }
        }
        for (at, left) in one.name.char_indices() {
            let (before, after) = one.name.split_at(at);
            let shorter = format!("{before}{}", after.get(left.len_utf8()..).unwrap_or_default());
            let other = by_name.get(shorter.as_str()).filter(|other| other.code != one.code);
            if let Some(other) =
                other.filter(|_| !SUFFIXES.contains(&left) && left.is_alphanumeric())
            {
                twins.push(pair("twin", Group::Twin, one, other));
            }
        }
    }
    let mut dice = Dice::new(seed, 102);
    let mut drawn = |mut all: Vec<Pair>| {
        while all.len() > count {
            let place = usize::try_from(dice.below(all.len() as u64)).unwrap_or(0);
            all.swap_remove(place);
        }
        all
    };
    let mut all = drawn(units);
    all.extend(drawn(twins));
    all
}

fn pair(kind: &'static str, group: Group, a: &Listed, b: &Listed) -> Pair {
    Pair { kind, group, a: a.name.clone(), b: b.name.clone(), same: false }
}
