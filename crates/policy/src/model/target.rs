//! Targets that plans set, against which dashboards show the present.

use serde::{Deserialize, Serialize};
use vocabulary::Date;

use super::basis::{Basis, Title};

/// The file `targets.toml`.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TargetFile {
    /// The targets.
    #[serde(default)]
    pub target: Vec<Target>,
}

/// One `[[target]]`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Target {
    /// Short id: `queries-a-year`.
    pub id: String,
    /// What it is called.
    pub title: Title,
    /// How much is to be reached.
    pub value: u64,
    /// Of what.
    pub unit: Unit,
    /// By which day.
    pub by: Option<Date>,
    /// The plan that sets it.
    pub basis: Vec<Basis>,
}

/// What a target counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Unit {
    /// 次
    Times,
    /// %
    Percent,
    /// 个
    Pieces,
    /// 毫秒
    Milliseconds,
}
