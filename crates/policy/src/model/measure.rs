//! Measures: what may follow from a record or a list entry.

use serde::{Deserialize, Serialize};
use vocabulary::{Date, SubjectKind};

use super::basis::{Basis, Length, Title};

/// One file `measures/<id>.toml`.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Measure {
    /// The file name; filled by the loader.
    #[serde(skip_deserializing, default)]
    pub id: String,
    /// What it is called.
    pub title: Title,
    /// Incentive or restraint.
    pub effect: MeasureEffect,
    /// Class 1 (reduces rights, by law only), 2 (management), 3 (self-decided by others); restraints only.
    pub class: Option<u8>,
    /// Id in the national base list, or none with a local regulation as basis.
    pub national: Option<String>,
    /// First day in force.
    pub effective_from: Date,
    /// Last day in force.
    pub until: Option<Date>,
    /// What it attaches to.
    pub object: MeasureObject,
    /// What is done, in Chinese.
    pub act: String,
    /// Agencies or groups that carry it out.
    pub bodies: Vec<String>,
    /// How long; none means as long as the object lasts.
    pub term: Option<Length>,
    /// Whether it is a statutory ban that stops a matter.
    #[serde(default)]
    pub intercepts: bool,
    /// Whether a warning and its term come first (H-51).
    #[serde(default)]
    pub warning_first: bool,
    /// What lifts it, in Chinese.
    pub lifts_when: String,
    /// Answers to: lawful? relevant? proportionate? (H-48)
    pub lawful: String,
    /// Why it has to do with the conduct.
    pub relevant: String,
    /// Why it is not too much.
    pub proportionate: String,
    /// Legal bases.
    pub basis: Vec<Basis>,
}

/// Incentive or restraint.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum MeasureEffect {
    /// 守信激励
    Incentive,
    /// 失信惩戒
    Restraint,
}

/// What a measure attaches to: a list entry or a record, of some kinds of subjects.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MeasureObject {
    /// Lists (`lists/<id>`) whose entries carry it.
    #[serde(default)]
    pub lists: Vec<String>,
    /// Catalog items whose records carry it.
    #[serde(default)]
    pub items: Vec<String>,
    /// Condition over the record's fields.
    pub when: Option<String>,
    /// Kinds of subjects.
    pub subjects: Vec<SubjectKind>,
}
