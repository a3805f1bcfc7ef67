//! Masks: how a value looks to others than its subject.

use serde::{Deserialize, Serialize};

use super::basis::Basis;

/// One `[[mask]]` of `masks.toml`.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Mask {
    /// Id used by fields: `identity-number`, `person-name`, `address`, `phone`.
    pub id: String,
    /// Characters left at the start.
    pub keep_start: u8,
    /// Characters left at the end.
    pub keep_end: u8,
    /// Stars between, or as many as were hidden if absent.
    pub stars: Option<u8>,
    /// Legal bases.
    pub basis: Vec<Basis>,
}
