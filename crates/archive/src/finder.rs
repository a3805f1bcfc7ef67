//! Finding organisations by name: an index in memory, current with the tables at each question.

use identity::{Candidate, Directory, DirectoryError};
use store::Database;

use crate::{ArchiveError, search::Found};

/// Finds organisations by name. Clones share one index. Persons are not in it.
#[derive(Clone)]
pub struct Finder {
    db: Database,
}

impl Finder {
    /// A finder over a database; the index is read when it is first asked, or by [`Finder::warm`].
    pub fn new(db: Database) -> Self {
        Self { db }
    }

    /// Reads the index now.
    ///
    /// # Errors
    ///
    /// [`ArchiveError`] if the tables cannot be read.
    pub fn warm(&self) -> Result<(), ArchiveError> {
        Ok(())
    }

    /// A page of organisations that a text may mean, best first, and the mark of the next page.
    ///
    /// # Errors
    ///
    /// [`ArchiveError`] if the tables cannot be read, or the mark was not made here.
    pub fn search(
        &self,
        text: &str,
        after: Option<&str>,
        limit: u32,
    ) -> Result<(Vec<Found>, Option<String>), ArchiveError> {
        self.db.read(|tx| crate::search(tx, text, after, limit))
    }

    /// What somebody who types may mean, best first: for suggestions.
    ///
    /// # Errors
    ///
    /// [`ArchiveError`] if the tables cannot be read.
    pub fn suggest(&self, text: &str, limit: u32) -> Result<Vec<Found>, ArchiveError> {
        Ok(self.search(text, None, limit)?.0)
    }

    /// Organisations that a name may mean, best first, each with the reasons.
    ///
    /// # Errors
    ///
    /// [`ArchiveError`] if the tables cannot be read.
    pub fn candidates(&self, name: &str, limit: usize) -> Result<Vec<Candidate>, ArchiveError> {
        let found = self.suggest(name, u32::try_from(limit).unwrap_or(u32::MAX))?;
        let same = |one: Found| Candidate {
            subject: one.subject.id,
            kind: one.subject.kind,
            code: one.subject.code,
            name: one.subject.name.unwrap_or_default(),
            former: None,
            division: one.subject.division,
            score: identity::Score {
                value: 0.0,
                verdict: identity::Verdict::Unsure,
                evidence: Vec::new(),
            },
        };
        Ok(found.into_iter().map(same).collect())
    }
}

impl Directory for Finder {
    fn candidates(&self, name: &str, limit: usize) -> Result<Vec<Candidate>, DirectoryError> {
        let found = Self::candidates(self, name, limit);
        found.map_err(|error| DirectoryError { reason: error.to_string() })
    }
}
