//! Finding in sorted lists: codes, whole names, beginnings, syllables; page by page.

use vocabulary::SubjectId;

use super::{
    Index,
    ask::{Ask, Needle, Stage},
    key::Order,
    layer::Layer,
    sound::{self, Spelling},
};

/// A part that stands inside of more codes than this tells too little.
const MANY: usize = 2_000;
/// A part so long that was found where parts of codes begin is sought nowhere else.
const TELLING: usize = 8;

/// A place in a sorted list: key, plain name, subject.
type Place = (Vec<u8>, String, SubjectId);

/// What of one layer is still to be read, its first place spelt.
struct Source<'a> {
    head: Place,
    entries: &'a [u32],
}

impl Index {
    /// Entries of one way of finding from `after` on, at most `limit`; each subject where it stands first.
    pub(super) fn walk(
        &self,
        ask: &Ask,
        stage: Stage,
        after: Option<SubjectId>,
        limit: usize,
    ) -> Vec<u32> {
        let mut hits = Vec::new();
        let after = match after.map(|subject| self.place_of(ask, stage, subject)) {
            Some(None) => return hits,
            Some(place) => place,
            None => None,
        };
        let inside = self.with_part(ask, stage);
        let mut sources: Vec<Source<'_>> = Vec::new();
        for needle in ask.needles_of(stage).filter(|_| stage != Stage::CodeInside) {
            let lists = self.layers().map(|layer| self.keyed(layer, needle));
            sources.extend(lists.filter_map(|list| self.source(stage, list, &after)));
        }
        sources.extend(self.source(stage, &inside, &after));
        while hits.len() < limit {
            let Some(source) = sources.iter_mut().min_by(|a, b| a.head.cmp(&b.head)) else { break };
            let Some((entry, rest)) = source.entries.split_first() else { break };
            source.entries = rest;
            match rest.first() {
                Some(next) => source.head = self.place(stage.order(), *next),
                None => {
                    let spent = |source: &Source<'_>| source.entries.is_empty();
                    sources.retain(|source| !spent(source));
                }
            }
            if self.stands_first(ask, stage, *entry) {
                hits.push(*entry);
            }
        }
        hits
    }

    /// What a layer has for a needle.
    fn keyed<'a>(&self, layer: &'a Layer, needle: &Needle) -> &'a [u32] {
        let (order, key) = (needle.stage.order(), needle.key.as_slice());
        match needle.stage.is_exact() {
            true => layer.equal(&self.roll, order, key),
            false => layer.beginning(&self.roll, order, key),
        }
    }

    /// Who has a part of a code neither at its start nor at its end, in the order of codes.
    fn with_part(&self, ask: &Ask, stage: Stage) -> Vec<u32> {
        if stage != Stage::CodeInside || ask.needles_of(stage).next().is_none() {
            return Vec::new();
        }
        let surer = [Stage::CodeStart, Stage::CodePlace, Stage::CodeBody, Stage::CodeEnd];
        let found = |stage: &Stage| !self.walk(ask, *stage, None, 1).is_empty();
        if ask.plain.len() >= TELLING && surer.iter().any(found) {
            return Vec::new();
        }
        let mut found = self.roll.with_code_part(&ask.plain);
        if found.len() > MANY {
            return Vec::new();
        }
        found.sort_by_cached_key(|entry| self.place(Order::Code, *entry));
        found
    }

    /// What a list has after a place.
    fn source<'a>(
        &self,
        stage: Stage,
        list: &'a [u32],
        after: &Option<Place>,
    ) -> Option<Source<'a>> {
        let order = stage.order();
        let before =
            |entry: &u32| after.as_ref().is_some_and(|after| self.place(order, *entry) <= *after);
        let entries = list.get(list.partition_point(before)..)?;
        let head = self.place(order, *entries.first()?);
        Some(Source { head, entries })
    }

    fn spelt(&self, order: Order, entry: u32) -> Vec<u8> {
        let mut key = Vec::new();
        order.spell(&self.roll, entry, &mut key);
        key
    }

    fn place(&self, order: Order, entry: u32) -> Place {
        let plain = self.roll.plain(entry).to_owned();
        (self.spelt(order, entry), plain, self.roll.subject(entry))
    }

    /// Where a subject stands in a way of finding.
    fn place_of(&self, ask: &Ask, stage: Stage, subject: SubjectId) -> Option<Place> {
        let entries = self.roll.entries_of(subject);
        let found = entries.filter(|one| self.fits_any(ask, stage, *one));
        found.map(|one| self.place(stage.order(), one)).min()
    }

    fn fits_any(&self, ask: &Ask, stage: Stage, entry: u32) -> bool {
        ask.needles_of(stage).any(|needle| self.fits(ask, needle, entry))
    }

    /// Whether a way of finding finds an entry.
    fn fits(&self, ask: &Ask, needle: &Needle, entry: u32) -> bool {
        let Needle { stage, key: asked, reread } = needle;
        let matches = |key: &[u8]| match stage.is_exact() {
            true => key == asked,
            false => key.starts_with(asked),
        };
        let same = match stage.order() {
            _ if *stage == Stage::CodeInside => {
                let part = std::str::from_utf8(asked).unwrap_or("");
                self.roll.leads(entry) && self.roll.code(entry).contains(part)
            }
            Order::Plain => matches(self.roll.plain(entry).as_bytes()),
            Order::Core => matches(self.roll.core(entry).as_bytes()),
            order => matches(&self.spelt(order, entry)),
        };
        same && stage.admits(self.roll.is_present(entry))
            && self.roll.is_live(entry)
            && (!reread || self.is_read(ask, *stage, entry))
    }

    /// Whether a name is read as it was typed, with other readings than the commonest.
    fn is_read(&self, ask: &Ask, stage: Stage, entry: u32) -> bool {
        let (text, spelling) = match stage {
            Stage::Initials => (self.roll.plain(entry), Spelling::Initials),
            Stage::CoreInitials => (self.roll.core(entry), Spelling::Initials),
            Stage::Pinyin => (self.roll.plain(entry), Spelling::Syllables),
            _ => (self.roll.core(entry), Spelling::Syllables),
        };
        let text: Vec<char> = text.chars().collect();
        sound::read(&text, &ask.plain.to_ascii_lowercase(), spelling).is_some()
    }

    /// Whether a subject is found by this entry in this way, and by none of its names in a surer way or at
    /// an earlier place.
    fn stands_first(&self, ask: &Ask, stage: Stage, entry: u32) -> bool {
        let siblings = || self.roll.siblings(entry);
        for needle in ask.needles().iter().take_while(|needle| needle.stage < stage) {
            if siblings().any(|sibling| self.fits(ask, needle, sibling)) {
                return false;
            }
        }
        if !self.fits_any(ask, stage, entry) {
            return false;
        }
        let mut others = siblings().filter(|one| *one != entry).peekable();
        if others.peek().is_none() {
            return true;
        }
        let here = self.place(stage.order(), entry);
        !others.any(|one| self.fits_any(ask, stage, one) && self.place(stage.order(), one) < here)
    }

    /// Whether a subject is found in a sorted way by any of its names.
    pub(super) fn is_listed(&self, ask: &Ask, entry: u32) -> bool {
        let found = |one| ask.needles().iter().any(|needle| self.fits(ask, needle, one));
        self.roll.siblings(entry).any(found)
    }
}
