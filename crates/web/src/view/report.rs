//! Credit reports: the paper as a page, the verdict on one, and what people may know before they ask.

use policy::model::basis::{Basis, Length};
use serde::Serialize;

use super::{Labelled, Tag};

/// A report as it stands on a page: the lines of `report::lines` in their order. Its words are those
/// of the paper, in the paper's language.
#[derive(Clone, Debug, Serialize)]
pub struct Paper {
    /// Language of the paper: `zh-CN`, `en`.
    pub lang: &'static str,
    /// Its title.
    pub title: String,
    /// Who issues it.
    pub issuer: String,
    /// Whom it is about.
    pub subject: String,
    /// Words at its head.
    pub labels: Vec<Tag>,
    /// Its number, in groups.
    pub number: String,
    /// Where it is verified, with the words beside the code.
    pub verify: Labelled,
    /// The same address as a code.
    pub code: Option<String>,
    /// What stands across every page: for whom and for what it is.
    pub mark: String,
    /// Labels and values: the paper, whom it is about, who asked.
    pub head: Vec<Vec<Labelled>>,
    /// The digest; a sample has none.
    pub digest: Option<Labelled>,
    /// Heading of the summary.
    pub summary_title: String,
    /// How many records each section has.
    pub summary: Vec<Counted>,
    /// The sections, the fields of law, the advice and the statement, in the order of the paper.
    pub sections: Vec<Section>,
}

/// A section in the summary.
#[derive(Clone, Debug, Serialize)]
pub struct Counted {
    /// Its heading.
    pub title: String,
    /// Where it stands on the page.
    pub href: Option<String>,
    /// Records.
    pub count: u64,
    /// The same in words.
    pub words: String,
}

/// A section.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Section {
    /// Its place on the page; none where nothing leads to it.
    pub id: Option<String>,
    /// Its heading.
    pub title: String,
    /// Labels and values of its own: who answers for a field of law, whether it is covered.
    pub facts: Vec<Labelled>,
    /// Sentences: that there is none, the fixed sentence, the advice, the statement.
    pub said: Vec<String>,
    /// Whether what is said is that there is nothing.
    pub is_empty: bool,
    /// Columns, where the records are rows of a table.
    pub columns: Vec<String>,
    /// The rows.
    pub rows: Vec<Vec<String>>,
    /// The records, where they stand by themselves.
    pub entries: Vec<Entry>,
}

/// A record that stands by itself.
#[derive(Clone, Debug, Serialize)]
pub struct Entry {
    /// What kind it is.
    pub title: String,
    /// What must be said beside it.
    pub marks: Vec<String>,
    /// Labels and values.
    pub facts: Vec<Labelled>,
    /// Who sent it, and since when it is known so.
    pub from: Vec<Labelled>,
}

/// The page on which a report is verified.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Verify {
    /// The number as it was typed.
    pub number: String,
    /// What is wrong with it: a message key.
    pub number_error: Option<&'static str>,
    /// What is wrong with the file: a message key.
    pub file_error: Option<&'static str>,
    /// Address of the site.
    pub address: String,
    /// Largest file, in megabytes.
    pub megabytes: u64,
}

/// What there is to say of a number or a file.
#[derive(Clone, Debug, Serialize)]
pub struct Verdict {
    /// Which verdict, a key under `verify.said`.
    pub said: &'static str,
    /// `clear`, `wait`, `stop`.
    pub tone: &'static str,
    /// What to do next, keys under `verify.do`.
    pub steps: Vec<&'static str>,
    /// Whether it is genuine and nothing in it has changed, so that its last day counts.
    pub stands: bool,
    /// The number that was looked up.
    pub number: Option<String>,
    /// Name of the file that was looked at.
    pub file: Option<String>,
    /// What anyone may know of the report.
    pub head: Option<VerdictHead>,
}

/// What anyone who has the number may know of a report.
#[derive(Clone, Debug, Serialize)]
pub struct VerdictHead {
    /// Its number, in groups.
    pub number: String,
    /// What it is called.
    pub title: String,
    /// Version of its layout.
    pub version: String,
    /// Whom it is about; a person's name is masked.
    pub subject: String,
    /// When it was issued.
    pub issued_at: String,
    /// When its data was cut off.
    pub cut_off: String,
    /// Last day on which it may be relied on.
    pub valid_until: String,
    /// Whether that day has passed.
    pub is_over: bool,
    /// Digest, in groups.
    pub digest: String,
}

/// Which reports there are and how to have one.
#[derive(Clone, Debug, Serialize)]
pub struct Guide {
    /// The reports.
    pub kinds: Vec<Kind>,
    /// Matters in which a report is asked for.
    pub uses: Vec<Use>,
    /// Regions whose reports are recognised.
    pub partners: Vec<Partner>,
}

/// A report that can be asked for.
#[derive(Clone, Debug, Serialize)]
pub struct Kind {
    /// Its page.
    pub href: String,
    /// What it is called.
    pub title: String,
    /// Kinds of subjects, as in `kind.*`.
    pub subjects: Vec<&'static str>,
    /// Who may ask, keys under `reports.asker`.
    pub askers: Vec<String>,
    /// How long it may be relied on.
    pub valid: Length,
    /// Whether it stands in place of certificates of no violation.
    pub special: bool,
}

/// A matter in which a report is asked for.
#[derive(Clone, Debug, Serialize)]
pub struct Use {
    /// What it is called.
    pub title: String,
    /// The report.
    pub report: Link,
    /// Matters of the application list.
    pub matters: Vec<Link>,
    /// How old the report may be.
    pub fresh: Length,
    /// Who gets it, a key under `reports.fetched`.
    pub fetched_by: String,
    /// What it is used for.
    pub effect: String,
    /// First basis.
    pub basis: String,
}

/// Words that lead somewhere, if they do.
#[derive(Clone, Debug, Serialize)]
pub struct Link {
    /// The words.
    pub title: String,
    /// Path without language prefix.
    pub href: Option<String>,
}

/// A region whose reports are recognised.
#[derive(Clone, Debug, Serialize)]
pub struct Partner {
    /// The region.
    pub title: String,
    /// First day of the agreement.
    pub from: String,
    /// Last day.
    pub until: Option<String>,
    /// Matters for which they are recognised.
    pub matters: Vec<Link>,
    /// First basis.
    pub basis: String,
}

/// The layout of a report, explained.
#[derive(Clone, Debug, Serialize)]
pub struct Layout {
    /// The report.
    pub kind: Kind,
    /// Whether it holds what is public or what is one's own: a key under `reports.holds`.
    pub holds: &'static str,
    /// Version of the layout.
    pub version: String,
    /// First day in force.
    pub effective_from: String,
    /// How far back a special report may reach.
    pub longest: Option<Length>,
    /// The sections.
    pub sections: Vec<LayoutSection>,
    /// The fields of law.
    pub domains: Vec<LayoutDomain>,
    /// Words that may stand at its head.
    pub labels: Vec<Tag>,
    /// What it says about itself.
    pub statement: Vec<String>,
    /// Bases.
    pub basis: Vec<Basis>,
    /// An invented one.
    pub sample: Paper,
}

/// A section of a layout.
#[derive(Clone, Debug, Serialize)]
pub struct LayoutSection {
    /// Its heading.
    pub title: String,
    /// Items that stand in it.
    pub items: Vec<Link>,
    /// What it says when there is no record.
    pub says: Option<String>,
}

/// A field of law of a layout.
#[derive(Clone, Debug, Serialize)]
pub struct LayoutDomain {
    /// What it is called.
    pub title: String,
    /// Who answers for it.
    pub owner: String,
    /// Whether the platform covers it.
    pub covered: bool,
    /// Why not, or what is not covered of it.
    pub note: Option<String>,
}
