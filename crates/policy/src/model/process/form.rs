//! What is asked for in a case: fields and papers.

use serde::{Deserialize, Serialize};

use crate::model::basis::Title;

/// One field of the forms of a process.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FormField {
    /// Short id.
    pub id: String,
    /// Its label.
    pub title: Title,
    /// What it holds.
    pub kind: FieldKind,
    /// What to choose from, with kind `choice`.
    #[serde(default)]
    pub choice: Vec<Choice>,
    /// With kind `announced`: the processes whose announced cases can be chosen.
    #[serde(default)]
    pub of: Vec<String>,
    /// Longest text, in characters.
    #[serde(default = "longest")]
    pub longest: u32,
    /// Who sees it.
    #[serde(default)]
    pub sight: Sight,
    /// With `sight = "named"`: the actors who may open it, each time with a fact in the case (C-26.a).
    #[serde(default)]
    pub readers: Vec<String>,
    /// A word of help below it.
    pub help: Option<Title>,
}

fn longest() -> u32 {
    2_000
}

/// What a field holds. Texts are stored sealed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum FieldKind {
    /// A line.
    Text,
    /// Several lines.
    Paragraph,
    /// A day.
    Date,
    /// A whole number.
    Number,
    /// An amount of yuan with at most two decimals; no process of the group `rights` has one (H-30).
    Money,
    /// A tick that must be set if the field is needed.
    Tick,
    /// One of the choices.
    Choice,
    /// An agency of the packs, by id.
    Agency,
    /// A list type of the packs.
    List,
    /// A criterion of the list type in the field `list`.
    Criterion,
    /// A measure of the packs.
    Measure,
    /// A field of the record that the case is about.
    RecordField,
    /// Unified code of an organisation.
    Code,
    /// A commitment item of the packs.
    Commitment,
    /// An entry of a plan of the packs.
    Plan,
    /// A case that is announced now, of one of the processes in `of`. The new case belongs to it, and takes its `unit`.
    Announced,
}

/// One choice.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Choice {
    /// Stored value.
    pub id: String,
    /// What people read.
    pub title: Title,
}

/// Who sees what was given.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Sight {
    /// Everybody, once the case is public or an effect `announce` shows it. Never about a person.
    Public,
    /// The parties and all staff of the case.
    #[default]
    Parties,
    /// Staff of the case only.
    Staff,
    /// Only the actors in `readers`.
    Named,
}

/// A paper: file of at most 5 MiB (PDF, PNG, JPEG), stored sealed.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DocumentRule {
    /// Short id.
    pub id: String,
    /// Its name.
    pub title: Title,
    /// Who sees it.
    #[serde(default)]
    pub sight: Sight,
    /// With `sight = "named"`: the actors who may open it.
    #[serde(default)]
    pub readers: Vec<String>,
    /// A word of help below it.
    pub help: Option<Title>,
}
