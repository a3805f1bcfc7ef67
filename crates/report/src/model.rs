//! A credit report as it is sealed: complete in itself, every word of the paper chosen.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use vocabulary::{Date, Timestamp};

/// A credit report. Its JSON, keys in this order, is what the digest is taken of.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Report {
    /// The shape of this model: `probity-report/1`.
    pub format: String,
    /// 22 characters: `yyyyMMddHHmmss` in China, then eight of `0-9A-Z` by chance.
    pub number: String,
    /// `zh` or `en`: the language of the paper's own words.
    pub language: String,
    /// The layout.
    pub template: Template,
    /// Version of the law under which it was compiled.
    pub policy: String,
    /// Who issues it.
    pub issuer: String,
    /// When.
    pub issued_at: Timestamp,
    /// Up to which fact it was compiled.
    pub cut_off: CutOff,
    /// Last day on which the paper may be relied on.
    pub valid_until: Date,
    /// The day as known on which it was compiled, in a report that compares with a date: what came
    /// after it is marked as new, and what has gone since is not told.
    pub known_on: Option<Date>,
    /// The days it covers, in a special report.
    pub period: Option<Period>,
    /// Whom it is about.
    pub subject: Subject,
    /// Words at its head (守信激励对象 …).
    pub labels: Vec<Label>,
    /// Who asked, and for what.
    pub request: Request,
    /// How many records each section has.
    pub summary: Vec<Count>,
    /// The sections, every one that the layout has.
    pub sections: Vec<Section>,
    /// The fields of law of a special report.
    pub domains: Vec<Domain>,
    /// What it advises (改进建议); empty if there is nothing to advise, and then the paper says 无.
    pub advice: Vec<String>,
    /// What the paper says about itself at its end.
    pub statement: Vec<String>,
    /// Where it is verified: the address that the code holds.
    pub verify: String,
    /// Words of the paper (`report-words.toml`) in its language.
    pub words: BTreeMap<String, String>,
}

/// The layout a report follows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Template {
    /// Id in the packs.
    pub id: String,
    /// What it is called.
    pub title: String,
    /// Version of the layout.
    pub version: String,
    /// First day of its edition.
    pub effective_from: Date,
}

/// Up to which fact a report was compiled.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CutOff {
    /// When the last fact was appended that it could see.
    pub at: Timestamp,
    /// Facts with positions below this one were there.
    pub position: u64,
}

/// First and last day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Period {
    /// First day.
    pub from: Date,
    /// Last day.
    pub until: Date,
}

/// Whom a report is about.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Subject {
    /// The name; a person's whole name stands in the person's own report.
    pub name: String,
    /// `name` as it may be told to whoever holds the number only: a person's is masked.
    pub told: String,
    /// Unified code, or the masked number of a person's document.
    pub number: Option<String>,
    /// `enterprise`, `person` …
    pub kind: String,
    /// What it is, in words.
    pub kind_title: String,
    /// Operating state as registered.
    pub state: Option<String>,
}

/// A word at the head.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Label {
    /// The word.
    pub title: String,
    /// Whether it speaks against the subject.
    pub against: bool,
}

/// Who asked, and for what.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Request {
    /// `own`, `counter`, `consented`, `agency`.
    pub asker: String,
    /// Who asked: a name or a unit.
    pub requester: String,
    /// What for, in words.
    pub purpose: String,
    /// Number of the consent, if it rests on one.
    pub consent: Option<String>,
    /// Number of the business in the requester's own books.
    pub matter_number: Option<String>,
    /// What stands across every page: `仅供 … 用于 …`.
    pub mark: String,
    /// Position of the fact that registers the look; none when the subject itself looked.
    pub lookup: Option<u64>,
}

/// How many records a section has.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Count {
    /// The section's heading.
    pub title: String,
    /// Records.
    pub count: u64,
}

/// A section.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Section {
    /// Short id.
    pub id: String,
    /// Its heading.
    pub title: String,
    /// How its entries stand.
    pub layout: Layout,
    /// The records, the newest decision first.
    pub entries: Vec<Entry>,
    /// What it says instead if there is none: 无.
    pub none: Option<String>,
}

/// How the entries of a section stand.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Layout {
    /// Labels and values, a block for each record.
    #[default]
    Facts,
    /// A row of a table for each record; every entry has the same facts.
    Table,
}

/// A record in a report.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    /// What kind of record it is.
    pub title: String,
    /// Labels and values.
    pub facts: Vec<Fact>,
    /// Who sent it.
    pub source: String,
    /// The day from which the platform knows it as it stands here.
    pub updated_on: Date,
    /// What must be said beside it: 异议处理中, 自主申报，未核实, 新增.
    pub marks: Vec<String>,
}

/// A label and its value.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fact {
    /// What it is.
    pub label: String,
    /// What it says.
    pub value: String,
}

/// A field of law in a special report.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Domain {
    /// Short id.
    pub id: String,
    /// What it is called.
    pub title: String,
    /// Who answers for it.
    pub owner: String,
    /// Whether the platform covers it.
    pub covered: bool,
    /// The records found; the sentence in `said` if there is none.
    pub entries: Vec<Entry>,
    /// The fixed sentence: no record found, or not covered, or how many.
    pub said: String,
}

/// A record as a report cites it: what decides later whether the report still stands. Sealed in the
/// fact beside the model and never printed.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Cite {
    /// Under whose number it was filed, 32 hexadecimal digits.
    pub subject: String,
    /// Digest of its key, 32 hexadecimal digits.
    pub digest: String,
    /// Position of the fact that made the version it cites.
    pub version: u64,
}
