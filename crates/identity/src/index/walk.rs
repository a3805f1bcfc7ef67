//! Finding in sorted lists: codes, whole names, beginnings, syllables; page by page.

use vocabulary::SubjectId;

use super::{
    Index,
    ask::{Ask, Stage},
    key::Order,
    layer::Layer,
};

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
        let Some(needle) = ask.needle(stage) else { return hits };
        let after = match after.map(|subject| self.place_of(ask, stage, subject)) {
            Some(None) => return hits,
            Some(place) => place,
            None => None,
        };
        let mut sources: Vec<Source<'_>> =
            self.layers().filter_map(|layer| self.source(layer, stage, needle, &after)).collect();
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

    /// What a layer has for a needle after a place.
    fn source<'a>(
        &self,
        layer: &'a Layer,
        stage: Stage,
        needle: &[u8],
        after: &Option<Place>,
    ) -> Option<Source<'a>> {
        let order = stage.order();
        let mut entries = layer.beginning(&self.roll, order, needle);
        if stage.is_exact() {
            let equal = |entry: &u32| self.spelt(order, *entry).len() == needle.len();
            entries = entries.get(..entries.partition_point(equal))?;
        }
        if let Some(after) = after {
            let before = |entry: &u32| self.place(order, *entry) <= *after;
            entries = entries.get(entries.partition_point(before)..)?;
        }
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
        let needle = ask.needle(stage)?;
        let entries = self.roll.entries_of(subject);
        let entries = entries.filter(|one| self.fits(stage, needle, *one));
        entries.map(|one| self.place(stage.order(), one)).min()
    }

    /// Whether a way of finding finds an entry.
    fn fits(&self, stage: Stage, needle: &[u8], entry: u32) -> bool {
        let matches = |key: &[u8]| match stage.is_exact() {
            true => key == needle,
            false => key.starts_with(needle),
        };
        let same = match stage.order() {
            Order::Plain => matches(self.roll.plain(entry).as_bytes()),
            Order::Core => matches(self.roll.core(entry).as_bytes()),
            order => matches(&self.spelt(order, entry)),
        };
        same && stage.admits(self.roll.is_present(entry)) && self.roll.is_live(entry)
    }

    /// Whether a subject is found by this entry in this way, and by none of its names in a surer way or at
    /// an earlier place.
    fn stands_first(&self, ask: &Ask, stage: Stage, entry: u32) -> bool {
        let siblings = || self.roll.siblings(entry);
        for (one, needle) in ask.needles().take_while(|(one, _)| *one < stage) {
            if siblings().any(|sibling| self.fits(one, needle, sibling)) {
                return false;
            }
        }
        let Some(needle) = ask.needle(stage) else { return false };
        if !self.fits(stage, needle, entry) {
            return false;
        }
        let mut others = siblings().filter(|one| *one != entry).peekable();
        if others.peek().is_none() {
            return true;
        }
        let here = self.place(stage.order(), entry);
        !others.any(|one| self.fits(stage, needle, one) && self.place(stage.order(), one) < here)
    }

    /// Whether a subject is found in a sorted way by any of its names.
    pub(super) fn is_listed(&self, ask: &Ask, entry: u32) -> bool {
        let found = |one| ask.needles().any(|(stage, needle)| self.fits(stage, needle, one));
        self.roll.siblings(entry).any(found)
    }
}
