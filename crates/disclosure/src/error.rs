//! Everything that can go wrong in this room.

use archive::ArchiveError;
use ledger::LedgerError;
use serde::Serialize;
use store::StoreError;

/// Why the gate stays closed: what happened, which rule, what to do next (in Chinese).
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Refusal {
    /// Number of the rule: `H-77`.
    pub rule: &'static str,
    /// What happened.
    pub reason: String,
    /// What the rule rests on.
    pub basis: String,
    /// What to do next.
    pub remedy: String,
}

/// An error of the gate.
#[derive(Debug, thiserror::Error)]
pub enum GateError {
    /// The viewer may not see what was asked for; the attempt is in the register.
    #[error("{}（{}，{}）。{}", .0.reason, .0.rule, .0.basis, .0.remedy)]
    Refused(Refusal),
    /// The database failed.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The ledger failed: a look that cannot be registered is not answered (H-78).
    #[error(transparent)]
    Ledger(#[from] LedgerError),
    /// The archive failed.
    #[error(transparent)]
    Archive(#[from] ArchiveError),
    /// A page cursor was not made by the gate.
    #[error("“{cursor}”不是翻页标记。请从第一页开始")]
    Cursor {
        /// What was given.
        cursor: String,
    },
}
