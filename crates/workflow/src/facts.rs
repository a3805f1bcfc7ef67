//! What stands in the bodies of `case.*`: everything that was decided, so that whoever reads the ledger
//! need not decide again.

use std::collections::BTreeMap;

use policy::{model::process::Outcome, process::Running};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use vocabulary::Date;

/// A value of a field.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Kept {
    /// As it is: days, numbers, choices.
    Plain(String),
    /// Sealed: texts, and whatever only named officers see.
    Sealed(String),
}

/// Values by field.
pub(crate) type Values = BTreeMap<String, Kept>;

/// A clock and when it must be looked at.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Watched {
    /// How it stands.
    pub(crate) running: Running,
    /// The day from which the daily run must look at it.
    pub(crate) look: Option<Date>,
    /// Whether it is known that its day has passed.
    #[serde(default)]
    pub(crate) over: bool,
    /// Whether its own move was refused.
    #[serde(default)]
    pub(crate) stuck: bool,
}

/// A place in a queue.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Place {
    /// Agency, by id; `*` for any.
    pub(crate) agency: String,
    /// Actor of the process.
    pub(crate) actor: String,
    /// Whether it was reported there because it is late.
    pub(crate) escalated: bool,
}

/// How a case stands after a fact: who has it, its clocks, its places.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Standing {
    /// State.
    pub(crate) state: String,
    /// How it ended, if it has.
    pub(crate) outcome: Option<Outcome>,
    /// Agency that has it: empty for a party, `*` for any.
    pub(crate) unit: String,
    /// Actor that has it.
    pub(crate) owner: String,
    /// Earliest last day of its running clocks.
    pub(crate) due_on: Option<Date>,
    /// Earliest alarm.
    pub(crate) amber_on: Option<Date>,
    /// Whether a day ever passed.
    pub(crate) late: bool,
    /// Clocks.
    pub(crate) clocks: Vec<Watched>,
    /// Places in queues.
    pub(crate) places: Vec<Place>,
}

/// A letter or message; title and text are sealed JSON.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Written {
    /// Its place in the case.
    pub(crate) place: u64,
    /// The notice of the process.
    pub(crate) notice: String,
    /// Whether it is a formal letter.
    pub(crate) formal: bool,
    /// Actor to whom it goes.
    pub(crate) to: String,
    /// Agency that sends it.
    pub(crate) from: String,
    /// Heading.
    pub(crate) title: String,
    /// Text.
    pub(crate) text: String,
}

/// What the ledger says of a paper; its content stands beside it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Told {
    /// Its place in the case.
    pub(crate) place: u64,
    /// The document of the process.
    pub(crate) document: String,
    /// Digest of the content.
    pub(crate) sha256: String,
    /// Size.
    pub(crate) bytes: u64,
}

/// Who began a case.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Starter {
    /// `subject`, `holder`, `anyone`, `staff`, `task`.
    pub(crate) kind: String,
    /// Account.
    pub(crate) account: String,
    /// For whom it acted, hexadecimal.
    pub(crate) acting: String,
    /// Agency of staff, by id.
    pub(crate) agency: String,
}

/// What stands only in `case.opened`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Origin {
    /// Process.
    pub(crate) process: String,
    /// First day of its edition.
    pub(crate) edition: Date,
    /// The day it began.
    pub(crate) filed_on: Date,
    /// The record; empty if about none.
    pub(crate) digest: String,
    /// Agency that sent the record.
    pub(crate) source: String,
    /// Agency that decided what it says.
    pub(crate) author: String,
    /// Who began it.
    pub(crate) starter: Starter,
    /// The case that made it.
    pub(crate) parent: String,
    /// Whether its state is public.
    pub(crate) public: bool,
    /// How it ends with its record.
    pub(crate) ends: Option<Outcome>,
    /// What only one open case can be about.
    pub(crate) slot: String,
    /// Division of the subject; empty if not known.
    pub(crate) division: String,
    /// Sealed: opens the status.
    pub(crate) code: String,
    /// Sealed.
    pub(crate) name: String,
    /// Sealed.
    pub(crate) contact: String,
}

/// The body of every `case.*`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Change {
    /// The case.
    pub(crate) number: String,
    /// `opened`, `moved`, `noted`, `paper`, `extended`, `handed-over`, `revealed`, `alarm`, `overdue`,
    /// `escalated`, `told`, `stuck`, `ended`.
    pub(crate) step: String,
    /// Move, clock, field or document.
    pub(crate) what: String,
    /// The day on which it was decided.
    pub(crate) on: Date,
    /// Note or reason; sealed.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub(crate) note: String,
    /// How it began.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) origin: Option<Origin>,
    /// How it stands now; none if nothing of that changed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) standing: Option<Standing>,
    /// Values that were given.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub(crate) values: Values,
    /// Papers that were given.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) papers: Vec<Told>,
    /// Letters that were written.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) letters: Vec<Written>,
    /// Actors whose agency changes.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub(crate) handed: BTreeMap<String, String>,
    /// What effects did.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) done: Vec<Value>,
    /// Cases that it made.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) made: Vec<String>,
}

impl Change {
    /// A change that says only that something happened.
    pub(crate) fn new(number: &str, step: &str, what: &str, on: Date) -> Self {
        Self {
            number: number.to_owned(),
            step: step.to_owned(),
            what: what.to_owned(),
            on,
            note: String::new(),
            origin: None,
            standing: None,
            values: Values::new(),
            papers: Vec::new(),
            letters: Vec::new(),
            handed: BTreeMap::new(),
            done: Vec::new(),
            made: Vec::new(),
        }
    }

    /// As the body of a fact.
    pub(crate) fn body(&self) -> Value {
        serde_json::to_value(self).unwrap_or(Value::Null)
    }
}
