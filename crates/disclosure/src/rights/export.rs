//! Taking data out of the platform: asked by one, decided by another, under a number (H-70).

use serde::{Deserialize, Serialize};
use vocabulary::{Date, SubjectId, Timestamp};

use crate::{AgencyView, FileView, RegisterRow};

/// What is to be taken out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "of", rename_all = "kebab-case")]
pub enum ExportOf {
    /// The file of one subject.
    File {
        /// Whose, 32 hexadecimal digits.
        #[serde(with = "hex_subject")]
        subject: SubjectId,
    },
    /// The access register between two days.
    Register {
        /// First day.
        from: Date,
        /// Last day.
        until: Date,
    },
    /// What another door or a command takes out under this number, in words: the log, a data set.
    Other {
        /// In words.
        words: String,
    },
}

mod hex_subject {
    //! A subject as its hexadecimal digits.

    use serde::{Deserialize, Deserializer, Serializer, de::Error};
    use vocabulary::SubjectId;

    pub(super) fn serialize<S: Serializer>(id: &SubjectId, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(&id.to_hex())
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<SubjectId, D::Error> {
        let text = String::deserialize(from)?;
        SubjectId::from_hex(&text).ok_or_else(|| D::Error::custom("no subject"))
    }
}

/// A request to take data out.
#[derive(Clone, Debug)]
pub struct ExportRequest {
    /// What.
    pub what: ExportOf,
    /// Whether without masks; with them is the rule.
    pub unmasked: bool,
    /// Why.
    pub reason: String,
    /// Purpose of the closed list.
    pub purpose: String,
    /// Number of the business.
    pub matter_number: String,
}

/// What the second person decides.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ExportVerdict {
    /// No.
    Refuse,
    /// With masks.
    Masked,
    /// Without, as was asked.
    Unmasked,
}

/// What became of a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum ExportState {
    /// Nobody has decided yet.
    Asked,
    /// It may be taken, once.
    Allowed,
    /// It was refused.
    Refused,
    /// It was taken.
    Taken,
}

/// A request and what became of it.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ExportView {
    /// The approval number: `E-` and the position of the request.
    pub number: String,
    /// When it was asked.
    pub at: Timestamp,
    /// Who asked.
    pub organisation: AgencyView,
    /// Account that asked.
    pub actor: String,
    /// What.
    pub what: ExportOf,
    /// Why.
    pub reason: String,
    /// Purpose of the closed list.
    pub purpose: String,
    /// Number of the business.
    pub matter_number: String,
    /// Whether it was asked without masks.
    pub unmasked: bool,
    /// What became of it.
    pub state: ExportState,
    /// The decision.
    pub verdict: Option<ExportVerdict>,
    /// Account that decided.
    pub decided_by: Option<String>,
    /// When.
    pub decided_at: Option<Timestamp>,
    /// What the second person noted.
    pub note: Option<String>,
    /// When it was taken.
    pub taken_at: Option<Timestamp>,
}

/// What is taken out, under its number.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ExportAnswer {
    /// The approval number; it stands on whatever is made of this.
    pub number: String,
    /// The fact by which it was taken.
    pub position: u64,
    /// Whether masks were applied.
    pub masked: bool,
    /// A subject's file.
    pub file: Option<FileView>,
    /// Lines of the register.
    pub register: Vec<RegisterRow>,
}
