//! The checker: asks the gate, judges, keeps receipts.

mod ask;
mod batch;
mod coverage;
mod decide;
mod rehearse;

use std::sync::{Arc, PoisonError, RwLock};

use disclosure::{Gate, Whence};
use ledger::{Pen, Reader};
use policy::Law;
use store::Database;
use vocabulary::{Clock, Date, SiteKey};

use crate::plan::Plan;

/// The limits of this checker; none of them is law.
#[derive(Clone, Debug)]
pub struct Limits {
    /// Lines of one list that is checked (H-11).
    pub batch_lines: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self { batch_lines: 5_000 }
    }
}

/// Answers the questions of matters. Clones share everything.
#[derive(Clone)]
pub struct Checker(Arc<Inner>);

struct Inner {
    db: Database,
    gate: Gate,
    law: Arc<Law>,
    pen: Pen,
    reader: Reader,
    key: SiteKey,
    clock: Arc<dyn Clock>,
    limits: Limits,
    plan: RwLock<Arc<Plan>>,
}

impl Checker {
    /// A checker over a gate; the pen must carry the followers of archive, disclosure and check.
    pub fn new(
        db: Database,
        gate: Gate,
        pen: Pen,
        key: SiteKey,
        clock: Arc<dyn Clock>,
        limits: Limits,
    ) -> Self {
        let law = Arc::clone(gate.law());
        let plan = RwLock::new(Arc::new(Plan::of(&law, clock.today())));
        let reader = Reader::new(db.clone());
        Self(Arc::new(Inner { db, gate, law, pen, reader, key, clock, limits, plan }))
    }

    /// The same checker, for those who come through a door: it is registered with each check.
    #[must_use]
    pub fn through(&self, whence: Whence) -> Self {
        let inner = &*self.0;
        let plan = Arc::clone(&inner.plan.read().unwrap_or_else(PoisonError::into_inner));
        Self(Arc::new(Inner {
            db: inner.db.clone(),
            gate: inner.gate.through(whence),
            law: Arc::clone(&inner.law),
            pen: inner.pen.clone(),
            reader: inner.reader.clone(),
            key: inner.key.clone(),
            clock: Arc::clone(&inner.clock),
            limits: inner.limits.clone(),
            plan: RwLock::new(plan),
        }))
    }
}

impl Inner {
    /// The matters of a day; prepared once a day.
    fn plan(&self, day: Date) -> Arc<Plan> {
        let plan = Arc::clone(&self.plan.read().unwrap_or_else(PoisonError::into_inner));
        if plan.day == day {
            return plan;
        }
        let plan = Arc::new(Plan::of(&self.law, day));
        *self.plan.write().unwrap_or_else(PoisonError::into_inner) = Arc::clone(&plan);
        plan
    }
}
