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

/// What is wrong with one field or paper of a form.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fault {
    /// The field or document.
    pub field: String,
    /// What is wrong and what to do, in Chinese.
    pub reason: String,
}

/// Why a case did not begin or move, or a question was not answered.
#[derive(Debug, thiserror::Error)]
pub enum WorkflowError {
    /// A rule forbids it; nothing was changed.
    #[error("{}（{}）。{}", .0.reason, .0.rule, .0.remedy)]
    Refused(Box<Refusal>),
    /// Fields of the form are not filled in as they must be; nothing was changed.
    #[error("有 {} 处填写不符合要求：{}", .0.len(), .0.first().map_or("", |fault| fault.reason.as_str()))]
    Faulty(Vec<Fault>),
    /// No case has this number, or whoever asks has no part in it.
    #[error("没有编号为 {number} 的事项。请核对编号")]
    NoSuchCase {
        /// The number that was asked for.
        number: String,
    },
    /// No process of this name is in force.
    #[error("没有名为 {process} 的办理流程。请从办事指南进入")]
    NoSuchProcess {
        /// The process that was asked for.
        process: String,
    },
    /// A case has nobody who could handle it (H-36).
    #[error("“{process}”没有承办单位：{owner}。请先在机关名录中设置承办单位")]
    NoOwner {
        /// The process.
        process: String,
        /// The actor that no agency fills.
        owner: String,
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
    /// The gate refused.
    #[error(transparent)]
    Gate(#[from] disclosure::GateError),
    /// The ledger refused.
    #[error(transparent)]
    Ledger(#[from] LedgerError),
    /// The database refused.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl WorkflowError {
    /// A refusal of a move or a beginning.
    pub(crate) fn barred(
        rule: &str,
        reason: impl Into<String>,
        basis: impl Into<String>,
        remedy: impl Into<String>,
    ) -> Self {
        Self::Refused(Box::new(Refusal {
            rule: rule.to_owned(),
            reason: reason.into(),
            basis: basis.into(),
            remedy: remedy.into(),
        }))
    }
}
