//! The law as people read it.

use policy::model::basis::{Basis, Length};
use serde::Serialize;

/// A list of rules of one noun.
#[derive(Clone, Debug, Serialize)]
pub struct Index {
    /// `items`, `lists`, `measures`, `matters`.
    pub noun: &'static str,
    /// The rules by group.
    pub groups: Vec<Group>,
    /// Version of the packs.
    pub version: String,
}

/// A group of rules.
#[derive(Clone, Debug, Serialize)]
pub struct Group {
    /// Message key of its title.
    pub title_key: String,
    /// The rules.
    pub entries: Vec<Entry>,
}

/// One rule in a list.
#[derive(Clone, Debug, Serialize)]
pub struct Entry {
    /// Its page.
    pub href: String,
    /// What it is called.
    pub title: String,
    /// Kinds of subjects, as in `kind.*`.
    pub subjects: Vec<&'static str>,
    /// Message key of its mark.
    pub mark_key: String,
    /// Colour of the mark.
    pub tone: &'static str,
    /// First basis.
    pub basis: String,
}

/// A catalog item.
#[derive(Clone, Debug, Serialize)]
pub struct Item {
    /// Id.
    pub id: String,
    /// What it is called.
    pub title: String,
    /// Key under `polarity.*`.
    pub polarity: String,
    /// Colour of the polarity.
    pub tone: &'static str,
    /// Key under `publicity_class.*`.
    pub publicity: String,
    /// Key under `catalog.*`.
    pub class: String,
    /// Kinds of subjects, as in `kind.*`.
    pub subjects: Vec<&'static str>,
    /// Key under `cycle.*`.
    pub cycle: String,
    /// How soon it must be reported.
    pub report_within: Option<Length>,
    /// How long it is kept.
    pub retention: Length,
    /// First day in force.
    pub effective_from: String,
    /// Last day in force.
    pub until: Option<String>,
    /// The fields.
    pub fields: Vec<Field>,
    /// What never becomes credit information.
    pub excluded: Vec<Excluded>,
    /// Worked cases.
    pub examples: Vec<Example>,
    /// Classes of the disclosure rule.
    pub classes: Vec<Class>,
    /// What the periods rest on.
    pub disclosure_basis: Option<String>,
    /// Ceilings of the province or city, in Chinese.
    pub ceilings: Vec<String>,
    /// Measures that may follow from a record.
    pub measures: Vec<Point>,
    /// Bases.
    pub basis: Vec<Basis>,
    /// Who sends it.
    pub providers: Vec<String>,
    /// The public list.
    pub publicity_href: Option<String>,
    /// Version of the packs.
    pub version: String,
}

/// One field.
#[derive(Clone, Debug, Serialize)]
pub struct Field {
    /// Label.
    pub label: String,
    /// Always required.
    pub required: bool,
    /// Stored sealed.
    pub sealed: bool,
    /// Shown masked.
    pub masked: bool,
    /// Key under `audience.*`.
    pub audience: String,
    /// Colour of the audience.
    pub tone: &'static str,
    /// Why it is collected.
    pub purpose: Option<String>,
    /// Help for the clerk.
    pub help: Option<String>,
}

/// What must not be collected.
#[derive(Clone, Debug, Serialize)]
pub struct Excluded {
    /// Advice.
    pub advice: String,
    /// Why.
    pub basis: String,
}

/// A worked case.
#[derive(Clone, Debug, Serialize)]
pub struct Example {
    /// The day.
    pub on: String,
    /// The situation.
    pub situation: String,
    /// The answer.
    pub expect: String,
}

/// A disclosure class.
#[derive(Clone, Debug, Serialize)]
pub struct Class {
    /// What it is called.
    pub title: String,
    /// Whether it is published.
    pub published: bool,
    /// Shortest time before repair.
    pub minimum: Option<Length>,
    /// Longest publication.
    pub maximum: Option<Length>,
    /// Longest disclosure to anyone.
    pub shared_for: Option<Length>,
}

/// A list type, a measure or a matter.
#[derive(Clone, Debug, Serialize)]
pub struct Rule {
    /// `lists`, `measures`, `matters`.
    pub noun: &'static str,
    /// What it is called.
    pub title: String,
    /// Its marks.
    pub tags: Vec<KeyTag>,
    /// Kinds of subjects, as in `kind.*`.
    pub subjects: Vec<&'static str>,
    /// First day in force.
    pub effective_from: String,
    /// Last day in force.
    pub until: Option<String>,
    /// How long it lasts.
    pub term: Option<Length>,
    /// Its parts in reading order.
    pub parts: Vec<Part>,
    /// Bases.
    pub basis: Vec<Basis>,
    /// The public list of entries.
    pub publicity_href: Option<String>,
    /// Version of the packs.
    pub version: String,
}

/// A coloured word by message key.
#[derive(Clone, Debug, Serialize)]
pub struct KeyTag {
    /// Message key.
    pub key: String,
    /// Colour.
    pub tone: &'static str,
}

/// One part of a rule's page; `id` is a key under `rule.*`.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Part {
    /// Which.
    pub id: &'static str,
    /// A paragraph.
    pub text: Option<String>,
    /// Points.
    pub points: Vec<Point>,
    /// Whether the points have an order.
    pub numbered: bool,
}

/// One point.
#[derive(Clone, Debug, Serialize)]
pub struct Point {
    /// Its text.
    pub text: String,
    /// Where it leads.
    pub href: Option<String>,
}
