//! Credit reports: which there are, what stands in them, who may ask, and where they are of use.

mod word;

use serde::{Deserialize, Serialize};
use vocabulary::{Date, SubjectKind};

use super::{
    basis::{Basis, Length, Title},
    catalog::{CatalogClass, CatalogItem, Polarity, Publicity},
};

pub use word::{MADE_OF_WORDS, PRINTED_WORDS};

/// One file `reports/<id>.toml`, or `<id>@<first day>.toml`: one edition of a report's layout
/// (公共信用信息报告标准).
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ReportTemplate {
    /// The file name; filled by the loader.
    #[serde(skip_deserializing, default)]
    pub id: String,
    /// What it is called; printed as its title.
    pub title: Title,
    /// Version of the layout, as printed: `V2.0`.
    pub version: String,
    /// First day in force.
    pub effective_from: Date,
    /// Last day in force.
    pub until: Option<Date>,
    /// Whom it can be about.
    pub subjects: Vec<SubjectKind>,
    /// Which records it holds.
    pub holds: ReportHolds,
    /// Who may ask for it.
    pub asked_by: Vec<ReportAsker>,
    /// How long the paper may be relied on, from its day.
    pub valid: Length,
    /// The sections, in the order of the paper; every one is always there.
    #[serde(default)]
    pub section: Vec<ReportSection>,
    /// For a report in place of certificates of no violation: the fields of law it covers.
    #[serde(default)]
    pub domain: Vec<ReportDomain>,
    /// For such a report: how far back it may reach.
    pub longest: Option<Length>,
    /// Words that stand at the head when a record of an item or class is there (守信激励对象 …).
    #[serde(default)]
    pub label: Vec<ReportLabel>,
    /// What it advises when a record of an item or class is there (改进建议); it says 无 if none is.
    #[serde(default)]
    pub advice: Vec<ReportAdvice>,
    /// What the paper says about itself at its end: what it states, its limits, how to object.
    pub statement: Vec<Title>,
    /// Legal bases.
    pub basis: Vec<Basis>,
    /// Worked cases: where a record stands; run as tests and shown beside the layout.
    #[serde(default)]
    pub example: Vec<ReportExample>,
}

impl ReportTemplate {
    /// The sections in which records of an item stand, the fields of law of a special report left out.
    pub fn sections_of(&self, item: &CatalogItem) -> impl Iterator<Item = &ReportSection> {
        let (id, class, polarity) = (item.id.clone(), item.class, item.polarity);
        self.section.iter().filter(move |section| section.takes(&id, class, polarity))
    }

    /// Whether it is laid out by classes: then every item that may be in it has its place.
    pub fn is_whole(&self) -> bool {
        self.section.iter().any(|section| !section.classes.is_empty())
    }

    /// Whether records of an item may stand in it at all. What comes from the market is no public
    /// credit information and stands in none (C-03.e).
    pub fn may_hold(&self, item: &CatalogItem) -> bool {
        let about = item.subjects.iter().any(|subject| self.subjects.contains(subject));
        about
            && !item.market
            && (self.holds == ReportHolds::Own || item.publicity == Publicity::Public)
    }

    /// Whether it stands in place of certificates of no violation.
    pub fn is_special(&self) -> bool {
        !self.domain.is_empty()
    }
}

/// Which records a report holds. A repaired, expired or withdrawn record is in none.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ReportHolds {
    /// What anyone may see of an organisation on that day.
    Public,
    /// What is in force of a person, for the person itself or on its consent.
    Own,
}

/// Who asks for a report.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ReportAsker {
    /// The subject itself, or who acts for it, signed in.
    Own,
    /// The subject itself at a window, its document seen by a clerk.
    Counter,
    /// Somebody to whom the subject gave a consent.
    Consented,
    /// An agency for a purpose of the closed list and a matter of its own.
    Agency,
}

/// A section of a report.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ReportSection {
    /// Short id, also the anchor in the page: `administration`.
    pub id: String,
    /// Its heading.
    pub title: Title,
    /// Records of these classes …
    #[serde(default)]
    pub classes: Vec<CatalogClass>,
    /// … and of these items.
    #[serde(default)]
    pub items: Vec<String>,
    /// Only records of these kinds; all if empty.
    #[serde(default)]
    pub polarity: Vec<Polarity>,
    /// Items that stand elsewhere though their class is here.
    #[serde(default)]
    pub except: Vec<String>,
    /// Only records for which this condition over the fields that may be seen holds.
    pub when: Option<String>,
    /// How its records stand.
    #[serde(default)]
    pub layout: ReportLayout,
    /// Fields shown, by name; every field that may be seen if empty.
    #[serde(default)]
    pub fields: Vec<String>,
    /// What it says when there is no record; 无 if absent.
    pub none: Option<Title>,
}

impl ReportSection {
    /// Whether a record stands in it.
    pub fn takes(&self, item: &str, class: CatalogClass, polarity: Polarity) -> bool {
        let named = |items: &[String]| items.iter().any(|one| one == item);
        (self.classes.contains(&class) || named(&self.items))
            && !named(&self.except)
            && (self.polarity.is_empty() || self.polarity.contains(&polarity))
    }
}

/// How the records of a section stand.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ReportLayout {
    /// Labels and values, one below the other, a block for each record.
    #[default]
    Facts,
    /// One row of a table for each record: `fields` are the columns.
    Table,
}

/// A field of law in a report that stands in place of certificates of no violation.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ReportDomain {
    /// Short id: `market-supervision`.
    pub id: String,
    /// What it is called: 市场监管领域.
    pub title: Title,
    /// The agency or agency group whose records answer for it. What none of the owners decided stands
    /// in the last field that has its item.
    pub owner: String,
    /// Items that count as a violation there; empty if the platform does not cover it, and then
    /// the report says so by name.
    #[serde(default)]
    pub items: Vec<String>,
    /// Why it is not covered, or what is not covered of it.
    pub note: Option<Title>,
}

/// A word at the head of a report.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ReportLabel {
    /// The word.
    pub title: Title,
    /// Whether it speaks for or against the subject.
    pub polarity: Polarity,
    /// When there is a record of one of these items …
    #[serde(default)]
    pub items: Vec<String>,
    /// … or of one of these classes.
    #[serde(default)]
    pub classes: Vec<CatalogClass>,
}

/// What the paper advises.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ReportAdvice {
    /// What to do, and where.
    pub title: Title,
    /// When there is a record of one of these items …
    #[serde(default)]
    pub items: Vec<String>,
    /// … or of one of these classes …
    #[serde(default)]
    pub classes: Vec<CatalogClass>,
    /// … and of one of these kinds; any if empty.
    #[serde(default)]
    pub polarity: Vec<Polarity>,
}

/// A worked case of a layout.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ReportExample {
    /// What it shows, in Chinese.
    pub text: String,
    /// The item of the record.
    pub item: String,
    /// The section or field of law under which it stands; nowhere if absent.
    pub stands: Option<String>,
}

/// The file `report-words.toml`: the words of the paper itself, in both languages.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ReportWordFile {
    /// The words.
    #[serde(default)]
    pub word: Vec<ReportWord>,
}

/// One `[[word]]`.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ReportWord {
    /// Short id: `number`.
    pub id: String,
    /// What it says.
    pub title: Title,
}

/// The file `report-uses.toml`: matters in which a report is asked for (信用报告应用事项清单, S-72).
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ReportUseFile {
    /// The uses.
    #[serde(default, rename = "use")]
    pub uses: Vec<ReportUse>,
}

/// One `[[use]]`.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ReportUse {
    /// Short id.
    pub id: String,
    /// What it is called.
    pub title: Title,
    /// Matters of the packs that it is about.
    pub matters: Vec<String>,
    /// The report that is asked for.
    pub report: String,
    /// How old the report may be.
    pub fresh: Length,
    /// Who gets it.
    pub fetched_by: ReportFetcher,
    /// What it is used for there.
    pub effect: Title,
    /// Legal bases.
    pub basis: Vec<Basis>,
}

/// Who gets the report for a matter.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ReportFetcher {
    /// The agency, by itself: nobody is sent for a paper.
    Agency,
    /// The applicant.
    Applicant,
}

/// One file `partners/<id>.toml`: another region whose signed reports are recognised here
/// (区域互认, S-136).
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Partner {
    /// The file name; filled by the loader.
    #[serde(skip_deserializing, default)]
    pub id: String,
    /// The region or its platform.
    pub title: Title,
    /// First day of the agreement.
    pub effective_from: Date,
    /// Last day of the agreement.
    pub until: Option<Date>,
    /// Its published keys, `name+id+key`; a report counts only if every one of them signed.
    pub keys: Vec<String>,
    /// Templates of reports that are recognised.
    pub reports: Vec<String>,
    /// Matters for which they are recognised.
    pub matters: Vec<String>,
    /// Legal bases.
    pub basis: Vec<Basis>,
}
