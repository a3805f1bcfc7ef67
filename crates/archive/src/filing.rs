//! The body of a filed record, as it stands in the ledger.

use std::{collections::BTreeMap, fmt};

use policy::Values;
use serde::{
    Deserialize, Deserializer,
    de::{MapAccess, Visitor},
};
use vocabulary::{Date, SubjectId, SubjectKind};

/// Body of `record.filed` and `record.corrected`.
#[derive(Clone, Debug, Deserialize)]
pub struct Filing {
    /// Digest of the record's key, 32 hexadecimal digits.
    pub digest: String,
    /// The batch it came in.
    #[serde(default)]
    pub batch: Option<String>,
    /// Line in the batch.
    #[serde(default)]
    pub line: Option<u64>,
    /// Code of the agency that sent it.
    pub source: String,
    /// Code of the agency that decided.
    #[serde(default)]
    pub recogniser: Option<String>,
    /// Day of the decision.
    pub decided_on: Date,
    /// First day in force.
    #[serde(default)]
    pub from_on: Option<Date>,
    /// Last day in force.
    #[serde(default)]
    pub until_on: Option<Date>,
    /// Name of the subject as filed.
    #[serde(default)]
    pub name: Option<String>,
    /// What the subject is.
    pub kind: SubjectKind,
    /// Unified code of an organisation.
    #[serde(default)]
    pub code: Option<String>,
    /// Sealed number of a person.
    #[serde(default)]
    pub number: Option<String>,
    /// Values by field name; those of sealed fields are sealed.
    pub fields: Fields,
    /// What cleansing changed.
    #[serde(default)]
    pub cleansed: Vec<Cleansed>,
    /// Ids of others whom fields name by their numbers: field name to 32 hexadecimal digits.
    #[serde(default)]
    pub links: BTreeMap<String, String>,
}

impl Filing {
    /// Whom a field names by number.
    pub(crate) fn link(&self, field: &Option<String>) -> Option<SubjectId> {
        SubjectId::from_hex(self.links.get(field.as_deref()?)?)
    }
}

/// A value that cleansing changed.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Cleansed {
    /// The field.
    pub field: String,
    /// What the source had sent.
    pub original: String,
    /// What was made of it.
    pub value: String,
    /// The rule that changed it.
    pub rule: String,
}

/// Values of a record in the order of the fact. Records have few fields: a list is the quickest.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Fields(Vec<(String, String)>);

impl Fields {
    /// The value of a field; an empty one counts as absent.
    pub fn get(&self, field: &str) -> Option<&str> {
        let found = self.0.iter().find(|(name, _)| name == field);
        found.map(|(_, value)| value.as_str()).filter(|value| !value.is_empty())
    }

    /// Puts another value in the place of a field's.
    pub fn put(&mut self, field: &str, value: &str) {
        match self.0.iter_mut().find(|(name, _)| name == field) {
            Some((_, old)) => value.clone_into(old),
            None => self.0.push((field.to_owned(), value.to_owned())),
        }
    }
}

impl Values for Fields {
    fn value(&self, field: &str) -> Option<&str> {
        self.get(field)
    }
}

impl<'de> Deserialize<'de> for Fields {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Pairs;

        impl<'de> Visitor<'de> for Pairs {
            type Value = Fields;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("values by field name")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Fields, A::Error> {
                let mut fields = Vec::with_capacity(24);
                while let Some((name, value)) = map.next_entry::<String, serde_json::Value>()? {
                    match value {
                        serde_json::Value::Null => {}
                        serde_json::Value::String(text) => fields.push((name, text)),
                        other => fields.push((name, other.to_string())),
                    }
                }
                Ok(Fields(fields))
            }
        }

        deserializer.deserialize_map(Pairs)
    }
}

/// Body of `record.joined`.
#[derive(Clone, Debug, Deserialize)]
pub struct Joining {
    /// Digest of the record's key.
    pub digest: String,
    /// The batch it came in.
    #[serde(default)]
    pub batch: Option<String>,
    /// Line in the batch.
    #[serde(default)]
    pub line: Option<u64>,
    /// Code of the agency that sent it too.
    pub source: String,
}

/// Body of `record.withdrawn`, `record.expired`, `repair.granted`.
#[derive(Clone, Debug, Deserialize)]
pub(crate) struct Ending {
    pub(crate) digest: String,
    #[serde(default)]
    pub(crate) reason: Option<String>,
}

/// Body of `record.restored`.
#[derive(Clone, Debug, Deserialize)]
pub(crate) struct Restoration {
    pub(crate) digest: String,
    pub(crate) field: String,
}

/// Body of `objection.marked`.
#[derive(Clone, Debug, Deserialize)]
pub(crate) struct Objection {
    pub(crate) digest: String,
    pub(crate) open: bool,
}

/// Body of `subject.merged`.
#[derive(Clone, Debug, Deserialize)]
pub(crate) struct Merging {
    pub(crate) into: String,
}

/// Body of `body.erased`.
#[derive(Clone, Debug, Deserialize)]
pub(crate) struct Erasure {
    pub(crate) position: u64,
    /// Digest of the record's key, where the record was public.
    #[serde(default)]
    pub(crate) gone: Option<String>,
    /// What the erased fact had ended.
    #[serde(default)]
    pub(crate) ended: Option<Ended>,
}

/// The end of a record, as it is left of a fact whose body was destroyed.
#[derive(Clone, Debug, Deserialize)]
pub(crate) struct Ended {
    pub(crate) digest: String,
    /// Kind of that fact.
    pub(crate) kind: String,
    /// `publication-ended`, if that was why.
    #[serde(default)]
    pub(crate) reason: Option<String>,
}
