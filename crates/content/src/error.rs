//! Everything that can go wrong in this room. What an editor will read is in Chinese.

use ledger::LedgerError;
use serde::{Deserialize, Serialize};
use store::StoreError;

use crate::Place;

/// What was not done, by which rule, and what to do.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Refusal {
    /// Rule: `H-25`, `C-07.f`.
    pub rule: String,
    /// What was found, in Chinese.
    pub reason: String,
    /// The text that demands it.
    pub basis: String,
    /// What to do, in Chinese.
    pub remedy: String,
    /// Where personal numbers stand, if they are why.
    pub places: Vec<Place>,
}

/// Why an article was not taken, or a question not answered.
#[derive(Debug, thiserror::Error)]
pub enum ContentError {
    /// A rule forbids it; nothing was changed.
    #[error("{}（{}）。{}", .0.reason, .0.rule, .0.remedy)]
    Refused(Box<Refusal>),
    /// No article has this number.
    #[error("没有编号为 {number} 的文章。请核对编号")]
    NoSuchArticle {
        /// The number that was asked for.
        number: u64,
    },
    /// What stands in this room's tables does not read as it was written.
    #[error("{what} does not read as content wrote it; run `probity ledger verify`")]
    Damaged {
        /// What was read.
        what: &'static str,
    },
    /// The ledger refused.
    #[error(transparent)]
    Ledger(#[from] LedgerError),
    /// The database refused.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// The text of the duty to review, to keep accounts and to watch (001 三(三)).
const DUTY: &str = "济南市社会信用体系建设“十四五”规划：建立健全内容审核、账号管理和监测监督机制";

impl ContentError {
    /// A refusal by a rule of content.
    pub(crate) fn refused(rule: &str, reason: impl Into<String>, remedy: &str) -> Self {
        let (rule, reason, remedy) = (rule.to_owned(), reason.into(), remedy.to_owned());
        let basis = DUTY.to_owned();
        Self::Refused(Box::new(Refusal { rule, reason, basis, remedy, places: Vec::new() }))
    }

    /// A refusal because a text without names gives somebody away (H-63).
    pub(crate) fn named(places: Vec<Place>) -> Self {
        let named: Vec<String> = places.iter().map(Place::in_words).collect();
        Self::Refused(Box::new(Refusal {
            rule: "H-63".to_owned(),
            reason: format!("这个栏目不出现名称和姓名，文字中有：{}", named.join("；")),
            basis: DUTY.to_owned(),
            remedy: "请改写为“某公司”“张某”等说法，删去号码、住址后再保存；改写后仍须逐字复核。"
                .to_owned(),
            places,
        }))
    }

    /// A refusal because of personal numbers in the text (C-07.f).
    pub(crate) fn numbers(places: Vec<Place>) -> Self {
        let named: Vec<String> = places.iter().map(Place::in_words).collect();
        Self::Refused(Box::new(Refusal {
            rule: "C-07.f".to_owned(),
            reason: format!("文字中含有个人号码：{}", named.join("；")),
            basis: DUTY.to_owned(),
            remedy: "请删去或者遮盖这些号码后再保存；单位的固定电话可以保留。".to_owned(),
            places,
        }))
    }
}
