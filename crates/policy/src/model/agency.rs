//! Agencies: who may send, decide and ask, and what each must send when.

use serde::{Deserialize, Serialize};

use super::{basis::Title, catalog::Cycle};

/// One `[[agency]]` of `agencies.toml`.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Agency {
    /// Short id, kebab case: `jinan-market-regulation`.
    pub id: String,
    /// Unified code (18 characters) under which it signs.
    pub code: String,
    /// What it is called.
    pub title: Title,
    /// Division (GB/T 2260) it works for.
    pub division: String,
    /// Groups it belongs to: `authority-with-penalty-power`, `market-regulation`.
    pub groups: Vec<String>,
    /// What it must send, and how often (C-03.a).
    #[serde(default)]
    pub plan: Vec<PlanLine>,
}

/// One line of a reporting plan.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PlanLine {
    /// Catalog item.
    pub item: String,
    /// How often.
    pub cycle: Cycle,
}
