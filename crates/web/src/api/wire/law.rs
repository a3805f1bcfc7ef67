//! The law.

use jiff::civil::Date;
use policy::model::{catalog::CatalogItem, list, matter, measure};
use serde::Serialize;
use utoipa::ToSchema;

use super::{Basis, Length, Title, all, word};

/// A catalog item: what may be collected.
#[derive(Debug, Serialize, ToSchema)]
pub struct Item {
    /// Id.
    pub id: String,
    /// What it is called.
    pub title: Title,
    /// One of the 13 classes of the national basic catalog.
    pub class: String,
    /// `basic`, `positive`, `negative`, `other`.
    pub polarity: String,
    /// `public`, `on-request`, `internal`.
    pub publicity: String,
    /// Which of the ten publicity kinds it is, if one.
    pub act: Option<String>,
    /// Kinds of subjects.
    pub subjects: Vec<String>,
    /// How often it is sent.
    pub cycle: String,
    /// How soon after the decision it must be reported.
    pub report_within: Option<Length>,
    /// How long it is kept.
    pub retention: Length,
    /// Whether the sender must declare that secrecy and privacy were reviewed.
    pub secrecy_review: bool,
    /// First day in force.
    pub effective_from: Date,
    /// Last day in force.
    pub until: Option<Date>,
    /// Fields that together name one record of one subject.
    pub natural_key: Vec<String>,
    /// The fields.
    pub fields: Vec<ItemField>,
    /// Legal bases.
    pub basis: Vec<Basis>,
}

/// A field of a catalog item.
#[derive(Debug, Serialize, ToSchema)]
pub struct ItemField {
    /// English name: the key in JSON rows.
    pub name: String,
    /// Chinese label: the header in CSV and XLSX.
    pub zh: String,
    /// Code in the exchange standard.
    pub code: Option<String>,
    /// What it holds.
    #[serde(rename = "type")]
    pub kind: String,
    /// Longest text, in characters.
    pub max_length: Option<u16>,
    /// Always required.
    pub required: bool,
    /// Required when this condition holds.
    pub required_when: Option<String>,
    /// The values that are allowed.
    pub values: Vec<String>,
    /// Who may see it at most: `public`, `department`, `subject`, `nobody`.
    pub audience: String,
    /// Why it is collected.
    pub purpose: Option<String>,
}

impl From<&CatalogItem> for Item {
    fn from(item: &CatalogItem) -> Self {
        let field = |field: &policy::model::catalog::Field| ItemField {
            name: field.name.clone(),
            zh: field.zh.clone(),
            code: field.code.clone(),
            kind: word(&field.kind),
            max_length: field.max_length,
            required: field.required,
            required_when: field.required_when.clone(),
            values: field.values.clone(),
            audience: word(&field.audience),
            purpose: field.purpose.clone(),
        };
        Self {
            id: item.id.clone(),
            title: (&item.title).into(),
            class: word(&item.class),
            polarity: word(&item.polarity),
            publicity: word(&item.publicity),
            act: item.act.as_ref().map(word),
            subjects: item.subjects.iter().map(word).collect(),
            cycle: word(&item.cycle),
            report_within: item.report_within.map(Length::from),
            retention: item.retention.into(),
            secrecy_review: item.secrecy_review,
            effective_from: item.effective_from,
            until: item.until,
            natural_key: item.natural_key.clone(),
            fields: item.field.iter().map(field).collect(),
            basis: all(&item.basis),
        }
    }
}

/// A matter before which a credit check is asked.
#[derive(Debug, Serialize, ToSchema)]
pub struct Matter {
    /// Id.
    pub id: String,
    /// What it is called.
    pub title: Title,
    /// Purpose from the closed list.
    pub purpose: String,
    /// Agencies or groups that handle it.
    pub units: Vec<String>,
    /// Whom it can concern.
    pub subjects: Vec<String>,
    /// `required` or `reference`.
    pub check: String,
    /// Catalog items that are looked at; nothing else is shown.
    pub items: Vec<String>,
    /// Measures valid for it.
    pub measures: Vec<String>,
    /// A basic public service, in which nothing intercepts.
    pub basic_public_service: bool,
    /// Legal bases.
    pub basis: Vec<Basis>,
}

impl From<&matter::Matter> for Matter {
    fn from(matter: &matter::Matter) -> Self {
        Self {
            id: matter.id.clone(),
            title: (&matter.title).into(),
            purpose: matter.purpose.as_str().to_owned(),
            units: matter.units.clone(),
            subjects: matter.subjects.iter().map(word).collect(),
            check: word(&matter.check),
            items: matter.items.clone(),
            measures: matter.measures.clone(),
            basic_public_service: matter.basic_public_service,
            basis: all(&matter.basis),
        }
    }
}

/// A measure: what may follow from a record or a list entry.
#[derive(Debug, Serialize, ToSchema)]
pub struct Measure {
    /// Id.
    pub id: String,
    /// What it is called.
    pub title: Title,
    /// `incentive` or `restraint`.
    pub effect: String,
    /// Class 1, 2 or 3 of a restraint.
    pub class: Option<u8>,
    /// Number in the national base list.
    pub national: Option<String>,
    /// What is done, in Chinese.
    pub act: String,
    /// Whether it is a statutory ban that stops a matter.
    pub intercepts: bool,
    /// Lists whose entries carry it.
    pub lists: Vec<String>,
    /// Catalog items whose records carry it.
    pub items: Vec<String>,
    /// How long; absent: as long as its object lasts.
    pub term: Option<Length>,
    /// What lifts it, in Chinese.
    pub lifts_when: String,
    /// Legal bases.
    pub basis: Vec<Basis>,
}

impl From<&measure::Measure> for Measure {
    fn from(measure: &measure::Measure) -> Self {
        Self {
            id: measure.id.clone(),
            title: (&measure.title).into(),
            effect: word(&measure.effect),
            class: measure.class,
            national: measure.national.clone(),
            act: measure.act.clone(),
            intercepts: measure.intercepts,
            lists: measure.object.lists.clone(),
            items: measure.object.items.clone(),
            term: measure.term.map(Length::from),
            lifts_when: measure.lifts_when.clone(),
            basis: all(&measure.basis),
        }
    }
}

/// A list of subjects that a law provides for.
#[derive(Debug, Serialize, ToSchema)]
pub struct ListType {
    /// Id.
    pub id: String,
    /// What it is called.
    pub title: Title,
    /// `serious`, `abnormal`, `red`.
    pub kind: String,
    /// Agencies or groups that may designate.
    pub authorities: Vec<String>,
    /// Whom it can name.
    pub subjects: Vec<String>,
    /// Written criteria, in Chinese.
    pub criteria: Vec<String>,
    /// How long an entry lasts.
    pub term: Option<Length>,
    /// What ends an entry early, in Chinese.
    pub removal: String,
    /// Legal bases.
    pub basis: Vec<Basis>,
}

impl From<&list::ListType> for ListType {
    fn from(list: &list::ListType) -> Self {
        Self {
            id: list.id.clone(),
            title: (&list.title).into(),
            kind: word(&list.kind),
            authorities: list.authorities.clone(),
            subjects: list.subjects.iter().map(word).collect(),
            criteria: list.criterion.iter().map(|criterion| criterion.text.clone()).collect(),
            term: list.term.map(Length::from),
            removal: list.removal.clone(),
            basis: all(&list.basis),
        }
    }
}

/// The policy packs in force.
#[derive(Debug, Serialize, ToSchema)]
pub struct Policies {
    /// Layer and digest of the packs: stands in every fact decided under them.
    pub version: String,
    /// The layers, the national one first.
    pub layers: Vec<Title>,
    /// How many catalog items are in force today.
    pub items: usize,
    /// How many lists.
    pub lists: usize,
    /// How many measures.
    pub measures: usize,
    /// How many matters.
    pub matters: usize,
}
