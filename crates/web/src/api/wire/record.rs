//! Subjects, records and files, as the gate discloses them.

use std::collections::BTreeMap;

use disclosure as gate;
use jiff::{Timestamp, civil::Date};
use serde::Serialize;
use utoipa::ToSchema;

use super::{Basis, Title, all, word};

/// Who a subject is, as far as the asker may know.
#[derive(Debug, Serialize, ToSchema)]
pub struct Subject {
    /// Pseudonymous id, 32 hexadecimal digits.
    pub subject: String,
    /// `enterprise`, `self-employed` …
    pub kind: String,
    /// Name; absent or masked for persons.
    pub name: Option<String>,
    /// Unified code; never for persons.
    pub code: Option<String>,
    /// Operating state as registered.
    pub state: Option<String>,
    /// Day of registration.
    pub registered_on: Option<Date>,
    /// Day on which it ceased to exist.
    pub exited_on: Option<Date>,
    /// Division (GB/T 2260).
    pub division: Option<String>,
    /// Names it had before.
    pub former_names: Vec<String>,
    /// The same names with the days on which it bore them; only where it is asked for by itself.
    pub former: Vec<FormerName>,
}

/// A name that an organisation had.
#[derive(Debug, Serialize, ToSchema)]
pub struct FormerName {
    /// The name.
    pub name: String,
    /// First day, if known.
    pub from_on: Option<Date>,
    /// Last day, if known.
    pub until_on: Option<Date>,
}

impl From<&gate::FormerView> for FormerName {
    fn from(former: &gate::FormerView) -> Self {
        let gate::FormerView { name, from_on, until_on } = former.clone();
        Self { name, from_on, until_on }
    }
}

impl From<&gate::SubjectHead> for Subject {
    fn from(head: &gate::SubjectHead) -> Self {
        Self {
            subject: head.subject.clone(),
            kind: word(&head.kind),
            name: head.name.clone(),
            code: head.code.clone(),
            state: head.state.clone(),
            registered_on: head.registered_on,
            exited_on: head.exited_on,
            division: head.division.clone(),
            former_names: head.former_names.clone(),
            former: all(&head.former),
        }
    }
}

/// An agency.
#[derive(Debug, Serialize, ToSchema)]
pub struct Agency {
    /// Unified code.
    pub code: String,
    /// What it is called.
    pub title: Option<Title>,
}

impl From<&gate::AgencyView> for Agency {
    fn from(agency: &gate::AgencyView) -> Self {
        Self { code: agency.code.clone(), title: agency.title.as_ref().map(Title::from) }
    }
}

/// One field of a record.
#[derive(Debug, Serialize, ToSchema)]
pub struct Field {
    /// English name.
    pub name: String,
    /// Chinese label.
    pub zh: String,
    /// The value.
    pub value: String,
    /// Whether part of the value is hidden from this asker.
    pub masked: bool,
}

impl From<&gate::FieldView> for Field {
    fn from(field: &gate::FieldView) -> Self {
        Self {
            name: field.name.clone(),
            zh: field.zh.clone(),
            value: field.value.clone(),
            masked: field.masked,
        }
    }
}

/// What only the subject and auditors see of a record.
#[derive(Debug, Serialize, ToSchema)]
pub struct Lineage {
    /// Agencies that sent it, the first first.
    pub sources: Vec<Agency>,
    /// Number of the version, from 1.
    pub version: u64,
    /// From when the platform knew this version.
    pub known_from: Timestamp,
    /// Until when this version stood.
    pub known_until: Option<Timestamp>,
    /// First day on which repair can be asked for.
    pub repairable_from: Option<Date>,
    /// Last day on which agencies may see it.
    pub shared_until: Option<Date>,
}

impl From<&gate::LineageView> for Lineage {
    fn from(lineage: &gate::LineageView) -> Self {
        Self {
            sources: lineage.provenance.iter().map(|one| (&one.source).into()).collect(),
            version: lineage.version,
            known_from: lineage.known_from,
            known_until: lineage.known_until,
            repairable_from: lineage.repairable_from,
            shared_until: lineage.shared_until,
        }
    }
}

/// How far what a subject declared about itself has been checked.
#[derive(Debug, Serialize, ToSchema)]
pub struct Declared {
    /// `unchecked`, `checked`, `refuted`.
    pub state: String,
    /// When it was checked.
    pub checked_on: Option<Date>,
    /// Who checked it.
    pub checked_by: Option<String>,
}

impl From<&gate::DeclaredView> for Declared {
    fn from(declared: &gate::DeclaredView) -> Self {
        Self {
            state: word(&declared.state),
            checked_on: declared.checked_on,
            checked_by: declared.checked_by.clone(),
        }
    }
}

/// One record as the asker may see it.
#[derive(Debug, Serialize, ToSchema)]
pub struct Record {
    /// Digest of its key; with the subject its address.
    pub digest: String,
    /// Catalog item.
    pub item: String,
    /// What the item is called.
    pub title: Title,
    /// One of the 13 classes of the national catalog.
    pub class: String,
    /// `basic`, `positive`, `negative`, `other`.
    pub polarity: String,
    /// Which of the ten publicity kinds it is, if one.
    pub act: Option<String>,
    /// Whether it comes from the market and is not public credit information.
    pub market: bool,
    /// How far it was checked, if its subject itself declared it.
    pub declared: Option<Declared>,
    /// Which list it enters, if one.
    pub list: Option<String>,
    /// One line that says what it is about.
    pub summary: Option<String>,
    /// Disclosure class: `minor`, `general`, `serious`, `all`.
    pub severity: String,
    /// Day of the decision.
    pub decided_on: Date,
    /// First day in force.
    pub from_on: Option<Date>,
    /// Last day in force.
    pub until_on: Option<Date>,
    /// `in-force`, `in-objection`; for auditors also what became of it.
    pub state: String,
    /// Last day on which it is public.
    pub public_until: Option<Date>,
    /// The agency that sent it.
    pub source: Agency,
    /// The agency that decided.
    pub recogniser: Option<Agency>,
    /// The fields this asker may see.
    pub fields: Vec<Field>,
    /// Legal bases of the item.
    pub basis: Vec<Basis>,
    /// The fact in the ledger.
    pub position: u64,
    /// For the subject and auditors only.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub lineage: Option<Lineage>,
}

impl From<&gate::RecordView> for Record {
    fn from(record: &gate::RecordView) -> Self {
        Self {
            digest: record.digest.clone(),
            item: record.item.clone(),
            title: (&record.title).into(),
            class: word(&record.class),
            polarity: word(&record.polarity),
            act: record.act.as_ref().map(word),
            market: record.market,
            declared: record.declared.as_ref().map(Declared::from),
            list: record.list.clone(),
            summary: record.summary.clone(),
            severity: record.severity.clone(),
            decided_on: record.decided_on,
            from_on: record.from_on,
            until_on: record.until_on,
            state: word(&record.state),
            public_until: record.public_until,
            source: (&record.source).into(),
            recogniser: record.recogniser.as_ref().map(Agency::from),
            fields: all(&record.fields),
            basis: all(&record.basis),
            position: record.position,
            lineage: record.lineage.as_ref().map(Lineage::from),
        }
    }
}

/// One event of a subject's life.
#[derive(Debug, Serialize, ToSchema)]
pub struct Event {
    /// The day.
    pub on: Date,
    /// What happened.
    pub kind: String,
    /// Catalog item, if a record is concerned.
    pub item: Option<String>,
    /// What the record is about.
    pub summary: Option<String>,
    /// The record's address.
    pub digest: Option<String>,
}

impl From<&gate::EventView> for Event {
    fn from(event: &gate::EventView) -> Self {
        Self {
            on: event.on,
            kind: word(&event.kind),
            item: event.item.clone(),
            summary: event.summary.clone(),
            digest: event.digest.clone(),
        }
    }
}

/// A link to another subject.
#[derive(Debug, Serialize, ToSchema)]
pub struct Relation {
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

impl From<&gate::RelationView> for Relation {
    fn from(relation: &gate::RelationView) -> Self {
        Self {
            role: relation.role.clone(),
            name: relation.name.clone(),
            code: relation.code.clone(),
            from_on: relation.from_on,
            until_on: relation.until_on,
        }
    }
}

/// A subject's public page.
#[derive(Debug, Serialize, ToSchema)]
pub struct SubjectPage {
    /// Who it is.
    #[serde(flatten)]
    pub subject: Subject,
    /// Public records, newest first.
    pub records: Vec<Record>,
    /// Number of public records by item.
    pub counts: BTreeMap<String, u64>,
    /// Whether older records were left off.
    pub more: bool,
    /// Events by date.
    pub timeline: Vec<Event>,
    /// Related subjects.
    pub relations: Vec<Relation>,
    /// The day for which this holds.
    pub today: Date,
}

impl From<&gate::SubjectPage> for SubjectPage {
    fn from(page: &gate::SubjectPage) -> Self {
        Self {
            subject: (&page.head).into(),
            records: all(&page.records),
            counts: page.counts.clone(),
            more: page.more,
            timeline: all(&page.timeline),
            relations: all(&page.relations),
            today: page.today,
        }
    }
}

/// A subject's file, for a purpose.
#[derive(Debug, Serialize, ToSchema)]
pub struct File {
    /// Who it is.
    #[serde(flatten)]
    pub subject: Subject,
    /// The records that may be seen for this purpose, newest first.
    pub records: Vec<Record>,
    /// Events by date.
    pub timeline: Vec<Event>,
    /// Related subjects.
    pub relations: Vec<Relation>,
    /// Ledger position of the fact by which this look was registered.
    pub lookup: Option<u64>,
    /// The day for which this holds.
    pub today: Date,
}

impl From<&gate::FileView> for File {
    fn from(file: &gate::FileView) -> Self {
        Self {
            subject: (&file.head).into(),
            records: all(&file.records),
            timeline: all(&file.timeline),
            relations: all(&file.relations),
            lookup: file.lookup,
            today: file.today,
        }
    }
}
