//! Questions, and everything the gate answers with.

use std::collections::BTreeMap;

use policy::model::{
    basis::{Basis, Title},
    catalog::{AdministrativeAct, CatalogClass, Polarity},
};
use serde::{Deserialize, Serialize};
use vocabulary::{Date, SubjectId, SubjectKind, Timestamp};

pub use crate::viewer::{Items, Limits, Viewer};
pub use archive::{AsOf, EventKind, Place, RecordState};
pub use identity::How;

use crate::{DelayView, ReviewView};

/// What is searched: a subject whose number the door has turned into an id, or a name.
#[derive(Clone, Debug)]
pub enum Query {
    /// An exact number.
    Subject(SubjectId),
    /// A name, former name, core of a name, or the beginning of one.
    Name(String),
}

/// One page of a longer answer.
#[derive(Clone, Debug, Default)]
pub struct PageRequest {
    /// `next` of the page before; the first page if absent.
    pub after: Option<String>,
    /// How many entries; the gate's limit at most.
    pub size: u32,
}

/// A page of entries and where the next one begins.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Paged<T> {
    /// The entries.
    pub entries: Vec<T>,
    /// Cursor of the next page; none on the last one.
    pub next: Option<String>,
}

/// Who a subject is, as far as the viewer may know.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct SubjectHead {
    /// The pseudonymous id, 32 hexadecimal digits.
    pub subject: String,
    /// What it is.
    pub kind: SubjectKind,
    /// Its name; masked or absent for persons.
    pub name: Option<String>,
    /// Unified code; never for persons.
    pub code: Option<String>,
    /// Operating state as registered (存续, 注销 …).
    pub state: Option<String>,
    /// Day of registration.
    pub registered_on: Option<Date>,
    /// Day on which it ceased to exist; its file is closed to later records (C-05.e).
    pub exited_on: Option<Date>,
    /// Division (GB/T 2260).
    pub division: Option<String>,
    /// Names it had before.
    pub former_names: Vec<String>,
    /// The same names with the days on which it bore them.
    pub former: Vec<FormerView>,
    /// Further ids under which the same subject was known (C-02.b).
    pub also: Vec<String>,
}

/// A name that an organisation had.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct FormerView {
    /// The name.
    pub name: String,
    /// First day, if known.
    pub from_on: Option<Date>,
    /// Last day, if known.
    pub until_on: Option<Date>,
}

/// One field of a record as the viewer may see it.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct FieldView {
    /// English name.
    pub name: String,
    /// Chinese label.
    pub zh: String,
    /// The value.
    pub value: String,
    /// Whether part of the value is hidden from this viewer.
    pub masked: bool,
}

/// An agency in an answer.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct AgencyView {
    /// Unified code.
    pub code: String,
    /// What it is called, if the packs know it.
    pub title: Option<Title>,
}

/// Where a record came from: from the value back to the source's file (H-72, C-03.b).
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ProvenanceView {
    /// The agency that sent it.
    pub source: AgencyView,
    /// The agency that decided.
    pub recogniser: Option<AgencyView>,
    /// The batch it came in.
    pub batch: Option<String>,
    /// Line or row in that batch, from 1.
    pub line: Option<u64>,
    /// When the platform received it.
    pub received_at: Timestamp,
    /// The fact in the ledger.
    pub position: u64,
}

/// A value that cleansing changed.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct CleansedView {
    /// The field.
    pub field: String,
    /// What the source had sent.
    pub original: String,
    /// The value that was made of it.
    pub value: String,
    /// The rule that changed it.
    pub rule: String,
    /// Whether the change was undone.
    pub undone: bool,
}

/// What only the subject and auditors see of a record.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct LineageView {
    /// Every source that sent it, the first first.
    pub provenance: Vec<ProvenanceView>,
    /// What cleansing changed.
    pub cleansed: Vec<CleansedView>,
    /// Position of the fact that made this version: the filing, or a change of state since.
    pub version: u64,
    /// From when the platform knew this version.
    pub known_from: Timestamp,
    /// Until when this version stood; none if it stands.
    pub known_until: Option<Timestamp>,
    /// First day on which repair can be asked for.
    pub repairable_from: Option<Date>,
    /// Last day on which agencies may see it.
    pub shared_until: Option<Date>,
}

/// How far what a subject declared about itself has been checked (C-07.d).
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct DeclaredView {
    /// What the check came to.
    pub state: DeclaredState,
    /// When it was checked.
    pub checked_on: Option<Date>,
    /// Who checked it.
    pub checked_by: Option<String>,
}

/// What the check of a declaration came to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum DeclaredState {
    /// 未核实
    Unchecked,
    /// 已核实
    Checked,
    /// 核实不实
    Refuted,
}

impl DeclaredState {
    /// The text form.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Unchecked => "unchecked",
            Self::Checked => "checked",
            Self::Refuted => "refuted",
        }
    }
}

/// One record as the viewer may see it.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct RecordView {
    /// Subject under whose number it was filed, 32 hexadecimal digits.
    pub subject: String,
    /// Digest of its key, 32 hexadecimal digits; with the subject its address.
    pub digest: String,
    /// Catalog item.
    pub item: String,
    /// What the item is called.
    pub title: Title,
    /// One of the 13 classes of the national catalog.
    pub class: CatalogClass,
    /// Whether it speaks for or against the subject.
    pub polarity: Polarity,
    /// Which of the ten publicity kinds it is, if one.
    pub act: Option<AdministrativeAct>,
    /// Whether it comes from the market and is not public credit information (C-03.e).
    pub market: bool,
    /// How far it has been checked, if its subject itself declared it (C-07.d).
    pub declared: Option<DeclaredView>,
    /// Which list it enters, if one.
    pub list: Option<String>,
    /// One line that says what it is about.
    pub summary: Option<String>,
    /// Disclosure class (`minor`, `general`, `serious`, `all`).
    pub severity: String,
    /// Day of the decision.
    pub decided_on: Date,
    /// First day in force.
    pub from_on: Option<Date>,
    /// Last day in force.
    pub until_on: Option<Date>,
    /// In force, under objection, or, for the subject and auditors, what became of it.
    pub state: RecordState,
    /// Whether an objection to it is open, in force or not.
    pub disputed: bool,
    /// Last day on which it is public, if it is.
    pub public_until: Option<Date>,
    /// The agency that sent it.
    pub source: AgencyView,
    /// The agency that decided.
    pub recogniser: Option<AgencyView>,
    /// The fields this viewer may see, in the order of the catalog.
    pub fields: Vec<FieldView>,
    /// Legal bases of the item.
    pub basis: Vec<Basis>,
    /// The fact in the ledger.
    pub position: u64,
    /// Sources, cleansing and periods; for the subject and auditors only.
    pub lineage: Option<LineageView>,
}

/// One event of a subject's life, by date (C-05.a).
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct EventView {
    /// The day.
    pub on: Date,
    /// What happened.
    pub kind: EventKind,
    /// Catalog item, if a record is concerned.
    pub item: Option<String>,
    /// What the item is called.
    pub title: Option<Title>,
    /// What the record is about.
    pub summary: Option<String>,
    /// The record's address.
    pub digest: Option<String>,
    /// The agency it comes from.
    pub source: Option<AgencyView>,
}

/// A subject's public page.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct SubjectPage {
    /// Who it is.
    pub head: SubjectHead,
    /// Published records, newest first.
    pub records: Vec<RecordView>,
    /// Number of published records of each item, of all there are.
    pub counts: BTreeMap<String, u64>,
    /// Whether older records were left off.
    pub more: bool,
    /// The events in date order.
    pub timeline: Vec<EventView>,
    /// Related subjects.
    pub relations: Vec<RelationView>,
    /// The day for which this holds.
    pub today: Date,
}

/// A link between two subjects (C-02.e).
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct RelationView {
    /// `representative`, `parent`.
    pub role: String,
    /// Name of the other, where it may be seen.
    pub name: Option<String>,
    /// Unified code of the other.
    pub code: Option<String>,
    /// First day.
    pub from_on: Option<Date>,
    /// Last day.
    pub until_on: Option<Date>,
}

/// A subject's whole file for one viewer.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct FileView {
    /// Who it is.
    pub head: SubjectHead,
    /// The records the viewer may see, newest first.
    pub records: Vec<RecordView>,
    /// The events in date order.
    pub timeline: Vec<EventView>,
    /// Related subjects.
    pub relations: Vec<RelationView>,
    /// Position of the fact by which this look was registered; none when the subject itself looks.
    pub lookup: Option<u64>,
    /// The day for which this holds.
    pub today: Date,
}

/// The answer to a record's address.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(tag = "status", rename_all = "kebab-case")]
pub enum RecordAnswer {
    /// It is public.
    Public {
        /// The record.
        record: Box<RecordView>,
        /// Whose it is.
        head: Box<SubjectHead>,
    },
    /// It was public and is no longer (H-26, C-06.f); nothing else is said.
    Gone,
    /// There is, for the public, no such record.
    NotFound,
}

/// A subject found.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct FoundView {
    /// Who it is.
    pub head: SubjectHead,
    /// The name that matched, when it is not the present one.
    pub matched: Option<String>,
    /// How it matched.
    pub how: How,
    /// Which characters of the name that matched did so: from, before, counted in characters.
    pub marks: Vec<(u16, u16)>,
    /// Which characters of the code matched, when it was found by a part of it.
    pub code_part: Option<(u16, u16)>,
}

/// What a public list is asked for.
#[derive(Clone, Debug)]
pub enum ListOf {
    /// One catalog item.
    Item(String),
    /// One of the ten publicity kinds.
    Act(AdministrativeAct),
    /// The entries of a list (`lists/<id>`).
    List(String),
    /// One of the 13 classes of the national catalog.
    Class(CatalogClass),
}

/// Narrows a public list.
#[derive(Clone, Debug, Default)]
pub struct Filter {
    /// Decided on or after this day.
    pub from_on: Option<Date>,
    /// Decided on or before this day.
    pub until_on: Option<Date>,
    /// Where the subjects are at home.
    pub place: Place,
    /// Unified code of the agency that decided, or else sent.
    pub authority: Option<String>,
    /// Of the items on the list only this one.
    pub item: Option<String>,
}

/// One line of a public list.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ListedView {
    /// Whose it is.
    pub head: SubjectHead,
    /// The record.
    pub record: RecordView,
}

/// What became of a record for the public.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum ChangeKind {
    /// It is public, in its first version.
    Published,
    /// It is public, in another version than before.
    Corrected,
    /// It is no longer public.
    Gone,
}

/// One entry of the changes of what is public.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ChangeView {
    /// The fact that made the change.
    pub position: u64,
    /// What became of the record.
    pub kind: ChangeKind,
    /// Under whose number it was filed, 32 hexadecimal digits.
    pub subject: String,
    /// Digest of its key, 32 hexadecimal digits.
    pub digest: String,
    /// Unified code of the organisation on whose page it stands, if it is still known.
    pub code: Option<String>,
    /// The last day on which it is public, if there is one; no fact need say that it has passed.
    pub until: Option<Date>,
    /// The record as it is now; of what is gone nothing is told.
    pub record: Option<Box<RecordView>>,
}

/// What has changed of what is public, after a position.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Changes {
    /// The changes, the oldest first; of each record only the last one.
    pub entries: Vec<ChangeView>,
    /// The position after which to ask for what follows; none while nothing ever was public.
    pub next: Option<u64>,
    /// Whether more have already followed.
    pub more: bool,
    /// What decides beside the facts: packs, editions in force, rebuilds. Under another one
    /// everything may be different.
    pub edition: String,
    /// The last day on which this edition is sure to stand.
    pub holds_until: Option<Date>,
    /// The day for which the entries hold.
    pub today: Date,
}

/// What is public between two addresses.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Stretch {
    /// The records in the order of their addresses.
    pub entries: Vec<ChangeView>,
    /// The last address that was looked at.
    pub last: Option<String>,
    /// The first one that was not, if the limit cut the stretch short.
    pub next: Option<String>,
}

/// Where something has changed of what is public.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Moved {
    /// The addresses, 64 hexadecimal digits each.
    pub addresses: Vec<String>,
    /// The position after which to ask for what follows.
    pub next: Option<u64>,
    /// Whether more have already followed.
    pub more: bool,
    /// As in [`Changes`].
    pub edition: String,
    /// As in [`Changes`].
    pub holds_until: Option<Date>,
    /// The day for which this holds.
    pub today: Date,
}

/// That something public was taken back, and why; nothing of what it said.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct WithdrawnView {
    /// The first digits of the record's digest: whoever holds a copy finds it by them.
    pub reference: String,
    /// Catalog item.
    pub item: String,
    /// What the item is called.
    pub title: Title,
    /// Which of the ten publicity kinds it is, if one.
    pub act: Option<AdministrativeAct>,
    /// The agency that had decided, or else sent it.
    pub agency: AgencyView,
    /// The day on which it left.
    pub withdrawn_on: Date,
    /// Why, as a code; empty if none was given.
    pub reason_code: String,
    /// Why, in the words of the source; none where they would tell something of the record.
    pub reason: Option<String>,
    /// The fact in the ledger.
    pub position: u64,
}

/// How the records that are public now are spread.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct SpreadView {
    /// By item and month of decision (`2026-11`).
    pub months: BTreeMap<String, BTreeMap<String, u64>>,
    /// By item and division of the subject.
    pub divisions: BTreeMap<String, BTreeMap<String, u64>>,
    /// By item and unified code of the agency that decided.
    pub authorities: BTreeMap<String, BTreeMap<String, u64>>,
}

/// The figures of the home page.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Figures {
    /// Subjects by kind (`enterprise` …).
    pub subjects: BTreeMap<String, u64>,
    /// Records in force by item.
    pub records: BTreeMap<String, u64>,
    /// Published records by item.
    pub published: BTreeMap<String, u64>,
    /// Records repaired so far.
    pub repaired: u64,
}

/// How much of a kind of subjects the platform knows (C-02.c); the target is all of them.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct KindCoverage {
    /// Which kind.
    pub kind: SubjectKind,
    /// Subjects of this kind in the platform.
    pub registered: u64,
    /// How many there are, by the count in the packs; none if no pack has one.
    pub reference: Option<u64>,
    /// The day of that count.
    pub counted_on: Option<Date>,
    /// Of ten thousand, how many are registered; more than ten thousand if the count is old.
    pub share: Option<u64>,
}

impl KindCoverage {
    /// All of ten thousand.
    pub const TARGET: u64 = 10_000;
}

/// One entry of "who looked at me" (H-78).
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct LookupView {
    /// When.
    pub at: Timestamp,
    /// `file`, `check` or `refused`.
    pub kind: String,
    /// Who.
    pub organisation: AgencyView,
    /// What for: a purpose of the closed list.
    pub purpose: Option<String>,
    /// The matter of a check.
    pub matter: Option<String>,
    /// The number of the business.
    pub matter_number: Option<String>,
    /// On which basis; for a refusal the rule that refused.
    pub basis: Option<String>,
    /// Catalog items that were looked at.
    pub what: Vec<String>,
    /// The fact in the ledger.
    pub position: u64,
    /// The door: `desk`, `api`, `hall`, `mine`, `portal`.
    pub channel: Option<String>,
    /// Name of the division for which the looker works.
    pub unit: Option<String>,
    /// Number of the consent on which it was looked.
    pub consent: Option<String>,
    /// The fact by which the subject asked about it.
    pub questioned: Option<u64>,
    /// The review that answered the subject's question.
    pub review: Option<ReviewView>,
    /// Why the subject learnt of it later than at once, if the law allowed that.
    pub delay: Option<DelayView>,
}

/// What a check may know about a subject: active entries of the matter's items, nothing else.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Standing {
    /// Who it is; none if the platform knows nobody under this number.
    pub head: Option<SubjectHead>,
    /// Active entries, newest first.
    pub entries: Vec<EntryView>,
}

/// One active entry of a standing.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct EntryView {
    /// Catalog item.
    pub item: String,
    /// Digest of the record's key, 32 hexadecimal digits.
    pub digest: String,
    /// The fact in the ledger.
    pub position: u64,
    /// Day of the decision.
    pub decided_on: Date,
    /// First day in force.
    pub from_on: Option<Date>,
    /// Last day in force.
    pub until_on: Option<Date>,
    /// Last day on which agencies may see it.
    pub shared_until: Option<Date>,
    /// Disclosure class.
    pub severity: String,
    /// Whether the record is under objection.
    pub in_objection: bool,
    /// The fields that measures and the answer need, by name, masked where masks apply.
    pub fields: BTreeMap<String, String>,
}
