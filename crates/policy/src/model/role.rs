//! Roles: what a key or an account may do.

use serde::{Deserialize, Serialize};

use super::{
    basis::{Basis, Title},
    matter::Purpose,
};

/// One file `roles/<id>.toml`.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Role {
    /// The file name; filled by the loader.
    #[serde(skip_deserializing, default)]
    pub id: String,
    /// What it is called.
    pub title: Title,
    /// What it may do.
    pub actions: Vec<Action>,
    /// For which purposes it may look at non-public data.
    #[serde(default)]
    pub purposes: Vec<Purpose>,
    /// Legal bases.
    pub basis: Vec<Basis>,
}

/// What can be done through the doors.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Action {
    /// Send batches for the own agency.
    SubmitBatch,
    /// Read receipts and quality of the own agency.
    ReadReceipts,
    /// Read quality reports of every agency.
    ReadQuality,
    /// Ask a credit check.
    MakeCheck,
    /// Feed back the decision taken.
    DecideCheck,
    /// Read a subject's file for a purpose.
    ReadFile,
    /// Read everything, read only, traced (auditor).
    Audit,
    /// Read the whole ledger.
    ReadLedger,
    /// Merge and part subjects, undo cleansing.
    KeepSubjects,
    /// Make, rotate and end keys.
    KeepKeys,
}
