//! The only writer of the archive: turns facts into files, inside the pen's transaction.

mod erased;
mod event;
mod filed;
mod flush;
mod merged;
mod registered;
mod related;
mod succession;
mod turned;
mod working;
mod yielding;

use std::{collections::HashMap, sync::Arc};

use ledger::{Follower, LedgerError};
use policy::Law;
use store::Tx;
use vocabulary::Fact;

use crate::{
    ArchiveError, Digest,
    shape::{Shape, shapes},
};
use event::{Act, Cause, Event};
use working::Working;

/// Follows the ledger and keeps the archive current.
///
/// The tables are a pure function of the facts and the packs: periods are decided by the law given
/// here as of the day on which the platform learnt a record. After packs that touch stored records
/// the archive is rebuilt ([`crate::rebuild`]).
pub struct ArchiveFollower {
    law: Arc<Law>,
    shapes: HashMap<String, Shape>,
    unknown: Shape,
}

impl ArchiveFollower {
    /// A follower under a law.
    pub fn new(law: Arc<Law>) -> Self {
        let shapes = shapes(&law);
        Self { law, shapes, unknown: Shape::default() }
    }

    fn shape(&self, item: &str) -> &Shape {
        self.shapes.get(item).unwrap_or(&self.unknown)
    }

    /// Applies facts in their order; how they are cut into calls makes no difference.
    pub(crate) fn follow(&self, tx: &mut Tx, facts: &[Fact]) -> Result<(), ArchiveError> {
        let mut events = Vec::new();
        for fact in facts {
            events.extend(event::parse(fact)?);
        }
        if events.is_empty() {
            return Ok(());
        }
        let mut working = Working::load(tx, &events)?;
        for event in events {
            self.one(tx, &mut working, event)?;
        }
        working.flush(tx, self)
    }

    fn one(&self, tx: &mut Tx, working: &mut Working, event: Event) -> Result<(), ArchiveError> {
        let Event { cause, act } = event;
        match act {
            Act::File(filing) => {
                self.file(tx, working, &cause, &filing)?;
                related::tell(tx, self, working, &cause, &filing)?;
                succession::follow(tx, self, working, &cause, &filing)?;
                yielding::give_way(tx, self, working, &cause)?;
            }
            Act::Join(source) => turned::join(working, &cause, source),
            Act::Turn { digest, turn } => {
                turned::turn(self, working, &cause, digest, turn);
                self.end(tx, working, &cause, digest)?;
                yielding::come_back(tx, self, working, &cause, digest)?;
            }
            Act::Restore { digest, field } => {
                working.flush(tx, self)?;
                self.restore(tx, working, &cause, digest, &field)?;
            }
            Act::Merge { into } => {
                working.flush(tx, self)?;
                merged::merge(tx, working, (cause.subject, into), (cause.position, None))?;
                merged::tell(tx, cause.subject, cause.position)?;
                working.touch(&cause);
            }
            Act::Part => {
                working.flush(tx, self)?;
                merged::part(tx, working, cause.subject, cause.position)?;
                merged::tell(tx, cause.subject, cause.position)?;
                working.touch(&cause);
            }
            Act::Erase { position, gone, ended } => {
                working.flush(tx, self)?;
                erased::erase(tx, self, working, &cause, position, gone)?;
                // What a fact had ended stays ended, though its body is no more (H-29).
                if let Some((digest, turn)) = ended {
                    working.reload(tx, cause.subject, Some(digest))?;
                    turned::turn(self, working, &cause, digest, turn);
                    self.end(tx, working, &cause, digest)?;
                    yielding::come_back(tx, self, working, &cause, digest)?;
                }
            }
        }
        Ok(())
    }
}

impl ArchiveFollower {
    /// A record that is no longer in force tells nothing of others either.
    fn end(
        &self,
        tx: &mut Tx,
        working: &mut Working,
        cause: &Cause,
        digest: Digest,
    ) -> Result<(), ArchiveError> {
        let record = working.records.get(&(cause.subject, digest)).and_then(|work| work.current());
        let ended =
            record.filter(|record| record.version == cause.position && !record.state.is_active());
        let item = ended.map(|record| record.item.clone());
        if item.is_none_or(|item| self.shape(&item).relation.is_none()) {
            return Ok(());
        }
        related::end(tx, working, cause, digest)?;
        succession::end(tx, self, working, cause, digest)
    }
}

impl Follower for ArchiveFollower {
    fn name(&self) -> &'static str {
        "archive"
    }

    fn apply(&self, tx: &mut Tx, facts: &[Fact]) -> Result<(), LedgerError> {
        self.follow(tx, facts).map_err(|error| match error {
            ArchiveError::Store(error) => LedgerError::Store(error),
            other => LedgerError::Follower { name: "archive", reason: other.to_string() },
        })
    }
}
