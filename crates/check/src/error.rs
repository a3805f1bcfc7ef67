//! Everything that can go wrong in this room.

use disclosure::{GateError, Refusal};
use ledger::LedgerError;
use store::StoreError;

/// An error of the check room, in Chinese where an officer reads it.
#[derive(Debug, thiserror::Error)]
pub enum CheckError {
    /// The application list has no such matter today.
    #[error("应用清单中没有事项“{matter}”，或者它今天不在有效期内。请核对事项编号")]
    UnknownMatter {
        /// The id that was asked for.
        matter: String,
    },
    /// The question may not be asked; the attempt is registered.
    #[error("{}（{}，{}）。{}", .0.reason, .0.rule, .0.basis, .0.remedy)]
    Refused(Refusal),
    /// The gate failed.
    #[error(transparent)]
    Gate(GateError),
    /// The ledger failed.
    #[error(transparent)]
    Ledger(#[from] LedgerError),
    /// The database failed.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// No check of this unit has that number.
    #[error("本单位没有编号为“{number}”的核查结果。请核对编号，形如 C-1024")]
    NoReceipt {
        /// The number given.
        number: String,
    },
    /// The decision was reported before.
    #[error("编号“{number}”的核查已经反馈过办理结果，不能重复反馈")]
    Decided {
        /// The number given.
        number: String,
    },
    /// A refusal, or a decision against an interception, needs a reason.
    #[error("拒绝办理，或者核查结果为“拦截”的，反馈时必须写明理由")]
    ReasonMissing,
    /// A list to check has more lines than are taken at once.
    #[error("名单有 {lines} 行，一次最多核查 {limit} 行。请分成几份")]
    TooLong {
        /// Lines in the list.
        lines: usize,
        /// Lines that are taken.
        limit: usize,
    },
}

impl From<GateError> for CheckError {
    fn from(error: GateError) -> Self {
        match error {
            GateError::Refused(refusal) => Self::Refused(refusal),
            GateError::Ledger(error) => Self::Ledger(error),
            GateError::Store(error) => Self::Store(error),
            other => Self::Gate(other),
        }
    }
}
