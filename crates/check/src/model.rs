//! Questions of a matter, and the answers to them.

use policy::model::{
    basis::{Basis, Title},
    catalog::Polarity,
};
use serde::{Deserialize, Serialize};
use vocabulary::{Actor, Date, Identifier, SubjectKind, Timestamp};

/// A matter's question about a subject.
#[derive(Clone, Debug)]
pub struct Question {
    /// Agency and key or account that asks.
    pub actor: Actor,
    /// Agency id or unified code of the unit that handles the matter.
    pub organisation: String,
    /// Matter of the application list (`matters/<id>`).
    pub matter: String,
    /// Number of this piece of business in the unit's own books; never empty.
    pub matter_number: String,
    /// Who is asked about, by a checked number.
    pub subject: Identifier,
}

/// What the answer means for the matter.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Outcome {
    /// Nothing that speaks against.
    Clear,
    /// Something to be taken into account; it refuses nothing by itself (H-54).
    Reference,
    /// A statutory ban that is valid for this matter and still runs (C-09.c).
    Intercept,
}

impl Outcome {
    /// The text form of facts and tables.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Clear => "clear",
            Self::Reference => "reference",
            Self::Intercept => "intercept",
        }
    }

    /// The outcome of a text form.
    pub fn parse(text: &str) -> Option<Self> {
        [Self::Clear, Self::Reference, Self::Intercept].into_iter().find(|o| o.as_str() == text)
    }
}

/// The answer to a question; in the order in which it is to be read: incentives first (H-52).
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Answer {
    /// Result number, `C-<position>` (C-09.d).
    pub number: String,
    /// Position of the `check.made` fact in the ledger, under which its proof is fetched.
    pub position: u64,
    /// When it was answered.
    pub at: Timestamp,
    /// The day for which it holds.
    pub today: Date,
    /// The matter.
    pub matter: MatterView,
    /// Code of the unit that asked.
    pub organisation: String,
    /// The unit's number of the business.
    pub matter_number: String,
    /// Who was asked about; none if nothing is recorded under this number.
    pub subject: Option<SubjectState>,
    /// What it means for this matter.
    pub outcome: Outcome,
    /// Incentives and commendations the subject is entitled to.
    pub incentives: Vec<Hit>,
    /// Entries of lists provided for by law.
    pub lists: Vec<Hit>,
    /// Other records that speak against.
    pub records: Vec<Hit>,
    /// Commitments not kept.
    pub commitments_broken: Vec<Hit>,
    /// Neutral records that the matter lists.
    pub other: Vec<Hit>,
    /// Measures valid for this matter, incentives first.
    pub measures: Vec<MeasureDue>,
    /// One sentence in Chinese for the officer.
    pub note: String,
    /// Whether the decision taken must be reported back.
    pub decision_due: bool,
}

/// The matter in an answer.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct MatterView {
    /// Id.
    pub id: String,
    /// What it is called.
    pub title: Title,
    /// The purpose for which it may look.
    pub purpose: String,
    /// Whether it is a basic public service, in which nothing intercepts (H-02).
    pub basic_public_service: bool,
    /// Legal bases.
    pub basis: Vec<Basis>,
}

/// Who was asked about.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct SubjectState {
    /// The pseudonymous id.
    pub subject: String,
    /// What it is.
    pub kind: SubjectKind,
    /// Its name; none for persons.
    pub name: Option<String>,
    /// Unified code; none for persons.
    pub code: Option<String>,
    /// Operating state as registered.
    pub state: Option<String>,
    /// Day on which it ceased to exist.
    pub exited_on: Option<Date>,
}

/// One record or list entry that the matter lists and that is active.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Hit {
    /// Catalog item.
    pub item: String,
    /// What the item is called.
    pub title: Title,
    /// Whether it speaks for or against.
    pub polarity: Polarity,
    /// The list it is an entry of.
    pub list: Option<String>,
    /// The record's address under the subject.
    pub digest: String,
    /// One line that says what it is about.
    pub summary: Option<String>,
    /// Number of the document.
    pub document_number: Option<String>,
    /// The agency that decided, by name.
    pub authority: Option<String>,
    /// Day of the decision.
    pub decided_on: Date,
    /// Last day in force.
    pub until_on: Option<Date>,
    /// Whether it is under objection.
    pub in_objection: bool,
    /// Legal bases of the item.
    pub basis: Vec<Basis>,
    /// The record's fact in the ledger.
    pub position: u64,
}

/// A measure that is valid for this matter, this subject and today.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct MeasureDue {
    /// Number of the measure.
    pub id: String,
    /// What it is called.
    pub title: Title,
    /// `incentive` or `restraint`.
    pub effect: policy::model::measure::MeasureEffect,
    /// Class 1, 2, 3 of a restraint.
    pub class: Option<u8>,
    /// Number in the national base list.
    pub national: Option<String>,
    /// What is done, in Chinese.
    pub act: String,
    /// Whether it is a statutory ban that stops this matter.
    pub intercepts: bool,
    /// Digest of the record or entry from which it follows.
    pub digest: String,
    /// Last day; none means until its object ends.
    pub until_on: Option<Date>,
    /// What lifts it.
    pub lifts_when: String,
    /// Legal bases.
    pub basis: Vec<Basis>,
}

/// A check that was made, without what it found: a record may have been repaired since (H-29).
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Receipt {
    /// Result number.
    pub number: String,
    /// Position of the fact.
    pub position: u64,
    /// The pseudonymous subject.
    pub subject: String,
    /// Matter.
    pub matter: String,
    /// Code of the unit.
    pub organisation: String,
    /// When.
    pub at: Timestamp,
    /// What came out.
    pub outcome: Outcome,
    /// The decision reported back.
    pub decision: Option<Decision>,
    /// When it was reported back.
    pub decided_at: Option<Timestamp>,
    /// Number of the credit report that was fetched for the matter (S-135).
    pub report: Option<String>,
}

/// What the unit did after the check.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Decision {
    /// The matter was granted.
    Granted,
    /// Granted with conditions.
    GrantedWithConditions,
    /// Refused.
    Refused,
    /// The applicant withdrew.
    Withdrawn,
}

impl Decision {
    /// The text form of facts and tables.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Granted => "granted",
            Self::GrantedWithConditions => "granted-with-conditions",
            Self::Refused => "refused",
            Self::Withdrawn => "withdrawn",
        }
    }

    /// The decision of a text form.
    pub fn parse(text: &str) -> Option<Self> {
        [Self::Granted, Self::GrantedWithConditions, Self::Refused, Self::Withdrawn]
            .into_iter()
            .find(|decision| decision.as_str() == text)
    }
}

/// One line of a batch check.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct BatchLine {
    /// Line in the list, from 1.
    pub line: u64,
    /// The number as it was sent.
    pub number: String,
    /// The answer, if there is one.
    pub answer: Option<Answer>,
    /// Why there is none, in Chinese.
    pub fault: Option<String>,
}

/// Use of checks by one unit for one matter of the application list (C-09.e).
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Coverage {
    /// Unit: code of the agency.
    pub unit: String,
    /// What it is called.
    pub unit_title: Title,
    /// Matter.
    pub matter: String,
    /// What it is called.
    pub matter_title: Title,
    /// Whether the check is required.
    pub required: bool,
    /// Checks made.
    pub checks: u64,
    /// Of these, with the decision reported back.
    pub decided: u64,
    /// Of these, with outcome `intercept`.
    pub intercepts: u64,
    /// The last one.
    pub last_at: Option<Timestamp>,
}

/// A test run of an embedding (C-09.f): what a key of this unit would get for this matter, without
/// looking at any subject.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Rehearsal {
    /// The matter.
    pub matter: MatterView,
    /// Whether the unit handles it.
    pub unit_allowed: bool,
    /// Items that are looked at.
    pub items: Vec<String>,
    /// Measures that could be shown.
    pub measures: Vec<String>,
    /// Measures that could intercept.
    pub intercepting: Vec<String>,
}
