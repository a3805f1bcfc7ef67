//! Pairs of names by kind, each known to mean the same or not.

use std::collections::{BTreeMap, HashSet};

use demo::Dice;

use super::{fault::Original, file::Listed, lore::Lore, strangers};

/// What a pair of a kind is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Group {
    /// Script, region, form, width, space: another way to write the same.
    Written,
    /// One character went wrong.
    Slip,
    /// Other positives: order, short names, numerals, left out region.
    Loose,
    /// Different codes, same length, at least 70 % equal characters in place.
    Stranger,
    /// Of these the ones most alike: some are a homophone apart, and nobody could tell by the names alone.
    Nearest,
    /// Others that must not be taken for the same.
    Planted,
    /// Registered names that are a slip apart: nobody could tell by the names alone. Counted in no aim.
    Twin,
}

/// Two names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Pair {
    pub(crate) kind: &'static str,
    pub(crate) group: Group,
    pub(crate) a: String,
    pub(crate) b: String,
    pub(crate) same: bool,
}

type Change = fn(&Original<'_>, &mut Dice) -> Option<String>;

const POSITIVE: [(&str, Group, Change); 14] = [
    ("script", Group::Written, |one, dice| one.script(dice)),
    ("region", Group::Written, |one, dice| one.region(dice)),
    ("form", Group::Written, |one, dice| one.form(dice)),
    ("width", Group::Written, |one, dice| one.width(dice)),
    ("space", Group::Written, |one, dice| one.space(dice)),
    ("dropped", Group::Slip, |one, dice| one.dropped(dice)),
    ("doubled", Group::Slip, |one, dice| one.doubled(dice)),
    ("swapped", Group::Slip, |one, dice| one.swapped(dice)),
    ("homophone", Group::Slip, |one, dice| one.homophone(dice)),
    ("look-alike", Group::Slip, |one, dice| one.look_alike(dice)),
    ("order", Group::Loose, |one, dice| one.order(dice)),
    ("short", Group::Loose, |one, dice| one.short(dice)),
    ("numeral", Group::Loose, |one, dice| one.numeral(dice)),
    ("omitted", Group::Loose, |one, dice| one.omitted(dice)),
];
const NEGATIVE: [(&str, Change); 4] = [
    ("elsewhere", |one, dice| one.elsewhere(dice)),
    ("renumbered", |one, dice| one.renumbered(dice)),
    ("reformed", |one, dice| one.reformed(dice)),
    ("branch", |one, dice| one.branch(dice)),
];

/// Names tried for each variant wanted; not every change fits every name.
const TRIES: usize = 60;

/// How many of each kind.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Size {
    /// Of each kind of positives and of made negatives.
    pub(crate) kind: usize,
    /// Of strangers.
    pub(crate) strangers: usize,
}

/// A name of the list, written otherwise.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Variant {
    pub(crate) kind: &'static str,
    pub(crate) group: Group,
    /// Which of the list it is made of.
    pub(crate) at: usize,
    pub(crate) written: String,
}

/// Makes variants of names of a list.
pub(crate) struct Maker<'a> {
    pub(crate) listed: &'a [Listed],
    pub(crate) lore: &'a Lore,
    pub(crate) seed: u64,
    taken: HashSet<String>,
}

impl<'a> Maker<'a> {
    /// A maker for the names of `listed`, of which `lore` knows the characters.
    pub(crate) fn new(listed: &'a [Listed], lore: &'a Lore, seed: u64) -> Self {
        let taken = listed.iter().map(|one| squeezed(&one.name)).collect();
        Self { listed, lore, seed, taken }
    }

    /// At most `count` variants of every kind that mean the same.
    pub(crate) fn positives(&self, count: usize) -> Vec<Variant> {
        let kind = |(stream, (kind, group, change)): (u64, (_, _, Change))| {
            self.of(stream, count, (kind, group), change)
        };
        (1..).zip(POSITIVE).flat_map(kind).collect()
    }

    /// At most `count` of every kind of made negatives.
    fn negatives(&self, count: usize) -> Vec<Variant> {
        let kind = |(stream, (kind, change)): (u64, (_, Change))| {
            self.of(stream, count, (kind, Group::Planted), change)
        };
        (51..).zip(NEGATIVE).flat_map(kind).collect()
    }

    fn of(
        &self,
        stream: u64,
        count: usize,
        (kind, group): (&'static str, Group),
        change: Change,
    ) -> Vec<Variant> {
        let mut dice = Dice::new(self.seed, stream);
        let (mut found, mut tries) = (BTreeMap::new(), 0);
        while found.len() < count && tries < count * TRIES && !self.listed.is_empty() {
            tries += 1;
            let at = usize::try_from(dice.below(self.listed.len() as u64)).unwrap_or(0);
            let Some(one) = self.listed.get(at) else { continue };
            let original = Original { at, name: &one.name, lore: self.lore };
            let Some(written) = change(&original, &mut dice) else { continue };
            // What another is registered as means that other.
            let blank = kind == "width" || kind == "space";
            if written != one.name && (blank || !self.taken.contains(&squeezed(&written))) {
                found.insert(at, written);
            }
        }
        found.into_iter().map(|(at, written)| Variant { kind, group, at, written }).collect()
    }
}

/// Pairs of every kind.
pub(crate) fn made(maker: &Maker<'_>, size: Size) -> Vec<Pair> {
    let mut dice = Dice::new(maker.seed, 100);
    let mut pair = |variant: Variant| {
        let Variant { kind, group, at, written } = variant;
        let name = maker.listed.get(at).map(|one| one.name.clone()).unwrap_or_default();
        let (a, b) = if dice.chance(5_000) { (name, written) } else { (written, name) };
        Pair { kind, group, a, b, same: group < Group::Stranger }
    };
    let mut pairs: Vec<Pair> = maker.positives(size.kind).into_iter().map(&mut pair).collect();
    pairs.extend(maker.negatives(size.kind).into_iter().map(&mut pair));
    pairs.extend(strangers::strangers(maker.listed, maker.seed, size.strangers));
    pairs.extend(strangers::neighbours(maker.listed, maker.seed, size.kind));
    pairs
}

/// A name without blanks, in half width.
pub(crate) fn squeezed(name: &str) -> String {
    let narrow = |one: char| match one {
        '！'..='～' => char::from_u32(one as u32 - 0xfee0).unwrap_or(one),
        _ => one,
    };
    name.chars().filter(|one| !one.is_whitespace()).map(narrow).collect()
}
