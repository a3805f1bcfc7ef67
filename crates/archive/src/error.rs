//! Everything that can go wrong in this room.

use ledger::LedgerError;
use store::StoreError;
use vocabulary::Position;

/// An error of the archive: what happened, and what to do next.
#[derive(Debug, thiserror::Error)]
pub enum ArchiveError {
    /// The database failed.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The ledger failed.
    #[error(transparent)]
    Ledger(#[from] LedgerError),
    /// A fact's body does not have the form that its kind has.
    #[error(
        "the body of fact {position} does not read: {reason}; the room that drafted it must mend it"
    )]
    Body {
        /// Where the fact stands.
        position: Position,
        /// The parser's words.
        reason: String,
    },
    /// A fact that must be about a subject or an item is about none.
    #[error("fact {position} names no {what}; the room that drafted it must mend it")]
    Incomplete {
        /// Where the fact stands.
        position: Position,
        /// What is missing.
        what: &'static str,
    },
    /// A table holds something that was never written there.
    #[error("column `{column}` of the archive holds `{found}`; run `probity archive rebuild`")]
    Stored {
        /// The column.
        column: &'static str,
        /// What was found.
        found: String,
    },
    /// A page cursor was not made by this room.
    #[error("`{cursor}` is no page mark; begin with the first page")]
    Cursor {
        /// What was given.
        cursor: String,
    },
    /// Two subjects cannot be merged or parted.
    #[error("the subjects were not merged or parted: {why}")]
    Merge {
        /// Why not, and what to do.
        why: crate::merge::Hindrance,
    },
}
