//! Who comes into question at all: names that share a core, all letters but one, or rare pairs of letters.

use std::collections::HashMap;

use super::{
    Index,
    ask::{Ask, Stage},
    key::{self, Order},
};

/// Names under one key, of one core or one sound; where more stand, it tells too little.
const CROWD: usize = 2_000;
/// Names read because they share pairs of letters.
const READ: usize = 20_000;
/// Names kept of those.
const KEPT: usize = 400;
/// Names in which the rarest pair of a word stands; where more do, only the first that begin so are read.
const COMMON: usize = 8_000;

impl Index {
    /// Names that may be meant, each once, ascending.
    pub(super) fn gather(&self, ask: &Ask) -> Vec<u32> {
        let mut pool = Vec::new();
        self.but_one_letter(ask, &mut pool);
        self.of_same_core(ask, &mut pool);
        self.of_same_pairs(ask, &mut pool);
        pool.sort_unstable();
        pool.dedup();
        pool
    }

    /// Names that are the question's but for one letter, wholly or in their cores.
    fn but_one_letter(&self, ask: &Ask, pool: &mut Vec<u32>) {
        let mut keys = Vec::new();
        key::drops(&ask.plain, &ask.core, &mut keys);
        if ask.core == ask.plain {
            key::cores(&ask.core, &mut keys);
        }
        keys.sort_unstable();
        keys.dedup();
        for key in keys {
            let start = pool.len();
            let found = self.layers().flat_map(|layer| layer.drops.get(key).iter().copied());
            pool.extend(found.filter(|entry| self.roll.is_live(*entry)).take(CROWD + 1));
            if pool.len() - start > CROWD {
                pool.truncate(start);
            }
        }
    }

    /// Names whose core is the question's, or sounds so.
    fn of_same_core(&self, ask: &Ask, pool: &mut Vec<u32>) {
        let mut sound = Vec::new();
        key::pinyin(&ask.core, &mut sound);
        for (order, needle) in [(Order::Core, ask.core.as_bytes()), (Order::CorePinyin, &sound)] {
            if needle.is_empty() {
                continue;
            }
            let start = pool.len();
            for layer in self.layers() {
                let entries = layer.equal(&self.roll, order, needle).iter().copied();
                pool.extend(entries.filter(|entry| self.roll.is_live(*entry)).take(CROWD + 1));
            }
            if pool.len() - start > CROWD {
                pool.truncate(start);
            }
        }
    }

    /// Names that share the question's rarest pairs of letters, those with most of them.
    fn of_same_pairs(&self, ask: &Ask, pool: &mut Vec<u32>) {
        let pairs = self.rare(&ask.plain);
        let mut weights: Vec<u64> = Vec::new();
        let mut read = 0;
        for (count, pair) in pairs {
            read += count;
            if read > READ {
                break;
            }
            let weight = u64::from((self.roll.live() / count).max(1).ilog2() + 1);
            weights.extend(self.under(pair).map(|entry| (u64::from(entry) << 32) | weight));
        }
        weights.sort_unstable();
        let mut sums: Vec<(u32, u32)> = Vec::new();
        for one in weights {
            let (entry, weight) = ((one >> 32) as u32, one as u32);
            match sums.last_mut() {
                Some(last) if last.0 == entry => last.1 += weight,
                _ => sums.push((entry, weight)),
            }
        }
        self.heaviest(sums, pool);
    }

    /// The [`KEPT`] heaviest; of equally heavy ones those that the lot picks.
    fn heaviest(&self, mut sums: Vec<(u32, u32)>, pool: &mut Vec<u32>) {
        if sums.len() <= KEPT {
            pool.extend(sums.into_iter().map(|(entry, _)| entry));
            return;
        }
        let least = sums.select_nth_unstable_by(KEPT, |a, b| b.1.cmp(&a.1)).1.1;
        let heavier = sums.iter().filter(|one| one.1 > least).map(|one| one.0);
        let mut ties: Vec<u32> =
            sums.iter().filter(|one| one.1 == least).map(|one| one.0).collect();
        let start = pool.len();
        pool.extend(heavier);
        self.first_by_lot(&mut ties, KEPT - (pool.len() - start));
        pool.extend(ties);
    }

    /// Leaves `count` of the entries: those whose lot comes first.
    fn first_by_lot(&self, entries: &mut Vec<u32>, count: usize) {
        if entries.len() <= count {
            return;
        }
        let mut lots: Vec<(u32, u32)> =
            entries.iter().map(|entry| (self.roll.lot(*entry), *entry)).collect();
        lots.select_nth_unstable_by(count, |a, b| {
            a.0.cmp(&b.0).then_with(|| self.roll.order(a.1, b.1))
        });
        lots.truncate(count);
        *entries = lots.into_iter().map(|(_, entry)| entry).collect();
    }

    /// The pairs of a text that any name has, with how many have it, the rarest first.
    fn rare(&self, text: &str) -> Vec<(usize, u32)> {
        let mut pairs = Vec::new();
        key::pairs(text, &mut pairs);
        let mut counted: Vec<(usize, u32)> =
            pairs.into_iter().map(|pair| (self.count(pair), pair)).collect();
        counted.retain(|(count, _)| *count > 0);
        counted.sort_unstable();
        counted
    }

    /// How many names that count have a pair.
    fn count(&self, pair: u32) -> usize {
        let all: usize = self.layers().map(|layer| layer.pairs.get(pair).len()).sum();
        all.saturating_sub(self.gone.get(&pair).map_or(0, |gone| *gone as usize))
    }

    fn under(&self, pair: u32) -> impl Iterator<Item = u32> {
        let all = self.layers().flat_map(move |layer| layer.pairs.get(pair).iter().copied());
        all.filter(|entry| self.roll.is_live(*entry))
    }

    /// Names in which all words stand, in any order; of those whose words are all common only some.
    pub(super) fn of_words(&self, ask: &Ask) -> Vec<u32> {
        let mut pairs: Vec<(usize, u32)> =
            ask.words.iter().flat_map(|word| self.rare(word).into_iter().take(2)).collect();
        pairs.sort_unstable();
        pairs.dedup();
        let Some(((count, rarest), others)) = pairs.split_first() else { return Vec::new() };
        if *count > COMMON {
            return self.of_first_word(ask);
        }
        let mut found = Vec::new();
        for layer in self.layers() {
            let mut entries = layer.pairs.get(*rarest).to_vec();
            for (_, pair) in others {
                let mut list = layer.pairs.get(*pair);
                entries.retain(|entry| {
                    list = list.get(list.partition_point(|one| one < entry)..).unwrap_or(&[]);
                    list.first() == Some(entry)
                });
            }
            found.extend(entries);
        }
        found.retain(|entry| self.roll.is_live(*entry));
        self.first_by_lot(&mut found, CROWD);
        found.retain(|entry| self.has_words(ask, *entry));
        found
    }

    /// Where all words are common: of the first names that begin with one of them those that have the others.
    fn of_first_word(&self, ask: &Ask) -> Vec<u32> {
        let mut found = Vec::new();
        for word in &ask.words {
            let mut first = Vec::new();
            for layer in self.layers() {
                let entries = layer.beginning(&self.roll, Order::Plain, word.as_bytes()).iter();
                let live = entries.copied().filter(|entry| self.roll.is_live(*entry));
                first.extend(live.take(CROWD));
            }
            if first.len() > CROWD {
                first.sort_by(|a, b| self.roll.order(*a, *b));
                first.truncate(CROWD);
            }
            found.extend(first.into_iter().filter(|entry| self.has_words(ask, *entry)));
        }
        found
    }

    /// Whether all words stand in a name.
    pub(super) fn has_words(&self, ask: &Ask, entry: u32) -> bool {
        let plain = self.roll.plain(entry);
        ask.words.iter().all(|word| plain.contains(word.as_str()))
    }

    /// Notes that entries of a layer count no longer (or, by `forget`, that the layer lost them).
    pub(super) fn note_gone(&mut self, entry: u32, forget: bool) {
        let mut pairs = Vec::new();
        key::pairs(self.roll.plain(entry), &mut pairs);
        for pair in pairs {
            note(&mut self.gone, pair, forget);
        }
    }
}

fn note(gone: &mut HashMap<u32, u32>, pair: u32, forget: bool) {
    let count = gone.entry(pair).or_default();
    *count = if forget { count.saturating_sub(1) } else { *count + 1 };
    if *count == 0 {
        gone.remove(&pair);
    }
}

/// Names that are the question's letter by letter, at most [`CROWD`] each.
pub(super) fn equal(index: &Index, ask: &Ask) -> Vec<u32> {
    let mut found = index.walk(ask, Stage::Name, None, CROWD);
    found.extend(index.walk(ask, Stage::Former, None, CROWD));
    found
}
