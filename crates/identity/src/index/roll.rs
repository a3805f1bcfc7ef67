//! The roll: every name once, its texts in one long string, and whose it is.

use std::{cmp::Ordering, collections::HashMap};

use vocabulary::SubjectId;

use super::{Listed, scan};
use crate::{Name, character};

/// A stretch of the long text, in bytes.
#[derive(Clone, Copy, Default)]
struct Span {
    at: u32,
    len: u32,
}

/// One name of one subject.
#[derive(Clone, Copy)]
struct Entry {
    written: Span,
    plain: Span,
    core: Span,
    subject: u32,
    lot: u32,
    present: bool,
}

struct Subject {
    id: SubjectId,
    code: Span,
    first: u32,
    count: u32,
}

/// What a name comes to, before it is on the roll.
pub(super) struct Texts {
    pub(super) plain: String,
    pub(super) core: String,
}

/// All names with their subjects. An entry that was taken out stays until the roll is written anew.
#[derive(Default)]
pub(super) struct Roll {
    text: String,
    /// All codes one after another.
    codes: String,
    entries: Vec<Entry>,
    subjects: Vec<Subject>,
    places: HashMap<SubjectId, u32>,
    /// One bit an entry: whether it counts.
    counts: Vec<u64>,
    live: usize,
}

/// Without brackets: they tell nothing apart.
pub(super) fn bare(plain: &str) -> String {
    plain.chars().filter(|letter| !matches!(letter, '(' | ')')).collect()
}

/// What a name is found by.
pub(super) fn texts(written: &str) -> Texts {
    let name = Name::parse(written);
    Texts { plain: bare(name.plain()), core: bare(&name.core()) }
}

fn wide(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

impl Roll {
    /// Puts a subject on the roll; its entries. The subject must not be on it.
    pub(super) fn put(&mut self, id: SubjectId, listed: &Listed<'_>) -> std::ops::Range<u32> {
        let first = wide(self.entries.len());
        let subject = wide(self.subjects.len());
        let mut names: Vec<(Texts, &str, bool)> = Vec::with_capacity(listed.names.len());
        for (written, present) in listed.names {
            let texts = texts(written);
            if texts.plain.is_empty() {
                continue;
            }
            match names.iter_mut().find(|(known, _, _)| known.plain == texts.plain) {
                Some(known) if *present && !known.2 => *known = (texts, written, true),
                Some(known) if known.2 == *present && *written < known.1 => known.1 = written,
                Some(_) => {}
                None => names.push((texts, written, *present)),
            }
        }
        names.sort_by(|a, b| (b.2, &a.0.plain).cmp(&(a.2, &b.0.plain)));
        let code = listed.code.map(|code| bare(&character::plain(code))).unwrap_or_default();
        let at = wide(self.codes.len());
        self.codes.push_str(&code);
        let code = Span { at, len: wide(code.len()) };
        let count = wide(names.len());
        self.subjects.push(Subject { id, code, first, count });
        self.places.insert(id, subject);
        for (texts, written, present) in &names {
            self.enter(texts, written, subject, *present);
        }
        self.live += names.len();
        first..first + count
    }

    fn enter(&mut self, texts: &Texts, written: &str, subject: u32, present: bool) {
        let written_at = self.keep(written);
        let plain = if texts.plain == written { written_at } else { self.keep(&texts.plain) };
        let core = match texts.plain.find(&texts.core) {
            Some(at) => Span { at: plain.at + wide(at), len: wide(texts.core.len()) },
            None => self.keep(&texts.core),
        };
        let lot = self.draw(&texts.plain, subject);
        let at = self.entries.len();
        self.entries.push(Entry { written: written_at, plain, core, subject, lot, present });
        if at.is_multiple_of(64) {
            self.counts.push(0);
        }
        self.set(at, true);
    }

    /// A number that depends on name and subject alone: which of many alike are read, where not all can be.
    fn draw(&self, plain: &str, subject: u32) -> u32 {
        let id = self.subjects.get(subject as usize).map_or([0; 16], |one| one.id.0);
        let bytes = plain.bytes().chain(id);
        bytes.fold(0x811C_9DC5, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193))
    }

    fn set(&mut self, at: usize, counts: bool) {
        if let Some(word) = self.counts.get_mut(at / 64) {
            let bit = 1 << (at % 64);
            *word = if counts { *word | bit } else { *word & !bit };
        }
    }

    fn keep(&mut self, text: &str) -> Span {
        let at = wide(self.text.len());
        self.text.push_str(text);
        Span { at, len: wide(text.len()) }
    }

    /// Takes a subject off the roll; its entries, which no longer count.
    pub(super) fn strike(&mut self, id: SubjectId) -> Option<std::ops::Range<u32>> {
        let subject = self.places.remove(&id)?;
        let entries = self.of(subject);
        for entry in entries.clone() {
            self.set(entry as usize, false);
        }
        self.live -= entries.len();
        Some(entries)
    }

    /// The entries of a subject, by its number.
    fn of(&self, subject: u32) -> std::ops::Range<u32> {
        self.subjects.get(subject as usize).map_or(0..0, |one| one.first..one.first + one.count)
    }

    /// The entries of a subject.
    pub(super) fn entries_of(&self, id: SubjectId) -> std::ops::Range<u32> {
        self.places.get(&id).map_or(0..0, |subject| self.of(*subject))
    }

    /// All entries of the subject of an entry.
    pub(super) fn siblings(&self, entry: u32) -> std::ops::Range<u32> {
        self.entries.get(entry as usize).map_or(0..0, |one| self.of(one.subject))
    }

    fn cut(&self, span: Option<Span>) -> &str {
        let Some(Span { at, len }) = span else { return "" };
        self.text.get(at as usize..at as usize + len as usize).unwrap_or("")
    }

    fn entry(&self, entry: u32) -> Option<&Entry> {
        self.entries.get(entry as usize)
    }

    /// The name as written.
    pub(super) fn written(&self, entry: u32) -> &str {
        self.cut(self.entry(entry).map(|one| one.written))
    }

    /// The plain name without brackets.
    pub(super) fn plain(&self, entry: u32) -> &str {
        self.cut(self.entry(entry).map(|one| one.plain))
    }

    /// Its core.
    pub(super) fn core(&self, entry: u32) -> &str {
        self.cut(self.entry(entry).map(|one| one.core))
    }

    fn holder(&self, entry: u32) -> Option<&Subject> {
        self.entry(entry).and_then(|one| self.subjects.get(one.subject as usize))
    }

    /// The code of whose name it is; empty without one.
    pub(super) fn code(&self, entry: u32) -> &str {
        self.holder(entry).map_or("", |one| self.code_of(one))
    }

    fn code_of(&self, subject: &Subject) -> &str {
        let (at, len) = (subject.code.at as usize, subject.code.len as usize);
        self.codes.get(at..at + len).unwrap_or("")
    }

    /// The leading entries of those whose code has a part somewhere.
    pub(super) fn with_code_part(&self, part: &str) -> Vec<u32> {
        let holder = |at: usize| {
            let next = self.subjects.partition_point(|one| one.code.at as usize <= at);
            let one = self.subjects.get(next.checked_sub(1)?)?;
            let end = (one.code.at + one.code.len) as usize;
            (at + part.len() <= end && one.count > 0).then_some(one.first)
        };
        let places = scan::places(self.codes.as_bytes(), part.as_bytes()).into_iter();
        let mut found: Vec<u32> =
            places.filter_map(holder).filter(|entry| self.is_live(*entry)).collect();
        found.dedup();
        found
    }

    /// Whose name it is.
    pub(super) fn subject(&self, entry: u32) -> SubjectId {
        self.holder(entry).map_or(SubjectId([0; 16]), |one| one.id)
    }

    /// Whether it is the present name.
    pub(super) fn is_present(&self, entry: u32) -> bool {
        self.entry(entry).is_some_and(|one| one.present)
    }

    /// Whether it still counts.
    pub(super) fn is_live(&self, entry: u32) -> bool {
        let at = entry as usize;
        self.counts.get(at / 64).is_some_and(|word| word & (1 << (at % 64)) != 0)
    }

    /// What decides between entries that are equally near, where not all can be read.
    pub(super) fn lot(&self, entry: u32) -> u32 {
        self.entry(entry).map_or(0, |one| one.lot)
    }

    /// Whether it is the name a subject is shown by when it is found by its code.
    pub(super) fn leads(&self, entry: u32) -> bool {
        self.holder(entry).is_some_and(|one| one.first == entry)
    }

    /// The order of entries that are equal otherwise.
    pub(super) fn order(&self, a: u32, b: u32) -> Ordering {
        self.plain(a).cmp(self.plain(b)).then_with(|| self.subject(a).cmp(&self.subject(b)))
    }

    /// How many subjects are on it.
    pub(super) fn subjects(&self) -> usize {
        self.places.len()
    }

    /// How many entries count.
    pub(super) fn live(&self) -> usize {
        self.live
    }

    /// How many entries count no longer.
    pub(super) fn dead(&self) -> usize {
        self.entries.len() - self.live
    }

    /// The roll without what counts no longer.
    pub(super) fn anew(&self) -> Self {
        let mut roll = Self::default();
        let mut places: Vec<u32> = self.places.values().copied().collect();
        places.sort_unstable();
        for place in places {
            let Some(subject) = self.subjects.get(place as usize) else { continue };
            let entries = self.of(place);
            let names: Vec<(&str, bool)> =
                entries.map(|one| (self.written(one), self.is_present(one))).collect();
            let code = Some(self.code_of(subject)).filter(|code| !code.is_empty());
            roll.put(subject.id, &Listed { names: &names, code });
        }
        roll
    }

    /// Gives back what was set aside for more.
    pub(super) fn tighten(&mut self) {
        self.text.shrink_to_fit();
        self.codes.shrink_to_fit();
        self.entries.shrink_to_fit();
        self.subjects.shrink_to_fit();
    }

    /// Bytes of memory.
    pub(super) fn bytes(&self) -> usize {
        self.text.capacity()
            + self.codes.capacity()
            + self.entries.capacity() * size_of::<Entry>()
            + self.subjects.capacity() * size_of::<Subject>()
            + self.counts.capacity() * 8
            + self.places.capacity() * 8 / 7 * (size_of::<(SubjectId, u32)>() + 1)
    }
}
