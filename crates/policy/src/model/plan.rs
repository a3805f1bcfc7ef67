//! Plans (任务分工、专项治理方案): work that texts divide among units; each entry begins a case of a process.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use vocabulary::Date;

use super::basis::{Basis, Title};

/// One file `plans/<id>.toml`.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Plan {
    /// The file name; filled by the loader.
    #[serde(skip_deserializing, default)]
    pub id: String,
    /// What it is called.
    pub title: Title,
    /// The process of which each entry begins a case. It has fields `plan` (kind `plan`) and `unit` (kind `agency`).
    pub process: String,
    /// First day.
    pub effective_from: Date,
    /// Last day.
    pub until: Option<Date>,
    /// The entries.
    pub entry: Vec<PlanEntry>,
    /// Where it stands.
    pub basis: Vec<Basis>,
}

/// One piece of work.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PlanEntry {
    /// Short id; with that of the plan, `plan/entry`, the value of the field `plan`.
    pub id: String,
    /// What is to be done.
    pub title: Title,
    /// Who leads: an agency of the packs.
    pub unit: String,
    /// Who helps, as the text says it, in Chinese.
    #[serde(default)]
    pub with: Vec<String>,
    /// By when.
    pub due: Date,
    /// The clause of the text.
    pub clause: String,
    /// Further fields of the case.
    #[serde(default)]
    pub set: BTreeMap<String, String>,
}
