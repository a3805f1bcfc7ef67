//! A layer of the law, what it narrows, and the files that hold many small things.

use serde::{Deserialize, Serialize};
use vocabulary::{Date, SubjectKind};

use super::{
    agency::Agency,
    basis::{Basis, Length, Title},
    calendar::DivisionRow,
    catalog::{Audience, Polarity, Publicity},
    mask::Mask,
};

/// The file `layer.toml` at the head of each layer.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Layer {
    /// The folder name; filled by the loader.
    #[serde(skip_deserializing, default)]
    pub id: String,
    /// What it is called.
    pub title: Title,
    /// The layer above; none for the national one.
    pub inherits: Option<String>,
    /// Name of the site that runs under this layer: `信用中国（山东济南）`.
    pub site: Option<String>,
    /// Longest times that hold for every item of a polarity in this layer and those below.
    #[serde(default)]
    pub ceiling: Vec<Ceiling>,
    /// How many subjects of a kind there are, by whoever registers them.
    #[serde(default)]
    pub reference: Vec<Reference>,
}

/// One `[[reference]]`: how many subjects of a kind there are, the whole of which coverage by
/// unified codes is a part (C-02.c).
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Reference {
    /// Which kind.
    pub subject: SubjectKind,
    /// How many there are.
    pub count: u64,
    /// The day of the count.
    pub on: Date,
    /// Where the count stands.
    pub basis: Vec<Basis>,
}

/// One `[[ceiling]]`: nothing of this polarity is disclosed for longer (Shandong regulation
/// art. 38: five years from the end of the conduct).
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Ceiling {
    /// Which information.
    pub polarity: Polarity,
    /// Longest publication, counted like the disclosure rule counts.
    pub maximum: Option<Length>,
    /// Longest disclosure to anyone, counted from the end of the conduct.
    pub shared_for: Option<Length>,
    /// First day of the ceiling; it holds for every record disclosed on or after that day.
    pub effective_from: Date,
    /// Last day; none while in force.
    pub until: Option<Date>,
    /// Legal bases.
    pub basis: Vec<Basis>,
}

/// One file `catalogs/<id>.narrow.toml` of a lower layer: an item of an upper layer, made narrower.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Narrowing {
    /// The item; from the file name, filled by the loader.
    #[serde(skip_deserializing, default)]
    pub id: String,
    /// Fewer subjects than the item has.
    #[serde(default)]
    pub subjects: Vec<SubjectKind>,
    /// Not public here, although it may be above (K-13).
    pub publicity: Option<Publicity>,
    /// Reported sooner than above (H-20).
    pub report_within: Option<Length>,
    /// Publication no longer than this.
    pub maximum: Option<Length>,
    /// Disclosure to anyone no longer than this, counted from the end of the conduct.
    pub shared_for: Option<Length>,
    /// Fields with a stricter audience.
    #[serde(default)]
    pub field: Vec<NarrowField>,
    /// Legal bases.
    pub basis: Vec<Basis>,
}

/// A field that fewer may see than the upper layer allows.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NarrowField {
    /// Name of the field.
    pub name: String,
    /// Who may see it at most.
    pub audience: Audience,
}

/// The file `masks.toml`.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MaskFile {
    /// The masks.
    #[serde(default)]
    pub mask: Vec<Mask>,
}

/// The file `agencies.toml`.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AgencyFile {
    /// Groups that upper layers may name before any agency of them is known.
    #[serde(default)]
    pub group: Vec<AgencyGroup>,
    /// The agencies.
    #[serde(default)]
    pub agency: Vec<Agency>,
}

/// One `[[group]]` of `agencies.toml`.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AgencyGroup {
    /// Short id, kebab case: `authority-with-penalty-power`.
    pub id: String,
    /// What it is called.
    pub title: Title,
}

/// The file `divisions.toml`.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DivisionFile {
    /// The divisions.
    #[serde(default)]
    pub division: Vec<DivisionRow>,
}

/// The file `banned.toml`.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BannedFile {
    /// The kinds that are never credit information.
    #[serde(default)]
    pub banned: Vec<Banned>,
}

/// One `[[banned]]` of `banned.toml`: a kind that is never collected, and the words that betray it.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Banned {
    /// Short id: `biometrics`.
    pub id: String,
    /// Number of the rule that bans it: `K-30`, `H-01`, or an article.
    pub rule: String,
    /// What it is called.
    pub title: Title,
    /// Where it is banned.
    #[serde(default)]
    pub scope: BannedScope,
    /// Words in Chinese (found anywhere) and English (found as whole words).
    pub words: Vec<String>,
    /// Longer words that hold a banned one and are harmless: `收入等级` is not; `营业收入` is.
    #[serde(default)]
    pub except: Vec<String>,
    /// Legal bases.
    pub basis: Vec<Basis>,
}

/// Where a banned kind is banned.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum BannedScope {
    /// In every item and field.
    #[default]
    Anywhere,
    /// In items about natural persons.
    Person,
    /// In restraints: conditions and acts of measures, criteria of lists, matters (points, tiers).
    Restraint,
    /// In the texts of processes of remedies: money (H-30).
    Remedy,
    /// In the titles of commitment items: what must be examined and cannot be promised.
    Commitment,
}

/// The file `base-measures.toml` of the national layer: 全国失信惩戒措施基础清单.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BaseMeasureFile {
    /// The entries.
    #[serde(default)]
    pub entry: Vec<BaseMeasure>,
}

/// One `[[entry]]` of the national base list of restraints.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BaseMeasure {
    /// Id that measures name in `national`.
    pub id: String,
    /// What it is called.
    pub title: Title,
    /// Class 1, 2 or 3.
    pub class: u8,
    /// First day in force.
    pub effective_from: Date,
    /// Last day; none while in force.
    pub until: Option<Date>,
    /// Legal bases.
    pub basis: Vec<Basis>,
}
