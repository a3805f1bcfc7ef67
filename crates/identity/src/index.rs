//! The names of a site in memory: who is meant by what somebody typed.
//!
//! Names stand on one roll; layers sort them by name, core, sound and code, by what is left of them without
//! one letter, and by their pairs of letters. A layer is never changed: what was put in since stands in a
//! small one of its own, and layers of a size are made one.

mod ask;
mod gather;
mod glance;
mod guess;
mod key;
mod layer;
mod mark;
mod model;
mod roll;
mod scan;
mod sound;
#[cfg(test)]
mod tests;
mod trace;
mod walk;

pub use model::{Found, Hit, How, Likely, Listed, Page};

use std::{collections::HashMap, sync::OnceLock};

use vocabulary::SubjectId;

use self::{
    ask::{Ask, STAGES, Stage},
    layer::Layer,
    mark::Mark,
    roll::Roll,
};
use crate::Name;

/// So many names are put in before they become a layer that stays.
const FRESH: usize = 128;
/// A layer is so many times as large as the next one.
const STEP: usize = 4;
/// So many names may be taken out before the roll is written anew, beside as many as count.
const STALE: usize = 10_000;
/// The place of what is ranked, after all sorted ways.
const RANKED: u8 = STAGES.len() as u8;

/// All organisations of a site by name and code. The answer depends on what it holds alone, not on the order
/// in which it was put there.
#[derive(Default)]
pub struct Index {
    roll: Roll,
    layers: Vec<Layer>,
    /// Entries in no layer yet.
    fresh: Vec<u32>,
    /// The layer of those, made when somebody asks.
    tail: OnceLock<Layer>,
    /// Of pairs of letters: how many entries of layers count no longer.
    gone: HashMap<u32, u32>,
}

impl Index {
    /// An empty index.
    pub fn new() -> Self {
        Self::default()
    }

    /// Puts a subject in, in place of what stood there for it. Many may be put in one after another: nothing
    /// is sorted until somebody asks.
    pub fn put(&mut self, subject: SubjectId, listed: &Listed<'_>) {
        self.remove(subject);
        self.loosen();
        let entries = self.roll.put(subject, listed);
        self.fresh.extend(entries);
    }

    /// Takes a subject out.
    pub fn remove(&mut self, subject: SubjectId) {
        if self.roll.entries_of(subject).is_empty() {
            self.roll.strike(subject);
            return;
        }
        self.loosen();
        let fresh = self.fresh.first().copied().unwrap_or(u32::MAX);
        for entry in self.roll.strike(subject).unwrap_or(0..0) {
            if entry < fresh {
                self.note_gone(entry, false);
            }
        }
        if self.roll.dead() > self.roll.live() + STALE {
            *self = Self { roll: self.roll.anew(), ..Self::default() };
            self.fresh = (0..self.roll.live() as u32).collect();
        }
    }

    /// Makes the index ready for being asked, so that the first question need not wait.
    pub fn settle(&mut self) {
        self.roll.tighten();
        if self.layers().count() > self.layers.len() {
            self.freeze();
        }
    }

    /// Whoever is meant by `text`: a code, a part of one, a name, a short name, words, syllables, initials.
    /// Total: of what is no mark nothing is found.
    pub fn find(&self, text: &str, page: &Page<'_>) -> Found {
        let Some(ask) = Ask::of(text).filter(|_| page.limit > 0) else { return Found::default() };
        let after = page.after.map(Mark::parse);
        match after {
            Some(None) => Found::default(),
            Some(Some(mark)) => self.stretch(&ask, Some(mark), page.limit),
            None => self.stretch(&ask, None, page.limit),
        }
    }

    /// What somebody may be about to type: the first hits.
    pub fn suggest(&self, text: &str, limit: usize) -> Vec<Hit> {
        self.find(text, &Page { after: None, limit }).hits
    }

    /// Whom a whole name may mean, the likeliest first, at most `limit`.
    pub fn candidates(&self, name: &Name, limit: usize) -> Vec<Likely> {
        Ask::of(name.written()).map_or_else(Vec::new, |ask| self.likely(&ask, limit))
    }

    /// How many subjects it holds.
    pub fn len(&self) -> usize {
        self.roll.subjects()
    }

    /// Whether it holds nobody.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// How many bytes of memory it takes, nearly.
    pub fn bytes(&self) -> usize {
        let layers: usize = self.layers().map(Layer::bytes).sum();
        self.roll.bytes() + layers + self.fresh.capacity() * 4 + self.gone.capacity() * 9
    }

    /// Whether `mark` is a mark of [`Found::next`].
    pub fn is_mark(mark: &str) -> bool {
        Mark::parse(mark).is_some()
    }

    fn layers(&self) -> impl Iterator<Item = &Layer> {
        let tail = (!self.fresh.is_empty()).then(|| {
            self.tail.get_or_init(|| {
                let live = self.fresh.iter().copied().filter(|entry| self.roll.is_live(*entry));
                Layer::of(&self.roll, live.collect())
            })
        });
        self.layers.iter().chain(tail)
    }

    /// Before a change: what was asked of meanwhile and is large enough becomes a layer that stays.
    fn loosen(&mut self) {
        if self.tail.get().is_some_and(|tail| tail.entries().len() >= FRESH) {
            self.freeze();
        }
        self.tail.take();
    }

    /// Makes the tail a layer, and layers of a size one.
    fn freeze(&mut self) {
        let Some(tail) = self.tail.take() else { return };
        self.fresh = Vec::new();
        self.layers.push(tail);
        while let [.., large, small] = self.layers.as_slice()
            && large.entries().len() < STEP * small.entries().len()
        {
            let both = [large.entries(), small.entries()].concat();
            let (live, dead): (Vec<u32>, Vec<u32>) =
                both.into_iter().partition(|entry| self.roll.is_live(*entry));
            self.layers.truncate(self.layers.len() - 2);
            for entry in dead {
                self.note_gone(entry, true);
            }
            self.layers.push(Layer::of(&self.roll, live));
        }
    }

    /// A stretch of the answer after a mark.
    fn stretch(&self, ask: &Ask, after: Option<Mark>, limit: usize) -> Found {
        let mut hits: Vec<(u8, u32, How)> = Vec::new();
        for (place, stage) in (0..).zip(STAGES) {
            let mark = after.filter(|mark| mark.stage == place).map(|mark| mark.subject);
            if after.is_some_and(|mark| mark.stage > place) || hits.len() > limit {
                continue;
            }
            let found = self.walk(ask, stage, mark, limit + 1 - hits.len());
            hits.extend(found.into_iter().map(|entry| (place, entry, stage.how())));
        }
        if hits.len() <= limit {
            let guessed = self.guess(ask, self.scope(ask)).into_iter();
            let mark = after.filter(|mark| mark.stage == RANKED);
            let skipped = match mark {
                None => 0,
                Some(mark) => {
                    let last = |(entry, _): &(u32, How)| self.roll.subject(*entry) == mark.subject;
                    guessed.clone().position(|hit| last(&hit)).map_or(usize::MAX, |at| at + 1)
                }
            };
            hits.extend(guessed.skip(skipped).map(|(entry, how)| (RANKED, entry, how)));
        }
        let more = hits.len() > limit;
        hits.truncate(limit);
        let last = hits.last().filter(|_| more);
        let next =
            last.map(|hit| Mark { stage: hit.0, subject: self.roll.subject(hit.1) }.to_text());
        let hits = hits.into_iter().map(|(stage, entry, how)| self.hit(ask, stage, entry, how));
        Found { hits: hits.collect(), next }
    }

    fn hit(&self, ask: &Ask, stage: u8, entry: u32, how: How) -> Hit {
        let name = self.roll.written(entry).to_owned();
        let (start, all) = (ask.plain.len() as u16, self.roll.code(entry).len() as u16);
        let code_part = match STAGES.get(usize::from(stage)) {
            Some(Stage::Code | Stage::CodeStart) => Some((0, start)),
            Some(Stage::CodePlace) => Some((2, 2 + start)),
            Some(Stage::CodeBody) => Some((8, 8 + start)),
            Some(Stage::CodeEnd) => Some((all.saturating_sub(start), all)),
            Some(Stage::CodeInside) => {
                let at = self.roll.code(entry).find(&ask.plain).unwrap_or(0) as u16;
                Some((at, at + start))
            }
            _ => None,
        };
        Hit {
            subject: self.roll.subject(entry),
            marks: trace::marks(ask, &name, self.roll.core(entry), how),
            present: self.roll.is_present(entry),
            name,
            how,
            code_part,
        }
    }
}
