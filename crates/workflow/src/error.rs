//! Everything that can go wrong in this room. What people will read is in Chinese.

use archive::ArchiveError;
use ledger::LedgerError;
use serde::{Deserialize, Serialize};
use store::StoreError;

/// What was not done, by which rule, and what to do.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Refusal {
    /// Rule: `H-09`, `C-18`.
    pub rule: String,
    /// What was found, in Chinese.
    pub reason: String,
    /// The text that demands it.
    pub basis: String,
    /// What to do, in Chinese.
    pub remedy: String,
}

/// Why an objection was not taken, or a question not answered.
#[derive(Debug, thiserror::Error)]
pub enum WorkflowError {
    /// A rule forbids it; nothing was changed.
    #[error("{}（{}）。{}", .0.reason, .0.rule, .0.remedy)]
    Refused(Box<Refusal>),
    /// No objection has this number.
    #[error("没有编号为 {number} 的异议。请核对编号")]
    NoSuchObjection {
        /// The number that was asked for.
        number: String,
    },
    /// The law of this site says nothing of the term that is needed.
    #[error("the packs have no deadline `{id}`; add it to deadlines.toml")]
    NoDeadline {
        /// The deadline.
        id: &'static str,
    },
    /// What stands in this room's tables does not read as it was written.
    #[error("{what} does not read as workflow wrote it; run `probity ledger verify`")]
    Damaged {
        /// What was read.
        what: &'static str,
    },
    /// The archive refused.
    #[error(transparent)]
    Archive(#[from] ArchiveError),
    /// The ledger refused.
    #[error(transparent)]
    Ledger(#[from] LedgerError),
    /// The database refused.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl WorkflowError {
    /// A refusal by a rule of objections.
    pub(crate) fn refused(rule: &str, reason: impl Into<String>, remedy: &str) -> Self {
        Self::Refused(Box::new(Refusal {
            rule: rule.to_owned(),
            reason: reason.into(),
            basis: "山东省社会信用条例 第39条".to_owned(),
            remedy: remedy.to_owned(),
        }))
    }
}
