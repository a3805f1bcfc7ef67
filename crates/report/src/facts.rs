//! The bodies of the facts `report.issued` and `report.recognised`, and what `body.erased` says of a
//! report.

use serde::{Deserialize, Serialize};
use vocabulary::{Date, Timestamp};

/// Body of `report.issued`. Names stand in `sealed` only.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct IssuedBody {
    /// What anyone may know.
    #[serde(flatten)]
    pub(crate) known: Known,
    /// The law's own day of the layout.
    pub(crate) edition: Date,
    /// `zh` or `en`.
    pub(crate) language: String,
    /// Facts with positions below this one were there.
    pub(crate) cut_off: u64,
    /// What it was first printed with; none if the machine had no font.
    pub(crate) paper: Option<Paper>,
    /// The model and what it cites: zstd, sealed by the vault.
    pub(crate) sealed: String,
}

/// What stays known of a report whose content was destroyed.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct Known {
    pub(crate) number: String,
    pub(crate) template: String,
    /// `public`, `own`.
    pub(crate) holds: String,
    /// `own`, `counter`, `consented`, `agency`.
    pub(crate) asker: String,
    /// Unified code; empty if the subject itself asked.
    pub(crate) organisation: String,
    pub(crate) actor: String,
    pub(crate) channel: String,
    pub(crate) purpose: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) matter_number: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) consent: Option<String>,
    /// The fact that registers the look.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) lookup: Option<u64>,
    pub(crate) issued_at: Timestamp,
    pub(crate) valid_until: Date,
    /// SM3 of the model.
    pub(crate) digest: String,
}

/// The first print.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Paper {
    /// SHA-256 of the PDF before its seal.
    pub(crate) bytes: String,
    /// The font it was set with.
    pub(crate) font: String,
}

/// Body of `report.recognised`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct RecognisedBody {
    pub(crate) organisation: String,
    pub(crate) matter: String,
    pub(crate) matter_number: String,
    pub(crate) accepted: bool,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) partner: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) number: Option<String>,
    /// SM3 of the partner's model.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) digest: Option<String>,
    /// The rule that refused it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) rule: Option<String>,
}

/// Body of `body.erased`, as far as reports go.
#[derive(Clone, Debug, Deserialize)]
pub(crate) struct ErasedBody {
    /// What was destroyed.
    pub(crate) position: u64,
    /// What stays known of the report, if it was one.
    pub(crate) report: Option<Known>,
}
