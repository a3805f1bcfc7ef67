//! Who is meant by a row that names an organisation without a valid code (`resolution.toml`).

use serde::{Deserialize, Serialize};
use vocabulary::{Date, SubjectKind};

use super::basis::{Basis, Title};

/// The file `resolution.toml`.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ResolutionFile {
    /// The rules, in the order in which they are tried.
    #[serde(default)]
    pub rule: Vec<ResolutionRule>,
}

/// One `[[rule]]`. The first rule in force whose conditions hold decides.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ResolutionRule {
    /// Its id, which stands in records and receipts: `M-1`.
    pub id: String,
    /// What it says.
    pub title: Title,
    /// First day in force.
    pub effective_from: Date,
    /// Last day; none while in force.
    pub until: Option<Date>,
    /// What the row gives in place of a valid code.
    pub given: Given,
    /// How near the nearest name must be; none: anything, and nobody found as well.
    pub verdict: Option<Nearness>,
    /// Whether no other organisation may be as near.
    #[serde(default)]
    pub alone: bool,
    /// Differences of the two names under which the rule does not hold.
    #[serde(default)]
    pub unless: Vec<Doubt>,
    /// Kinds of subjects for which the rule does not hold.
    #[serde(default)]
    pub except: Vec<SubjectKind>,
    /// What becomes of the row.
    pub then: Outcome,
    /// What the agency is told, in Chinese.
    pub advice: String,
    /// Legal bases.
    pub basis: Vec<Basis>,
}

/// What a row gives in place of a valid code.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Given {
    /// Nothing.
    Missing,
    /// Something that is no code: its check digit is wrong.
    Wrong,
    /// A number from before the unified code that leads to one code: the organisation code, or the
    /// registration number that once came with it.
    OldNumber,
}

/// How near two names are, as a comparison says it; the later, the nearer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Nearness {
    /// A person must look.
    Unsure,
    /// They mean the same.
    Same,
}

/// A difference of two names that mean the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Doubt {
    /// One side leaves its place out: there may be one of the name in another city.
    RegionOmitted,
    /// Another part is left out.
    Omitted,
    /// A short name.
    Short,
    /// A slip of one character: it sounds or looks alike, is missing, doubled or swapped.
    Slip,
    /// The same parts in another order.
    Order,
    /// It is a former name.
    Former,
}

/// What becomes of a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Outcome {
    /// It is filed about the organisation found, with the rule that found it.
    File,
    /// It waits until an officer decides.
    Hold,
    /// It goes back.
    Refuse,
}
