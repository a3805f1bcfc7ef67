//! Everything that can go wrong in this room. What a clerk will read is in Chinese.

use identity::DirectoryError;
use ledger::LedgerError;
use store::StoreError;

use crate::{fault::Fault, rule::RuleRef};

/// Why a batch was not taken, or a question not answered.
#[derive(Debug, thiserror::Error)]
pub enum IntakeError {
    /// The batch breaks a rule that stands above its rows.
    #[error("{}（{}）：{message}。{}", rule.title, rule.code, rule.advice)]
    Refused {
        /// The rule.
        rule: RuleRef,
        /// What was found, in Chinese.
        message: String,
    },
    /// One row that was filed by itself breaks rules.
    #[error("{}", crate::fault::in_words(faults))]
    Faulty {
        /// What is wrong with it.
        faults: Vec<Fault>,
    },
    /// A rule about what an officer or a subject does; nothing was changed.
    #[error("{reason}（{rule}）。{remedy}")]
    Forbidden {
        /// Rule: `C-07.d`, `H-13`.
        rule: &'static str,
        /// What was found, in Chinese.
        reason: String,
        /// What to do, in Chinese.
        remedy: &'static str,
    },
    /// Nothing is in the file.
    #[error("文件是空的。请确认导出成功，文件里有表头和至少一行数据")]
    Empty,
    /// The file is no table, or damaged.
    #[error("{what}。{remedy}")]
    Unreadable {
        /// What was found.
        what: String,
        /// What to do.
        remedy: &'static str,
    },
    /// Something exceeds its limit.
    #[error("{what}超过上限 {limit}。请拆成几个文件报送")]
    TooLarge {
        /// What is too large.
        what: &'static str,
        /// The limit: bytes, or columns.
        limit: u64,
    },
    /// The bytes stopped coming.
    #[error("文件没有传完（{reason}）。请重新报送；已收下的部分不会重复")]
    Transfer {
        /// The words of the operating system.
        reason: String,
    },
    /// The temporary file could not be kept.
    #[error(
        "the file cannot be kept while it is read: {reason}; look at the space in the temporary folder"
    )]
    Disk {
        /// The words of the operating system.
        reason: String,
    },
    /// The same file is being read at this moment.
    #[error("同一文件正在读取（批次 {batch}）。请等它读完，再看回执")]
    Busy {
        /// The batch.
        batch: String,
    },
    /// No batch has this id.
    #[error("没有批次 {batch}。请核对批次号")]
    NoSuchBatch {
        /// The id that was asked for.
        batch: String,
    },
    /// No record has this key.
    #[error("没有这条记录。请核对主体和记录主键")]
    NoSuchRecord,
    /// The record is not in the state that the act needs.
    #[error("该记录{state}，不能{act}")]
    State {
        /// What it is.
        state: &'static str,
        /// What was asked for.
        act: &'static str,
    },
    /// A reason is required by law.
    #[error("请写明理由；撤回和恢复都必须说明理由并留痕")]
    NoReason,
    /// The field was not changed by a cleansing.
    #[error("栏目 {field} 没有被清洗过，无可恢复")]
    NotCleansed {
        /// The field.
        field: String,
    },
    /// The template could not be made.
    #[error("the template cannot be made: {reason}; this is a fault of the program, report it")]
    Template {
        /// The writer's words.
        reason: String,
    },
    /// The faulty rows could not be written.
    #[error("the faulty rows cannot be written: {reason}; try again")]
    Output {
        /// The words of the operating system.
        reason: String,
    },
    /// The month is not of the form 2026-11.
    #[error("月份 {month} 写法不对。请按“年-月”填写，例如 2026-11")]
    Month {
        /// What was asked for.
        month: String,
    },
    /// What stands in this room's tables or in a fact does not read as it was written.
    #[error("{what} does not read as intake wrote it; run `probity ledger verify`")]
    Damaged {
        /// What was read.
        what: &'static str,
    },
    /// A thread of the reading ended before its time.
    #[error(
        "the reading of the batch was broken off; send the file again, it goes on where it stopped"
    )]
    BrokenOff,
    /// Working days of a year are unknown.
    #[error(transparent)]
    Calendar(#[from] vocabulary::CalendarError),
    /// The directory of names could not be read.
    #[error(transparent)]
    Directory(#[from] DirectoryError),
    /// The ledger refused.
    #[error(transparent)]
    Ledger(#[from] LedgerError),
    /// The database refused.
    #[error(transparent)]
    Store(#[from] StoreError),
}
