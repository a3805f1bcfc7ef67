//! The room's one door.

use std::{
    collections::HashSet,
    sync::{Arc, Mutex, PoisonError},
};

use identity::{Candidate, Directory, DirectoryError};
use ledger::Pen;
use policy::{
    Law,
    model::{agency::Agency, catalog::CatalogItem},
};
use store::{Database, Vault};
use vocabulary::{Clock, Date, Entropy, SiteKey};

use crate::{IntakeError, Limits, rule};

/// Takes batches and answers for them. Shared by reference or behind an `Arc`; every method may be
/// called from many threads.
pub struct Intake {
    pub(crate) db: Database,
    pub(crate) pen: Pen,
    pub(crate) law: Arc<Law>,
    pub(crate) key: SiteKey,
    pub(crate) vault: Arc<Vault>,
    pub(crate) clock: Arc<dyn Clock>,
    pub(crate) entropy: Arc<dyn Entropy>,
    pub(crate) limits: Limits,
    pub(crate) directory: Arc<dyn Directory>,
    pub(crate) reading: Reading,
}

impl Intake {
    /// An intake of a site that knows nobody by name; [`Intake::with_directory`] gives it a directory.
    pub fn new(
        db: Database,
        pen: Pen,
        law: Arc<Law>,
        key: SiteKey,
        vault: Arc<Vault>,
        (clock, entropy): (Arc<dyn Clock>, Arc<dyn Entropy>),
    ) -> Self {
        let (limits, reading) = (Limits::default(), Reading::default());
        let directory = Arc::new(Nobody);
        Self { db, pen, law, key, vault, clock, entropy, limits, directory, reading }
    }

    /// The same with other limits on files.
    #[must_use]
    pub fn with_limits(mut self, limits: Limits) -> Self {
        self.limits = limits;
        self
    }

    /// The same with a directory, in which organisations without code are looked up by name.
    #[must_use]
    pub fn with_directory(mut self, directory: Arc<dyn Directory>) -> Self {
        self.directory = directory;
        self
    }

    /// The agency of an id or unified code.
    pub(crate) fn agency(&self, id_or_code: &str) -> Result<&Agency, IntakeError> {
        self.law.agency(id_or_code).ok_or_else(|| IntakeError::Refused {
            rule: &rule::NOT_PROVIDER,
            message: format!("名册中没有单位“{id_or_code}”"),
        })
    }

    /// The item in force on a day (H-10, H-65: nothing else is collected).
    pub(crate) fn item(&self, id: &str, on: Date) -> Result<&CatalogItem, IntakeError> {
        self.law.item(id, on).ok_or_else(|| IntakeError::Refused {
            rule: &rule::UNLISTED,
            message: format!("现行目录中没有“{id}”"),
        })
    }
}

/// A directory in which nobody is found.
struct Nobody;

impl Directory for Nobody {
    fn candidates(&self, _name: &str, _limit: usize) -> Result<Vec<Candidate>, DirectoryError> {
        Ok(Vec::new())
    }
}

/// Files that are being read in this process.
#[derive(Default)]
pub(crate) struct Reading(Arc<Mutex<HashSet<String>>>);

/// A file being read; dropped when the reading ends.
pub(crate) struct Mine {
    reading: Arc<Mutex<HashSet<String>>>,
    base: String,
}

impl Reading {
    /// Claims a file.
    pub(crate) fn enter(&self, base: &str) -> Result<Mine, IntakeError> {
        let new = self.0.lock().unwrap_or_else(PoisonError::into_inner).insert(base.to_owned());
        if !new {
            return Err(IntakeError::Busy { batch: base.to_owned() });
        }
        Ok(Mine { reading: Arc::clone(&self.0), base: base.to_owned() })
    }
}

impl Drop for Mine {
    fn drop(&mut self) {
        self.reading.lock().unwrap_or_else(PoisonError::into_inner).remove(&self.base);
    }
}
