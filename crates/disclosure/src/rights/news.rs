//! What happened with a subject's data.

use policy::model::basis::Title;
use serde::Serialize;
use vocabulary::Timestamp;

use crate::AgencyView;

/// What happened.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum NewsKind {
    /// A record was filed.
    Filed,
    /// A record was replaced by a new version.
    Corrected,
    /// A record was taken back by its source.
    Withdrawn,
    /// A record was repaired.
    Repaired,
    /// A record went past the end of its disclosure.
    Expired,
    /// A record is no longer public, and still shared.
    PublicityEnded,
    /// An objection to a record was marked.
    Disputed,
    /// The mark of an objection was taken off.
    DisputeEnded,
    /// Somebody looked at the file.
    Looked,
    /// A credit check was answered.
    Checked,
    /// A look was refused.
    Refused,
    /// Data was taken out of the platform.
    Exported,
    /// The subject asked why somebody had looked.
    Questioned,
    /// A consent was given.
    ConsentGiven,
    /// A consent was withdrawn.
    ConsentWithdrawn,
    /// An objection was filed.
    ObjectionFiled,
    /// A step was taken on an objection.
    ObjectionHandled,
    /// Something was declared.
    DeclarationFiled,
    /// A declaration was checked.
    DeclarationChecked,
    /// A record was destroyed by order of law.
    Erased,
}

/// One piece of news.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct NewsView {
    /// When.
    pub at: Timestamp,
    /// What.
    pub kind: NewsKind,
    /// The fact in the ledger.
    pub position: u64,
    /// Who did it, or looked.
    pub organisation: Option<AgencyView>,
    /// Catalog item, if a record is concerned.
    pub item: Option<String>,
    /// What the item is called.
    pub title: Option<Title>,
    /// What the record is about.
    pub summary: Option<String>,
    /// The record's address.
    pub digest: Option<String>,
    /// Number of the consent, objection, declaration or export.
    pub number: Option<String>,
}
