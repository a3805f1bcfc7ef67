//! Everything that can go wrong in this room.

use ledger::LedgerError;
use serde::Serialize;
use store::StoreError;

/// Why somebody may not come in, or may not do what he asked: what happened, which rule, on which
/// basis, what to do next (in Chinese).
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Refused {
    /// Number of the rule: `H-80`.
    pub rule: &'static str,
    /// What happened.
    pub reason: String,
    /// What the rule rests on.
    pub basis: String,
    /// What to do next.
    pub remedy: String,
}

/// An error of accounts, keys and sessions.
#[derive(Debug, thiserror::Error)]
pub enum AccountError {
    /// It is not allowed; the attempt is a fact where it concerns security.
    #[error("{}（{}，{}）。{}", .0.reason, .0.rule, .0.basis, .0.remedy)]
    Refused(Refused),
    /// The database failed.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The ledger failed.
    #[error(transparent)]
    Ledger(#[from] LedgerError),
    /// A password could not be hashed, or a stored hash does not read.
    #[error("a password cannot be hashed: {reason}; look at the settings of the cost")]
    Hash {
        /// What is wrong.
        reason: String,
    },
    /// The unified login does not answer as it should; nobody was signed in.
    #[error("the unified login failed: {reason}; look at its settings and at the provider")]
    Provider {
        /// What is wrong.
        reason: String,
    },
}

impl Refused {
    /// Identity and sessions: who one is was not shown.
    pub(crate) fn identity(reason: impl Into<String>, remedy: impl Into<String>) -> Self {
        Self::of("C-34", reason, "GB/T 22239-2019 第8.1.4.1条", remedy)
    }

    /// Duties of posts: the role does not allow it, or one person would do two persons' work.
    pub(crate) fn duty(reason: impl Into<String>, remedy: impl Into<String>) -> Self {
        Self::of("H-80", reason, "《山东省社会信用条例》第24条", remedy)
    }

    /// Beyond the own authority.
    pub(crate) fn beyond(reason: impl Into<String>, remedy: impl Into<String>) -> Self {
        Self::of("H-77", reason, "《山东省社会信用条例》第24条", remedy)
    }

    /// A minor.
    pub(crate) fn minor() -> Self {
        Self::of(
            "H-14",
            "未满十八周岁的人不是信用主体，不开设账号",
            "《山东省社会信用条例》第2条",
            "年满十八周岁后再办理",
        )
    }

    /// Something that is not there, or was written wrongly.
    pub(crate) fn given(reason: impl Into<String>, remedy: impl Into<String>) -> Self {
        Self::of("C-34", reason, "平台规则", remedy)
    }

    fn of(
        rule: &'static str,
        reason: impl Into<String>,
        basis: impl Into<String>,
        remedy: impl Into<String>,
    ) -> Self {
        Self { rule, reason: reason.into(), basis: basis.into(), remedy: remedy.into() }
    }
}

impl From<Refused> for AccountError {
    fn from(refused: Refused) -> Self {
        Self::Refused(refused)
    }
}
