//! Keeps the tables of this room: a pure function of the facts `report.*`.

use ledger::{Follower, LedgerError};
use store::Tx;
use vocabulary::Fact;

/// Follows the ledger: what was issued, what was recognised, what was destroyed.
#[derive(Clone, Copy, Debug, Default)]
pub struct ReportFollower;

impl Follower for ReportFollower {
    fn name(&self) -> &'static str {
        "report"
    }

    fn apply(&self, _tx: &mut Tx, _facts: &[Fact]) -> Result<(), LedgerError> {
        Ok(())
    }
}
