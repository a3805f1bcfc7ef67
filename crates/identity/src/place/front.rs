//! Finds the places a name begins with, and those in brackets.

use super::{
    Level, Region, nested,
    table::{Called, beginnings},
};

/// Places found one after the other.
#[derive(Clone, Copy, Default)]
pub(crate) struct Placed {
    found: [Option<Region>; 4],
    /// Where they end.
    pub(crate) end: usize,
    /// Whether the last is a short name that nothing else vouches for (兴隆 without 县).
    pub(crate) weak: bool,
    score: usize,
}

impl Placed {
    /// The places, the outer first.
    pub(crate) fn regions(&self) -> impl Iterator<Item = Region> {
        self.found.iter().flatten().copied()
    }

    fn last(&self) -> Option<Region> {
        self.regions().last()
    }

    fn with(mut self, region: Region, called: &Called) -> Option<Self> {
        *self.found.iter_mut().find(|place| place.is_none())? = Some(region);
        let length = called.letters.len();
        let weak = called.short && region.level == Level::County;
        self.weak = weak && self.end == 0;
        self.end += length;
        self.score += 3 * length - if weak { 2 } else { 0 };
        Some(self)
    }
}

/// The places `letters` begin with: the reading that explains the most.
pub(crate) fn front(letters: &[char]) -> Placed {
    deeper(letters, Placed::default())
}

fn deeper(letters: &[char], so_far: Placed) -> Placed {
    let mut best = so_far;
    let rest = letters.get(so_far.end..).unwrap_or(&[]);
    let parent = so_far.last().filter(|region| region.level != Level::Nation);
    for called in beginnings(rest).filter(|called| !called.sign) {
        let after = rest.get(called.letters.len()..).unwrap_or(&[]);
        if called.short && (begins_street(after) || after.len() < 2) {
            continue;
        }
        let Some(region) = read(called, parent) else { continue };
        if parent.is_none() && region.level == Level::County && doubtful(called) {
            continue;
        }
        if so_far.last().is_some_and(|last| last.level >= region.level) {
            continue;
        }
        if let Some(longer) = so_far.with(region, called) {
            let end = deeper(letters, longer);
            if end.score > best.score {
                best = end;
            }
        }
    }
    best
}

/// Whether a name without a place before it is rather a word: 兴隆, 市中 and 城区.
fn doubtful(called: &Called) -> bool {
    if called.short {
        return called.word || called.district;
    }
    matches!(called.letters.as_slice(), [_, '区'])
}

/// The place a name means, within `parent` if there is one.
fn read(called: &'static Called, parent: Option<Region>) -> Option<Region> {
    let within = |(code, now): &&(u32, u32)| match parent {
        None => true,
        Some(parent) => parent.codes().any(|outer| {
            (nested(outer, *now) || nested(outer, *code)) && outer != *now
                || Level::of(*code) > parent.level && nested(outer, *code)
        }),
    };
    let mut fitting = called.places.iter().filter(within);
    let (code, now) = *fitting.next()?;
    let others = if fitting.next().is_some() { called.codes.as_slice() } else { &[] };
    Some(Region { code, level: Level::of(code), now, others })
}

/// Whether what follows makes a street of it: 南京路, 北京东路.
fn begins_street(after: &[char]) -> bool {
    let after = match after {
        ['东' | '西' | '南' | '北' | '中', rest @ ..] => rest,
        _ => after,
    };
    matches!(after, ['路' | '街' | '巷', ..] | ['大', '街' | '道', ..])
}

/// The place that stands in brackets: nothing else may stand there.
pub(crate) fn inside(letters: &[char]) -> Placed {
    let mut best = Placed::default();
    if let Some(called) = beginnings(letters).find(|called| called.letters.len() == letters.len())
        && let Some(region) = read(called, None)
        && let Some(placed) = best.with(region, called)
    {
        return placed;
    }
    let placed = front(letters);
    if placed.end == letters.len() {
        best = placed;
    }
    best
}
