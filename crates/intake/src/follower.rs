//! Keeps intake's own memory of records true to decisions taken in other rooms.

use ledger::{Follower, LedgerError};
use serde::Deserialize;
use store::Tx;
use vocabulary::{Fact, FactKind};

use crate::{batch::State, queries::keys};

/// Follows repairs and withdrawals, so that a repaired record does not come back when its source sends
/// it again (C-17.f). Give it to the pen beside the other followers.
#[derive(Clone, Copy, Debug, Default)]
pub struct IntakeFollower;

/// What every fact about a record says of it.
#[derive(Deserialize)]
struct About {
    digest: String,
}

impl Follower for IntakeFollower {
    fn name(&self) -> &'static str {
        "intake"
    }

    fn apply(&self, tx: &mut Tx, facts: &[Fact]) -> Result<(), LedgerError> {
        for fact in facts {
            let state = match fact.draft.kind {
                FactKind::RepairGranted => State::Repaired,
                FactKind::RecordWithdrawn => State::Withdrawn,
                _ => continue,
            };
            let key = fact.draft.subject.zip(digest(&fact.draft.body));
            let Some(key) = key else {
                let reason = format!("fact {} names no record", fact.position);
                return Err(LedgerError::Follower { name: self.name(), reason });
            };
            keys::end(tx, &key, state, fact.position.0)?;
        }
        Ok(())
    }
}

/// The record key digest in a body.
fn digest(body: &str) -> Option<[u8; 16]> {
    let about: About = serde_json::from_str(body).ok()?;
    hex::decode(about.digest).ok()?.try_into().ok()
}
