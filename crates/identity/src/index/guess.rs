//! Finding what was meant: those who come into question, compared, the likeliest first.

use std::cmp::Reverse;

use super::{
    Index,
    ask::{Ask, STAGES, Stage},
    gather,
    glance::{self, Glance},
    model::{How, Likely},
};
use crate::{Evidence, Name, Part, Reason, compare, judge};

/// So many are compared.
const COMPARED: usize = 40;
/// So many are shown.
const SHOWN: usize = 50;
/// Names that share less, in thousandths, are shown only if comparing makes something of them.
const NEAR: u32 = 800;
/// Letters of a question that may be a short name, and how many of them a name must have, in thousandths.
const SHORT: usize = 4;
const COVER: u32 = 850;
/// Below this nobody says "did you mean".
const LEAST: f32 = 0.15;
/// What comparing counts for, beside nearness.
const WEIGHT: f32 = 2_000.0;

/// A name compared.
struct Ranked {
    entry: u32,
    words: bool,
    value: f32,
    near: u32,
}

/// How far a question is guessed at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Scope {
    /// It is answered.
    None,
    /// Only names in which all of its words stand.
    Words,
    /// Names like it too.
    Similar,
}

impl Index {
    /// How far to guess: not at all at what was found whole; at words only where names begin so and more may
    /// be typed.
    pub(super) fn scope(&self, ask: &Ask) -> Scope {
        let any = |stages: &[Stage]| {
            stages.iter().any(|stage| !self.walk(ask, *stage, None, 1).is_empty())
        };
        let (whole, begun) = STAGES.split_at(3);
        match () {
            () if any(whole) => Scope::None,
            () if ask.is_code() => Scope::Words,
            () if !ask.is_whole() && any(begun) => Scope::Words,
            () => Scope::Similar,
        }
    }

    /// The likeliest by words and likeness that no sorted list has, at most [`SHOWN`], each subject once.
    pub(super) fn guess(&self, ask: &Ask, scope: Scope) -> Vec<(u32, How)> {
        let mut pool = match scope {
            Scope::None => Vec::new(),
            _ => self.of_words(ask),
        };
        if scope == Scope::Similar && (ask.words.len() < 2 || pool.is_empty()) {
            pool.extend(self.gather(ask));
        }
        pool.sort_unstable();
        pool.dedup();
        pool.retain(|entry| !self.is_listed(ask, *entry));
        let ranked = self.ranked(ask, pool);
        let shown = ranked
            .into_iter()
            .filter(|one| one.words || one.value >= LEAST || self.is_near(ask, one.entry));
        shown.take(SHOWN).map(|one| (one.entry, self.how(ask, &one))).collect()
    }

    /// Whether a name shares the core, or most letters, or nearly all letters of a question that is short.
    fn is_near(&self, ask: &Ask, entry: u32) -> bool {
        let letters: Vec<char> = ask.plain.chars().collect();
        let plain = self.roll.plain(entry);
        ask.core == self.roll.core(entry)
            || glance::likeness(&letters, plain) >= NEAR
            || letters.len() >= SHORT && glance::cover(&letters, plain) >= COVER
    }

    /// The names of a pool by likeness, each subject by its likeliest.
    fn ranked(&self, ask: &Ask, pool: Vec<u32>) -> Vec<Ranked> {
        let glance = Glance::of(&ask.plain, &ask.core);
        let mut near: Vec<(Reverse<u32>, u32, u32)> = pool
            .into_iter()
            .map(|entry| {
                let near = glance.at(self.roll.plain(entry), self.roll.core(entry));
                (Reverse(near), self.roll.lot(entry), entry)
            })
            .collect();
        if near.len() > COMPARED {
            near.select_nth_unstable_by(COMPARED, |a, b| {
                (a.0, a.1).cmp(&(b.0, b.1)).then_with(|| self.roll.order(a.2, b.2))
            });
            near.truncate(COMPARED);
        }
        let mut ranked: Vec<Ranked> = near
            .into_iter()
            .map(|(Reverse(near), _, entry)| {
                let (value, _) = judge(&ask.name, &Name::parse(self.roll.written(entry)));
                Ranked { entry, words: self.has_words(ask, entry), value, near }
            })
            .collect();
        ranked.sort_by(|a, b| {
            let weight = |one: &Ranked| (one.value * WEIGHT) as u32 + one.near;
            let by_words = b.words.cmp(&a.words);
            by_words
                .then_with(|| weight(b).cmp(&weight(a)))
                .then_with(|| self.roll.order(a.entry, b.entry))
        });
        let mut seen = Vec::new();
        ranked.retain(|one| {
            let subject = self.roll.subject(one.entry);
            let new = !seen.contains(&subject);
            seen.push(subject);
            new
        });
        ranked
    }

    fn how(&self, ask: &Ask, one: &Ranked) -> How {
        if one.words {
            return How::Words;
        }
        if ask.core == self.roll.core(one.entry) {
            return How::Core;
        }
        let score = compare(&ask.name, &Name::parse(self.roll.written(one.entry)));
        let slips = || score.evidence.iter().filter(|evidence| tells(evidence));
        if slips().any(|evidence| evidence.reason == Reason::Short) {
            return How::Short;
        }
        let heaviest = slips().max_by(|a, b| a.weight.abs().total_cmp(&b.weight.abs()));
        How::Similar(heaviest.map_or(Reason::Other, |evidence| evidence.reason))
    }

    /// Whom a whole name may mean, the likeliest first.
    pub(super) fn likely(&self, ask: &Ask, limit: usize) -> Vec<Likely> {
        let mut pool = self.gather(ask);
        pool.extend(gather::equal(self, ask));
        pool.sort_unstable();
        pool.dedup();
        let ranked = self.ranked(ask, pool).into_iter().take(limit);
        let mut likely: Vec<Likely> = ranked
            .map(|one| {
                let name = self.roll.written(one.entry).to_owned();
                let score = compare(&ask.name, &Name::parse(&name));
                let subject = self.roll.subject(one.entry);
                Likely { subject, name, present: self.roll.is_present(one.entry), score }
            })
            .collect();
        likely.sort_by(|a, b| b.score.value.total_cmp(&a.score.value));
        likely
    }
}

/// Whether a piece of evidence tells how a name was found.
fn tells(evidence: &Evidence) -> bool {
    evidence.part != Part::Code && evidence.reason != Reason::Equal
}
