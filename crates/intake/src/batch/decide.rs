//! What a row is to the records that are there: new, the same, a correction, or not allowed.

use crate::{
    batch::chunk::Prepared,
    rule::{self, RuleRef},
};

/// Where a record stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum State {
    /// 有效
    InForce,
    /// 已撤回
    Withdrawn,
    /// 已修复
    Repaired,
}

impl State {
    /// The number that is stored.
    pub(crate) fn number(self) -> i64 {
        match self {
            Self::InForce => 0,
            Self::Withdrawn => 1,
            Self::Repaired => 2,
        }
    }

    /// The state of a stored number.
    pub(crate) fn of(number: i64) -> Option<Self> {
        [Self::InForce, Self::Withdrawn, Self::Repaired].into_iter().find(|s| s.number() == number)
    }
}

/// What is known of a record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Known {
    pub(crate) content: [u8; 16],
    pub(crate) position: u64,
    pub(crate) version: u64,
    pub(crate) state: State,
    pub(crate) source: String,
    pub(crate) recogniser: String,
}

/// What to do with a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Decision {
    /// Nothing is known of the record.
    File,
    /// It says what is known, or what was known before.
    Duplicate,
    /// It says what is known, but comes from another source: perhaps a second provenance.
    Join,
    /// It replaces what is known.
    Correct,
    /// It says something that is not known; whether it was known before must be asked.
    CorrectUnlessOld,
    /// It may not.
    Refuse(RuleRef),
}

/// Decides what a row of `agency` is to what is known of its record.
pub(crate) fn decide(
    row: &Prepared,
    known: Option<&Known>,
    agency: &str,
    correction: bool,
) -> Decision {
    let Some(known) = known else { return Decision::File };
    let same = known.content == row.content;
    let owner = known.source == agency || known.recogniser == agency;
    match (known.state, same) {
        (State::Repaired, true) => Decision::Duplicate,
        (State::Repaired, false) => Decision::Refuse(&rule::REPAIRED),
        (State::Withdrawn, _) if correction && owner => Decision::Correct,
        (State::Withdrawn, true) => Decision::Duplicate,
        (State::Withdrawn, false) => Decision::Refuse(&rule::WITHDRAWN),
        (State::InForce, true) if known.source == agency => Decision::Duplicate,
        (State::InForce, true) => Decision::Join,
        (State::InForce, false) if !owner => Decision::Refuse(&rule::OTHER_SOURCE),
        (State::InForce, false) if correction => Decision::Correct,
        (State::InForce, false) => Decision::CorrectUnlessOld,
    }
}
