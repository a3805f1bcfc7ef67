//! The clocks of a process.

use serde::{Deserialize, Serialize};

use crate::model::basis::{Basis, Length, Title};

/// A clock. It starts when a case enters a state that names it, runs on from state to state as long as each
/// names it, stands still in states that pause it, and ends in a state that does neither.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Clock {
    /// Short id.
    pub id: String,
    /// What must be done by then.
    pub title: Title,
    /// How long; a working day or zero of them (the same day). Exactly one of `within` and `by`.
    pub within: Option<Length>,
    /// A field of kind `date` that is the last day itself.
    pub by: Option<String>,
    /// From when it counts; that day does not count itself.
    #[serde(default)]
    pub from: Counted,
    /// The alarm goes when this much of it is over (C-11.a: on the fourth day).
    pub alarm: Option<Length>,
    /// How it can be extended.
    pub extend: Option<Extension>,
    /// What is done one after the other once the last day has passed.
    #[serde(default)]
    pub step: Vec<Step>,
    /// The move that the clock itself makes once the last day has passed.
    pub expires: Option<String>,
    /// Legal bases of the length.
    pub basis: Vec<Basis>,
}

/// From when a clock counts.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Counted {
    /// The day on which the state was entered that started it.
    #[default]
    Entry,
    /// The day on which the case began.
    Start,
    /// The day in a field of kind `date`.
    Field(String),
}

/// How a clock can be extended.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Extension {
    /// How often.
    pub times: u8,
    /// How much longer each time.
    pub within: Length,
    /// Actors who may, with a reason that the parties read.
    pub by: Vec<String>,
}

/// What is done once a last day has passed: counted from that day, in order.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Step {
    /// How long after the last day.
    pub after: Length,
    /// What.
    pub act: Escalation,
    /// Actor who is told; it sees the case in its queue from then on.
    pub to: String,
}

/// Steps against lateness, from mild to hard (C-32, S-337).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Escalation {
    /// 提醒
    Remind,
    /// 上报
    Escalate,
    /// 通报
    Notify,
    /// 约谈
    Talk,
    /// 专项督办
    Order,
}
