//! Declarations as they are made, checked and read.

use std::collections::BTreeMap;

use policy::model::{
    basis::Title,
    catalog::{CatalogItem, Field, FieldRole, FieldType},
};
use serde::{Deserialize, Serialize};
use vocabulary::{Date, SubjectId};

/// A kind of declaration, with the fields that a subject fills in.
#[derive(Clone, Debug, Serialize)]
pub struct DeclarationKind {
    /// Catalog item.
    pub item: String,
    /// What it is called.
    pub title: Title,
    /// What is asked for.
    pub fields: Vec<AskedField>,
}

/// A field that a subject fills in.
#[derive(Clone, Debug, Serialize)]
pub struct AskedField {
    /// English name.
    pub name: String,
    /// Chinese label.
    pub zh: String,
    /// What it holds.
    pub kind: FieldType,
    /// Whether it must be filled in.
    pub required: bool,
    /// The values that are allowed; any if empty.
    pub values: Vec<String>,
    /// Longest text.
    pub max_length: Option<u16>,
    /// A line of help.
    pub help: Option<String>,
    /// Whether everyone will see it.
    pub public: bool,
}

impl DeclarationKind {
    /// The kind of an item.
    pub(super) fn of(item: &CatalogItem) -> Self {
        let asked = |field: &&Field| is_asked(item, field);
        let view = |field: &Field| AskedField {
            name: field.name.clone(),
            zh: field.zh.clone(),
            kind: field.kind,
            required: field.required,
            values: field.values.clone(),
            max_length: field.max_length,
            help: field.help.clone(),
            public: field.audience == policy::model::catalog::Audience::Public,
        };
        let fields = item.field.iter().filter(asked).map(view).collect();
        Self { item: item.id.clone(), title: item.title.clone(), fields }
    }
}

/// Whether the subject fills a field in: not who it is, not the number, not what the check adds.
pub(super) fn is_asked(item: &CatalogItem, field: &Field) -> bool {
    let by_platform = matches!(
        field.role,
        Some(
            FieldRole::SubjectName
                | FieldRole::SubjectCode
                | FieldRole::CheckState
                | FieldRole::CheckedOn
                | FieldRole::CheckedBy
        )
    );
    !by_platform && !item.natural_key.contains(&field.name) && field.name != item.decided_on
}

/// A declaration before it is filed.
#[derive(Clone, Debug)]
pub struct NewDeclaration {
    /// The organisation for which its representative speaks.
    pub subject: SubjectId,
    /// Its unified code.
    pub code: String,
    /// Its name.
    pub name: String,
    /// Catalog item: one of [`crate::Declarations::kinds`].
    pub item: String,
    /// Values by field name.
    pub fields: BTreeMap<String, String>,
    /// Files that show it.
    pub evidence: Vec<NewEvidence>,
    /// Whether the subject answers for the truth, knowing that a false statement is withdrawn and
    /// recorded; without it nothing is filed.
    pub promised: bool,
    /// Whether the subject reviewed it for state and trade secrets and the privacy of others (H-06,
    /// H-24); without it nothing is filed.
    pub reviewed: bool,
}

/// A file that is handed in.
#[derive(Clone, Debug)]
pub struct NewEvidence {
    /// Its name; stored sealed.
    pub name: String,
    /// What is in it.
    pub content: Vec<u8>,
}

/// What the subject takes home.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct DeclarationReceipt {
    /// The number: `SB`, division, day, serial, check digit.
    pub number: String,
    /// Digest of the record, 32 hexadecimal digits.
    pub digest: String,
    /// Position of the declaration in the ledger.
    pub position: u64,
}

/// How far a declaration has been checked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum CheckState {
    /// 未核实
    Unchecked,
    /// 已核实
    Checked,
    /// 核实不实: withdrawn, with the reason.
    Refuted,
    /// 已撤回, by the subject itself.
    Withdrawn,
}

impl CheckState {
    /// Every state.
    pub const ALL: [Self; 4] = [Self::Unchecked, Self::Checked, Self::Refuted, Self::Withdrawn];

    /// The text that is stored.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Unchecked => "unchecked",
            Self::Checked => "checked",
            Self::Refuted => "refuted",
            Self::Withdrawn => "withdrawn",
        }
    }

    /// The state of a text form.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.as_str() == text)
    }
}

/// What an officer found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum CheckVerdict {
    /// It is true.
    Checked,
    /// It is not: it is withdrawn, with the reason.
    Refuted,
}

/// What a file is, by its first bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum EvidenceKind {
    /// PDF
    Pdf,
    /// PNG
    Png,
    /// JPEG
    Jpg,
}

impl EvidenceKind {
    /// The text that is stored.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Pdf => "pdf",
            Self::Png => "png",
            Self::Jpg => "jpg",
        }
    }

    /// The kind of a text form.
    pub fn parse(text: &str) -> Option<Self> {
        [Self::Pdf, Self::Png, Self::Jpg].into_iter().find(|kind| kind.as_str() == text)
    }

    /// Its media type.
    pub fn media_type(self) -> &'static str {
        match self {
            Self::Pdf => "application/pdf",
            Self::Png => "image/png",
            Self::Jpg => "image/jpeg",
        }
    }
}

/// A file in a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct EvidenceLine {
    /// Its place, from 1.
    pub file: u64,
    /// Its name.
    pub name: String,
    /// What it is.
    pub kind: EvidenceKind,
    /// How large it is.
    pub bytes: u64,
    /// SHA-256, hexadecimal; the same stands in the ledger.
    pub sha256: String,
}

/// A file with its content.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EvidenceFile {
    /// The line of the list.
    pub line: EvidenceLine,
    /// What is in it.
    pub content: Vec<u8>,
}

/// One field of a declaration.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct FieldLine {
    /// English name.
    pub name: String,
    /// Chinese label.
    pub zh: String,
    /// The value.
    pub value: String,
}

/// A declaration as the subject and the desk see it.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct DeclarationView {
    /// Its number.
    pub number: String,
    /// Subject, 32 hexadecimal digits.
    pub subject: String,
    /// Digest of the record, 32 hexadecimal digits: with the subject its public address.
    pub digest: String,
    /// Catalog item.
    pub item: String,
    /// What the item is called.
    pub title: Option<Title>,
    /// Name of the subject as declared.
    pub name: String,
    /// Unified code of the subject.
    pub code: String,
    /// The one line that says what it is about.
    pub summary: Option<String>,
    /// What was filled in.
    pub fields: Vec<FieldLine>,
    /// How far it has been checked.
    pub state: CheckState,
    /// The day it was declared.
    pub declared_on: Date,
    /// The day it was checked.
    pub checked_on: Option<Date>,
    /// The agency that checked it: code or id.
    pub checked_by: Option<String>,
    /// What that agency is called.
    pub checked_by_title: Option<Title>,
    /// What the officer noted; the reason if it was refuted.
    pub note: Option<String>,
    /// The files.
    pub evidence: Vec<EvidenceLine>,
    /// Position of the declaration in the ledger.
    pub position: u64,
}
