//! Followers keep derived tables; the ledger knows them only by this trait.

use store::Tx;
use vocabulary::Fact;

use crate::LedgerError;

/// Something that turns facts into its own tables, inside the transaction that appends them.
pub trait Follower: Send + Sync {
    /// Its name in messages, the name of its room.
    fn name(&self) -> &'static str;

    /// Applies facts in their order. An error undoes the whole transaction.
    fn apply(&self, tx: &mut Tx, facts: &[Fact]) -> Result<(), LedgerError>;
}
