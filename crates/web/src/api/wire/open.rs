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
    /// Version of the policy packs.
    pub policy: String,
    /// What decides beside the facts what is public: packs, editions in force, rebuilds. If it is
    /// not the one you hold, show nothing more of your copy and begin anew without `after`: what is
    /// public of any record may have changed, and no entry says so.
    pub edition: String,
    /// The last day on which this edition is sure to stand: after it, show nothing before you have
    /// asked again.
    pub holds_until: Option<Date>,
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
    /// Unified code of the organisation on whose page it stands, if it is still known.
    pub code: Option<String>,
    /// Drop it by yourself after this day; there may never be an entry that says so.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub until: Option<Date>,
    /// The record as it is public now; of what is gone nothing is told.
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
            until: change.until,
            record: change.record.as_deref().map(Record::from),
        }
    }
}

/// One line of a piece of a snapshot. A copy that holds the same texts in the order of `subject`
/// and `digest` has the same checksums.
#[derive(Debug, Serialize, ToSchema)]
pub struct SnapshotLine {
    /// Pseudonymous id of the organisation; with `digest` the address of the record.
    pub subject: String,
    /// Digest of the record's key.
    pub digest: String,
    /// Unified code of the organisation on whose page it stands.
    pub code: Option<String>,
    /// The last day on which it is public.
    pub until: Option<Date>,
    /// The record.
    pub record: Record,
}

impl SnapshotLine {
    /// The line of a record; none of one that is gone.
    pub(crate) fn of(change: &gate::ChangeView) -> Option<Self> {
        Some(Self {
            subject: change.subject.clone(),
            digest: change.digest.clone(),
            code: change.code.clone(),
            until: change.until,
            record: change.record.as_deref()?.into(),
        })
    }
}

/// A snapshot there is.
#[derive(Debug, Serialize, ToSchema)]
pub struct SnapshotSummary {
    /// The day for which it holds.
    pub day: Date,
    /// Records in it.
    pub records: u64,
    /// Pieces it is cut into.
    pub pieces: u64,
    /// The last change in it.
    pub position: Option<u64>,
    /// SHA-256 over the checksums of its pieces, one a line.
    pub sha256: String,
    /// Where its manifest is.
    pub address: String,
}

/// A manifest and who signed it.
#[derive(Debug, Serialize, ToSchema)]
pub struct Snapshot {
    /// The manifest, as the text that was signed: JSON of a `Manifest`.
    pub manifest: String,
    /// A signed note (C2SP) of the keys of the log: the title `probity/snapshot`, and in the second
    /// line the SHA-256 of `manifest`.
    pub note: String,
}

/// Of what a snapshot consists.
#[derive(Debug, Serialize, ToSchema)]
pub struct Manifest {
    /// The site.
    pub address: String,
    /// The day for which it holds.
    pub day: Date,
    /// As in the feed of changes.
    pub edition: String,
    /// As in the feed of changes.
    pub holds_until: Option<Date>,
    /// The last change in it: after it the feed goes on.
    pub position: Option<u64>,
    /// Records in it.
    pub records: u64,
    /// SHA-256 over the checksums of the pieces, one a line.
    pub sha256: String,
    /// The pieces, in the order of addresses; together they hold everything.
    pub pieces: Vec<ManifestPiece>,
}

/// A piece of a snapshot.
#[derive(Debug, Serialize, ToSchema)]
pub struct ManifestPiece {
    /// Last part of its address.
    pub name: String,
    /// It holds the addresses (`subject` and `digest`) from here on …
    pub from: String,
    /// … that sort before this; none in the last piece.
    pub before: Option<String>,
    /// Records in it.
    pub records: u64,
    /// Its length.
    pub bytes: u64,
    /// Its SHA-256.
    pub sha256: String,
}
