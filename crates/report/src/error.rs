//! Everything that can go wrong in this room. What whoever asks will read is in Chinese.

use disclosure::{GateError, Refusal};
use ledger::LedgerError;
use paper::PaperError;
use store::StoreError;

/// Why a report was not issued, not handed out or not verified.
#[derive(Debug, thiserror::Error)]
pub enum ReportError {
    /// A rule forbids it.
    #[error("{}（{}，{}）。{}", .0.reason, .0.rule, .0.basis, .0.remedy)]
    Refused(Refusal),
    /// The packs have no such report on this day.
    #[error("没有编号为“{id}”的信用报告。请在报告种类中选择")]
    NoSuchTemplate {
        /// What was asked for.
        id: String,
    },
    /// The platform knows nobody by that number.
    #[error("平台没有这个主体的信用档案。请核对统一社会信用代码或证件号码")]
    NoSuchSubject,
    /// No report of that number, or none that the asker may have.
    #[error("没有编号为“{number}”的信用报告。请核对编号")]
    NoSuchReport {
        /// What was asked for.
        number: String,
    },
    /// Something in it has changed or gone since.
    #[error(
        "编号“{number}”的信用报告出具之后，其中的信息已经修复、更正、撤回或者到期，不再提供。请重新申请一份"
    )]
    Superseded {
        /// Its number.
        number: String,
    },
    /// The file changed again and again while the report was being compiled.
    #[error("生成报告期间档案一直在变化，没有出具。请稍后再试")]
    Overtaken,
    /// What stands in this room's tables or facts does not read as it was written.
    #[error("{what} does not read as report wrote it; run `probity ledger verify`")]
    Damaged {
        /// What was read.
        what: &'static str,
    },
    /// The paper could not be printed.
    #[error(transparent)]
    Paper(#[from] PaperError),
    /// The gate failed.
    #[error(transparent)]
    Gate(GateError),
    /// The ledger failed.
    #[error(transparent)]
    Ledger(#[from] LedgerError),
    /// The database failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl From<GateError> for ReportError {
    fn from(error: GateError) -> Self {
        match error {
            GateError::Refused(refusal) => Self::Refused(refusal),
            other => Self::Gate(other),
        }
    }
}

impl ReportError {
    /// A refusal: which rule, what happened, what the rule rests on, what to do.
    pub fn refused(rule: &'static str, reason: String, basis: &str, remedy: &str) -> Self {
        let (basis, remedy) = (basis.to_owned(), remedy.to_owned());
        Self::Refused(Refusal { rule, reason, basis, remedy })
    }
}
