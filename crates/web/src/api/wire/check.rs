//! Credit checks.

use check as room;
use jiff::{Timestamp, civil::Date};
use serde::Serialize;
use utoipa::ToSchema;

use super::{Basis, Title, all, word};

/// The answer to a question, in the order in which it is to be read: incentives first (H-52).
#[derive(Debug, Serialize, ToSchema)]
pub struct Answer {
    /// Result number, to be stored with the matter.
    pub number: String,
    /// Position of the fact in the ledger, under which its proof is fetched.
    pub position: u64,
    /// When it was answered.
    pub at: Timestamp,
    /// The day for which it holds.
    pub today: Date,
    /// The matter: id.
    pub matter: String,
    /// What the matter is called.
    pub matter_title: Title,
    /// The unit's number of the business.
    pub matter_number: String,
    /// Who was asked about; none if nothing is recorded under this number.
    pub subject: Option<SubjectState>,
    /// `clear`, `reference` or `intercept`. Only a statutory ban intercepts.
    pub outcome: String,
    /// One sentence in Chinese for the officer.
    pub note: String,
    /// Incentives and commendations the subject is entitled to.
    pub incentives: Vec<Hit>,
    /// Measures valid for this matter, incentives first.
    pub measures: Vec<MeasureDue>,
    /// Entries of lists provided for by law.
    pub lists: Vec<Hit>,
    /// Other records that speak against.
    pub records: Vec<Hit>,
    /// Commitments not kept.
    pub commitments_broken: Vec<Hit>,
    /// Neutral records that the matter lists.
    pub other: Vec<Hit>,
    /// Whether the decision taken must be reported back.
    pub decision_due: bool,
    /// Where the proof is fetched, about a second later.
    pub proof: String,
}

impl From<&room::Answer> for Answer {
    fn from(answer: &room::Answer) -> Self {
        Self {
            number: answer.number.clone(),
            position: answer.position,
            at: answer.at,
            today: answer.today,
            matter: answer.matter.id.clone(),
            matter_title: (&answer.matter.title).into(),
            matter_number: answer.matter_number.clone(),
            subject: answer.subject.as_ref().map(SubjectState::from),
            outcome: answer.outcome.as_str().to_owned(),
            note: answer.note.clone(),
            incentives: all(&answer.incentives),
            measures: all(&answer.measures),
            lists: all(&answer.lists),
            records: all(&answer.records),
            commitments_broken: all(&answer.commitments_broken),
            other: all(&answer.other),
            decision_due: answer.decision_due,
            proof: format!("/api/v1/checks/{}/proof", answer.number),
        }
    }
}

/// Who was asked about.
#[derive(Debug, Serialize, ToSchema)]
pub struct SubjectState {
    /// Pseudonymous id.
    pub subject: String,
    /// `enterprise` …
    pub kind: String,
    /// Name; none for persons.
    pub name: Option<String>,
    /// Unified code; none for persons.
    pub code: Option<String>,
    /// Operating state as registered.
    pub state: Option<String>,
    /// Day on which it ceased to exist.
    pub exited_on: Option<Date>,
}

impl From<&room::SubjectState> for SubjectState {
    fn from(state: &room::SubjectState) -> Self {
        Self {
            subject: state.subject.clone(),
            kind: word(&state.kind),
            name: state.name.clone(),
            code: state.code.clone(),
            state: state.state.clone(),
            exited_on: state.exited_on,
        }
    }
}

/// One active record or list entry that the matter lists.
#[derive(Debug, Serialize, ToSchema)]
pub struct Hit {
    /// Catalog item.
    pub item: String,
    /// What the item is called.
    pub title: Title,
    /// `basic`, `positive`, `negative`, `other`.
    pub polarity: String,
    /// The list it is an entry of.
    pub list: Option<String>,
    /// The record's address under the subject.
    pub digest: String,
    /// One line that says what it is about.
    pub summary: Option<String>,
    /// Number of the document.
    pub document_number: Option<String>,
    /// The agency that decided.
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

impl From<&room::Hit> for Hit {
    fn from(hit: &room::Hit) -> Self {
        Self {
            item: hit.item.clone(),
            title: (&hit.title).into(),
            polarity: word(&hit.polarity),
            list: hit.list.clone(),
            digest: hit.digest.clone(),
            summary: hit.summary.clone(),
            document_number: hit.document_number.clone(),
            authority: hit.authority.clone(),
            decided_on: hit.decided_on,
            until_on: hit.until_on,
            in_objection: hit.in_objection,
            basis: all(&hit.basis),
            position: hit.position,
        }
    }
}

/// A measure that is valid for this matter, this subject and today.
#[derive(Debug, Serialize, ToSchema)]
pub struct MeasureDue {
    /// Id of the measure.
    pub id: String,
    /// What it is called.
    pub title: Title,
    /// `incentive` or `restraint`.
    pub effect: String,
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

impl From<&room::MeasureDue> for MeasureDue {
    fn from(due: &room::MeasureDue) -> Self {
        Self {
            id: due.id.clone(),
            title: (&due.title).into(),
            effect: word(&due.effect),
            class: due.class,
            national: due.national.clone(),
            act: due.act.clone(),
            intercepts: due.intercepts,
            digest: due.digest.clone(),
            until_on: due.until_on,
            lifts_when: due.lifts_when.clone(),
            basis: all(&due.basis),
        }
    }
}

/// A check that was made, without what it found: a record may have been repaired since.
#[derive(Debug, Serialize, ToSchema)]
pub struct CheckReceipt {
    /// Result number.
    pub number: String,
    /// Position of the fact.
    pub position: u64,
    /// Matter.
    pub matter: String,
    /// Code of the unit.
    pub organisation: String,
    /// When.
    pub at: Timestamp,
    /// What came out.
    pub outcome: String,
    /// The decision reported back.
    pub decision: Option<String>,
    /// When it was reported back.
    pub decided_at: Option<Timestamp>,
    /// Number of the credit report that was fetched for the matter.
    pub report: Option<String>,
}

impl From<&room::Receipt> for CheckReceipt {
    fn from(receipt: &room::Receipt) -> Self {
        Self {
            number: receipt.number.clone(),
            position: receipt.position,
            matter: receipt.matter.clone(),
            organisation: receipt.organisation.clone(),
            at: receipt.at,
            outcome: receipt.outcome.as_str().to_owned(),
            decision: receipt.decision.map(|decision| decision.as_str().to_owned()),
            decided_at: receipt.decided_at,
            report: receipt.report.clone(),
        }
    }
}

/// One line of a list that was checked.
#[derive(Debug, Serialize, ToSchema)]
pub struct CheckLine {
    /// Line in the list, from 1.
    pub line: u64,
    /// The number as it was sent.
    pub number: String,
    /// The answer, if there is one.
    pub answer: Option<Answer>,
    /// Why there is none, in Chinese.
    pub fault: Option<String>,
}

impl From<&room::BatchLine> for CheckLine {
    fn from(line: &room::BatchLine) -> Self {
        Self {
            line: line.line,
            number: line.number.clone(),
            answer: line.answer.as_ref().map(Answer::from),
            fault: line.fault.clone(),
        }
    }
}

/// What a key of this unit would get for a matter; nothing was looked at.
#[derive(Debug, Serialize, ToSchema)]
pub struct Rehearsal {
    /// The matter.
    pub matter: String,
    /// Whether the unit handles it.
    pub unit_allowed: bool,
    /// Items that are looked at.
    pub items: Vec<String>,
    /// Measures that could be shown.
    pub measures: Vec<String>,
    /// Measures that could intercept.
    pub intercepting: Vec<String>,
}

impl From<&room::Rehearsal> for Rehearsal {
    fn from(rehearsal: &room::Rehearsal) -> Self {
        Self {
            matter: rehearsal.matter.id.clone(),
            unit_allowed: rehearsal.unit_allowed,
            items: rehearsal.items.clone(),
            measures: rehearsal.measures.clone(),
            intercepting: rehearsal.intercepting.clone(),
        }
    }
}

/// Use of checks by one unit for one matter.
#[derive(Debug, Serialize, ToSchema)]
pub struct CheckCoverage {
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

impl From<&room::Coverage> for CheckCoverage {
    fn from(line: &room::Coverage) -> Self {
        Self {
            unit: line.unit.clone(),
            unit_title: (&line.unit_title).into(),
            matter: line.matter.clone(),
            matter_title: (&line.matter_title).into(),
            required: line.required,
            checks: line.checks,
            decided: line.decided,
            intercepts: line.intercepts,
            last_at: line.last_at,
        }
    }
}
