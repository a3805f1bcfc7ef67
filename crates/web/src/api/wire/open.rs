//! Open data: the catalog of data sets, their dictionaries, their rows, and the feed of changes.

use disclosure as gate;
use jiff::civil::Date;
use serde::Serialize;
use utoipa::ToSchema;

use super::{Basis, Record, Title, word};

/// A data set: the public records of one catalog item.
#[derive(Debug, Serialize, ToSchema)]
pub struct DataSet {
    /// Id of the catalog item.
    pub id: String,
    /// What it is called.
    pub title: Title,
    /// One of the 13 classes of the national catalog.
    pub class: String,
    /// Which of the ten publicity kinds it is, if one.
    pub act: Option<String>,
    /// `basic`, `positive`, `negative`, `other`.
    pub polarity: String,
    /// Records that are public now.
    pub records: u64,
    /// First day of this edition of its fields.
    pub effective_from: Date,
    /// How often sources send it.
    pub cycle: String,
    /// Under which terms it may be used.
    pub licence: Licence,
    /// Where its dictionary is.
    pub dictionary: String,
    /// Where its rows are.
    pub files: Vec<DataFile>,
    /// Legal bases of the item.
    pub basis: Vec<Basis>,
}

/// Terms of use.
#[derive(Debug, Serialize, ToSchema)]
pub struct Licence {
    /// What they are called.
    pub title: Title,
    /// Where they stand in full.
    pub address: String,
}

/// One form in which a data set is given out.
#[derive(Debug, Serialize, ToSchema)]
pub struct DataFile {
    /// `text/csv` or `application/jsonl`.
    pub media_type: String,
    /// Address of its first page; the answer names the next one in `Link`.
    pub address: String,
}

/// What the columns of a data set hold.
#[derive(Debug, Serialize, ToSchema)]
pub struct Dictionary {
    /// The data set.
    #[serde(flatten)]
    pub set: DataSet,
    /// The columns, in the order of the CSV file.
    pub columns: Vec<DataColumn>,
}

/// One column.
#[derive(Debug, Serialize, ToSchema)]
pub struct DataColumn {
    /// Name in CSV and JSON.
    pub name: String,
    /// Chinese label.
    pub zh: String,
    /// What it holds: `text`, `date`, `amount`, `integer`, `unified-code` …
    #[serde(rename = "type")]
    pub kind: String,
    /// Longest text, in characters.
    pub max_length: Option<u16>,
    /// Whether it is never empty.
    pub required: bool,
    /// Whether part of each value is hidden.
    pub masked: bool,
    /// The values there can be, if they are closed.
    pub values: Vec<String>,
    /// What helps to read it, in Chinese.
    pub help: Option<String>,
}

/// One line of a JSON Lines file.
#[derive(Debug, Serialize, ToSchema)]
pub struct DataRow {
    /// Pseudonymous id of the organisation; with `digest` the address of the record.
    pub subject: String,
    /// Unified code of the organisation.
    pub code: Option<String>,
    /// Its name.
    pub name: Option<String>,
    /// What it is: `enterprise` …
    pub kind: String,
    /// Its division (GB/T 2260).
    pub division: Option<String>,
    /// The record.
    #[serde(flatten)]
    pub record: Record,
}

impl From<&gate::ListedView> for DataRow {
    fn from(listed: &gate::ListedView) -> Self {
        let head = &listed.head;
        Self {
            subject: listed.record.subject.clone(),
            code: head.code.clone(),
            name: head.name.clone(),
            kind: word(&head.kind),
            division: head.division.clone(),
            record: (&listed.record).into(),
        }
    }
}

/// What has changed of what is public.
#[derive(Debug, Serialize, ToSchema)]
pub struct Feed {
    /// The changes, the oldest first; of each record only its last one.
    pub entries: Vec<Change>,
    /// Give it as `after` for what follows; none while nothing ever was public.
    pub next: Option<u64>,
    /// Whether more have already followed.
    pub more: bool,
    /// Version of the policy packs. If it is not the one you hold, begin anew without `after`:
    /// a change of law may have changed what is public of any record.
    pub policy: String,
    /// The day for which the entries hold.
    pub today: Date,
}

/// One change of a record of an organisation.
#[derive(Debug, Serialize, ToSchema)]
pub struct Change {
    /// The fact in the ledger that made it.
    pub position: u64,
    /// `published`, `corrected`, or `gone`: then delete your copy.
    pub change: String,
    /// Pseudonymous id of the organisation; with `digest` the address of the record.
    pub subject: String,
    /// Digest of the record's key.
    pub digest: String,
    /// Unified code of the organisation, if it is still known.
    pub code: Option<String>,
    /// The record as it is public now; of what is gone nothing is told. Drop it by yourself after
    /// its `public_until`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub record: Option<Record>,
}

impl From<&gate::ChangeView> for Change {
    fn from(change: &gate::ChangeView) -> Self {
        Self {
            position: change.position,
            change: word(&change.kind),
            subject: change.subject.clone(),
            digest: change.digest.clone(),
            code: change.code.clone(),
            record: change.record.as_deref().map(Record::from),
        }
    }
}
