//! What goes over the wire: shapes of their own, so that a room may change without breaking callers.

mod batch;
mod case;
mod check;
mod found;
mod law;
mod open;
mod quality;
mod record;
mod report;

use policy::model::basis as law_basis;
use serde::Serialize;
use utoipa::ToSchema;

pub use batch::{BatchLine, BatchReceipt};
pub use case::{Case, CaseDue, CaseMove, CaseMoved, CasePaper, CaseWay, NewCase};
pub use check::{
    Answer, CheckCoverage, CheckLine, CheckReceipt, Hit, MeasureDue, Rehearsal, SubjectState,
};
pub use found::{Found, MatchLine};
pub use law::{Item, ItemField, ListType, Matter, Measure, Policies};
pub use open::{
    Change, DataColumn, DataFile, DataRow, DataSet, Dictionary, Feed, Licence, Manifest,
    ManifestPiece, Snapshot, SnapshotLine, SnapshotSummary,
};
pub use quality::{Overdue, Quality, QualityLine, ReportCoverage, Timeliness};
pub use record::{Agency, Event, Field, File, Lineage, Record, Relation, Subject, SubjectPage};
pub use report::{IssuedReport, NewReport, ReportHead, ReportKeys, ReportVerdict};

/// A title in both languages.
#[derive(Debug, Serialize, ToSchema)]
pub struct Title {
    /// 中文
    pub zh: String,
    /// English
    pub en: String,
}

impl From<&law_basis::Title> for Title {
    fn from(title: &law_basis::Title) -> Self {
        Self { zh: title.zh.clone(), en: title.en.clone() }
    }
}

/// The provision relied on.
#[derive(Debug, Serialize, ToSchema)]
pub struct Basis {
    /// The document, as people cite it.
    pub document: String,
    /// Article or clause.
    pub article: Option<String>,
    /// How sure the platform's keepers are that it says so: `official`, `reported`, `assumed`.
    pub certainty: String,
}

impl From<&law_basis::Basis> for Basis {
    fn from(basis: &law_basis::Basis) -> Self {
        Self {
            document: basis.document.clone(),
            article: basis.article.clone(),
            certainty: word(&basis.certainty),
        }
    }
}

/// A length of time.
#[derive(Debug, Serialize, ToSchema)]
pub struct Length {
    /// How many.
    pub count: u16,
    /// Of what: `working-day`, `day`, `month`, `year`.
    pub unit: String,
}

impl From<law_basis::Length> for Length {
    fn from(length: law_basis::Length) -> Self {
        Self { count: length.count, unit: word(&length.unit) }
    }
}

/// A page of entries and where the next one begins.
#[derive(Debug, Serialize, ToSchema)]
pub struct Page<T> {
    /// The entries.
    pub entries: Vec<T>,
    /// Give it as `after` for the next page; absent on the last one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub next: Option<String>,
}

/// The text form of a closed word: as in the policy files.
pub(crate) fn word(word: &impl Serialize) -> String {
    serde_json::to_value(word)
        .ok()
        .and_then(|value| value.as_str().map(str::to_owned))
        .unwrap_or_default()
}

/// Every one of a list, in its wire form.
pub(crate) fn all<'a, T: 'a, W: From<&'a T>>(list: impl IntoIterator<Item = &'a T>) -> Vec<W> {
    list.into_iter().map(W::from).collect()
}
