//! What effects did, as it stands in the body of the fact of the step.

use serde::{Deserialize, Serialize};
use vocabulary::SubjectId;

use crate::{WorkflowError, doing::Doing};

/// One thing that was done.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "do", rename_all = "kebab-case")]
pub(crate) enum Done {
    /// A record was marked.
    Marked {
        #[serde(with = "id")]
        subject: SubjectId,
        digest: String,
    },
    /// It is no more.
    Unmarked {
        #[serde(with = "id")]
        subject: SubjectId,
        digest: String,
    },
    /// A record got other values.
    Corrected {
        #[serde(with = "id")]
        subject: SubjectId,
        digest: String,
    },
    /// A record was taken back.
    Withdrawn {
        #[serde(with = "id")]
        subject: SubjectId,
        digest: String,
    },
    /// A record was filed; as an entry of a list, if one is named.
    Filed {
        #[serde(with = "id")]
        subject: SubjectId,
        digest: String,
        item: String,
        #[serde(default)]
        list: String,
        position: u64,
    },
    /// A record ended: its receipt.
    Stopped {
        #[serde(with = "id")]
        subject: SubjectId,
        digest: String,
        kind: String,
        stops: Vec<StopLine>,
    },
    /// An entry of a list was released.
    Released {
        #[serde(with = "id")]
        subject: SubjectId,
        digest: String,
    },
    /// Public values of the case are shown.
    Announced { fields: serde_json::Map<String, serde_json::Value> },
    /// They are no more.
    Retracted,
    /// A certificate was issued; the holder's name is masked.
    Certified {
        certificate: String,
        unit: String,
        holder: String,
        fields: serde_json::Map<String, serde_json::Value>,
        #[serde(default)]
        until: Option<vocabulary::Date>,
    },
    /// The certificates of the case hold no more.
    Revoked,
}

/// Subjects as 32 hexadecimal digits.
mod id {
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

/// A place of a receipt.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct StopLine {
    pub(crate) place: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub(crate) measure: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub(crate) agency: String,
    /// Whether it has not stopped there yet.
    #[serde(default)]
    pub(crate) open: bool,
}

impl Doing<'_> {
    /// Notes what an effect did.
    pub(crate) fn did(&mut self, done: &Done) -> Result<(), WorkflowError> {
        let value = serde_json::to_value(done);
        self.done.push(value.map_err(|_| WorkflowError::Damaged { what: "what an effect did" })?);
        Ok(())
    }
}
