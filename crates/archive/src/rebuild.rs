//! The archive made anew from the ledger.

use std::sync::Arc;

use ledger::Reader;
use policy::Law;
use store::Database;
use vocabulary::Position;

use crate::{ArchiveError, ArchiveFollower, queries};

/// Facts read at a time.
const STEP: u64 = 5_000;

/// Empties every table of the archive and replays the ledger, in one transaction: readers see the
/// old tables until the new ones stand. `progress` is told how many positions are done, of how
/// many. No pen may be appending meanwhile: run it while the platform stands still.
pub fn rebuild(
    db: &Database,
    law: Arc<Law>,
    progress: impl Fn(u64, u64),
) -> Result<u64, ArchiveError> {
    let follower = ArchiveFollower::new(law);
    let reader = Reader::new(db.clone());
    let size = reader.size()?;
    db.write(|tx| {
        queries::whole::empty(tx)?;
        queries::changes::next_epoch(tx)?;
        let mut next = 0;
        while next < size {
            let facts = reader.facts_from(Position(next), STEP)?;
            follower.follow(tx, &facts)?;
            next += STEP;
            progress(next.min(size), size);
        }
        Ok(size)
    })
}
