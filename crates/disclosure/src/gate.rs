//! The gate itself: one method for each way of looking.

mod alerts;
mod associations;
mod changes;
mod consented;
mod consents;
mod count;
mod duplicates;
mod erase;
mod exports;
mod figures;
mod file;
mod handed;
mod known;
mod looking;
mod lookups;
mod merges;
mod news;
mod page;
mod patrol;
mod question;
mod recent;
mod record;
mod refusals;
mod refuse;
mod register;
mod reported;
mod review;
mod search;
mod snapshot;
mod weigh;
mod withdrawn;

use std::{
    collections::{BTreeMap, HashMap},
    sync::{Arc, Mutex},
};

use archive::Finder;
use ledger::Pen;
use policy::{Law, model::catalog::CatalogItem};
use store::{Database, Vault};
use vocabulary::{Clock, Date};

use crate::{Whence, model::Limits, queries::counts};

pub(crate) use alerts::place as alert_place;
pub use refuse::{Look, department_basis};
pub use weigh::Weighed;

/// The gate. Clones share everything.
#[derive(Clone)]
pub struct Gate(Arc<Inner>, Option<Arc<Whence>>);

struct Inner {
    db: Database,
    finder: Finder,
    law: Arc<Law>,
    vault: Arc<Vault>,
    pen: Pen,
    clock: Arc<dyn Clock>,
    limits: Limits,
    /// Queries of the public that were counted and not yet written.
    counted: Mutex<BTreeMap<counts::Key, u64>>,
    /// The last edition of items that are no longer in the catalog: their old records are still
    /// the subject's to see.
    last: HashMap<String, CatalogItem>,
}

impl Gate {
    /// A gate under a law; its pen must carry the archive's and this room's followers.
    pub fn new(
        (db, finder): (Database, Finder),
        law: Arc<Law>,
        vault: impl Into<Arc<Vault>>,
        pen: Pen,
        clock: Arc<dyn Clock>,
        limits: Limits,
    ) -> Self {
        let last = law.items_ever().map(|item| (item.id.clone(), item.clone())).collect();
        let vault = vault.into();
        let counted = Mutex::default();
        Self(Arc::new(Inner { db, finder, law, vault, pen, clock, limits, counted, last }), None)
    }

    /// The same gate, for those who come through a door: what they see is registered with it.
    #[must_use]
    pub fn through(&self, whence: Whence) -> Self {
        Self(Arc::clone(&self.0), Some(Arc::new(whence)))
    }

    fn whence(&self) -> Option<&Whence> {
        self.1.as_deref()
    }

    /// The law under which this gate opens.
    pub fn law(&self) -> &Arc<Law> {
        &self.0.law
    }

    /// The day for which everything holds that is asked now.
    pub fn today(&self) -> Date {
        self.0.clock.today()
    }

    /// A page's size: what was asked for, at most the limit.
    fn page_size(&self, asked: u32) -> u32 {
        let limit = self.0.limits.page_entries;
        if asked == 0 { limit.min(20) } else { asked.min(limit) }
    }
}
