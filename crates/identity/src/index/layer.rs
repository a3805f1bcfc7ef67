//! A layer: a number of names, sorted once by all orders and never changed.

use super::{
    key::{self, ORDERS, Order},
    roll::Roll,
};

/// Entries by a number, sorted by it.
#[derive(Default)]
pub(super) struct Postings {
    keys: Vec<u32>,
    starts: Vec<u32>,
    entries: Vec<u32>,
}

impl Postings {
    /// Of pairs of key and entry, the key in the upper half.
    fn of(mut pairs: Vec<u64>) -> Self {
        pairs.sort_unstable();
        let mut keys = Vec::new();
        let mut starts = Vec::new();
        let mut entries = Vec::with_capacity(pairs.len());
        for pair in pairs {
            let key = (pair >> 32) as u32;
            if keys.last() != Some(&key) {
                keys.push(key);
                starts.push(entries.len() as u32);
            }
            entries.push(pair as u32);
        }
        keys.shrink_to_fit();
        starts.shrink_to_fit();
        Self { keys, starts, entries }
    }

    /// The entries filed under a key.
    pub(super) fn get(&self, key: u32) -> &[u32] {
        let Ok(at) = self.keys.binary_search(&key) else { return &[] };
        let start = |at: usize| self.starts.get(at).map_or(self.entries.len(), |at| *at as usize);
        self.entries.get(start(at)..start(at + 1)).unwrap_or(&[])
    }

    fn bytes(&self) -> usize {
        (self.keys.capacity() + self.starts.capacity() + self.entries.capacity()) * 4
    }
}

/// A number of names, sorted.
#[derive(Default)]
pub(super) struct Layer {
    /// Entries by each order of [`ORDERS`].
    lists: [Vec<u32>; ORDERS.len()],
    /// Entries by what is left of them without one letter.
    pub(super) drops: Postings,
    /// Entries by their pairs of letters.
    pub(super) pairs: Postings,
    /// All entries, ascending.
    entries: Vec<u32>,
}

impl Layer {
    /// The layer of these entries.
    pub(super) fn of(roll: &Roll, mut entries: Vec<u32>) -> Self {
        entries.sort_unstable();
        entries.shrink_to_fit();
        let lists = ORDERS.map(|order| sorted(roll, &entries, order));
        let (drops, pairs) = (drops(roll, &entries), pairs(roll, &entries));
        Self { lists, drops, pairs, entries }
    }

    /// The entries it was made of, whether they still count or not.
    pub(super) fn entries(&self) -> &[u32] {
        &self.entries
    }

    /// The entries by an order.
    pub(super) fn list(&self, order: Order) -> &[u32] {
        self.lists.get(order as usize).map_or(&[], Vec::as_slice)
    }

    /// The entries whose key begins with `needle`, in order; those whose key is it stand first.
    pub(super) fn beginning(&self, roll: &Roll, order: Order, needle: &[u8]) -> &[u32] {
        let list = self.list(order);
        let mut key = Vec::new();
        let mut spelt = |entry: u32| {
            key.clear();
            order.spell(roll, entry, &mut key);
            let start = key.get(..needle.len().min(key.len())).unwrap_or(&[]);
            start.cmp(needle)
        };
        let from = list.partition_point(|entry| spelt(*entry).is_lt());
        let rest = list.get(from..).unwrap_or(&[]);
        let count = rest.partition_point(|entry| spelt(*entry).is_eq());
        rest.get(..count).unwrap_or(&[])
    }

    /// The entries whose key is `needle`.
    pub(super) fn equal(&self, roll: &Roll, order: Order, needle: &[u8]) -> &[u32] {
        let entries = self.beginning(roll, order, needle);
        let mut key = Vec::new();
        let count = entries.partition_point(|entry| {
            key.clear();
            order.spell(roll, *entry, &mut key);
            key.len() == needle.len()
        });
        entries.get(..count).unwrap_or(&[])
    }

    /// Bytes of memory.
    pub(super) fn bytes(&self) -> usize {
        let lists: usize = self.lists.iter().map(|list| list.capacity() * 4).sum();
        lists + self.drops.bytes() + self.pairs.bytes() + self.entries.capacity() * 4
    }
}

/// The entries by the bytes of their keys; those without a key left out.
fn sorted(roll: &Roll, entries: &[u32], order: Order) -> Vec<u32> {
    let mut bytes = Vec::new();
    let mut spans = Vec::with_capacity(entries.len());
    for entry in entries {
        let from = bytes.len();
        order.spell(roll, *entry, &mut bytes);
        if bytes.len() > from {
            let first = head(bytes.get(from..).unwrap_or(&[]));
            spans.push((first, from as u32, bytes.len() as u32, *entry));
        }
    }
    let key = |from: u32, to: u32| bytes.get(from as usize..to as usize).unwrap_or(&[]);
    spans.sort_unstable_by(|a, b| {
        a.0.cmp(&b.0)
            .then_with(|| key(a.1, a.2).cmp(key(b.1, b.2)))
            .then_with(|| roll.order(a.3, b.3))
    });
    spans.into_iter().map(|span| span.3).collect()
}

/// The first sixteen bytes as a number of the same order.
fn head(key: &[u8]) -> u128 {
    let padded = key.iter().copied().chain(std::iter::repeat(0)).take(16);
    padded.fold(0, |number, byte| (number << 8) | u128::from(byte))
}

fn drops(roll: &Roll, entries: &[u32]) -> Postings {
    filed(entries, |entry, keys| key::drops(roll.plain(entry), roll.core(entry), keys))
}

fn pairs(roll: &Roll, entries: &[u32]) -> Postings {
    filed(entries, |entry, keys| key::pairs(roll.plain(entry), keys))
}

fn filed(entries: &[u32], keys: impl Fn(u32, &mut Vec<u32>)) -> Postings {
    let mut pairs = Vec::new();
    let mut found = Vec::new();
    for entry in entries {
        found.clear();
        keys(*entry, &mut found);
        found.sort_unstable();
        found.dedup();
        pairs.extend(found.iter().map(|key| (u64::from(*key) << 32) | u64::from(*entry)));
    }
    Postings::of(pairs)
}
