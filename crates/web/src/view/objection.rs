//! "This is wrong": filing an objection without an account, and following it.

use serde::Serialize;

/// Something wrong in a form, beside its field.
#[derive(Clone, Debug, Serialize)]
pub struct Wrong {
    /// The field.
    pub field: &'static str,
    /// What is wrong and what to do.
    pub text: String,
}

/// The record that is objected to.
#[derive(Clone, Debug, Serialize)]
pub struct Subject {
    /// Name of the organisation.
    pub subject: String,
    /// Page of the organisation.
    pub subject_href: String,
    /// What the record is about.
    pub title: String,
    /// What its item is called.
    pub item_title: String,
    /// Page of the record.
    pub href: String,
    /// The agency that decided.
    pub authority: String,
    /// Day of the decision.
    pub decided_on: String,
}

/// The form.
#[derive(Clone, Debug, Serialize)]
pub struct Form {
    /// What is objected to.
    pub record: Subject,
    /// What was typed.
    pub name: String,
    /// What was typed.
    pub contact: String,
    /// What was typed.
    pub statement: String,
    /// What was typed.
    pub wish: String,
    /// What is wrong with it.
    pub errors: Vec<Wrong>,
}

/// The receipt.
#[derive(Clone, Debug, Serialize)]
pub struct Receipt {
    /// What was objected to.
    pub record: Subject,
    /// The number.
    pub number: String,
    /// The code that opens the status with the number.
    pub code: String,
    /// The day it was received.
    pub filed_on: String,
    /// Last day for the answer.
    pub due_on: Option<String>,
    /// How that day comes about.
    pub explained: String,
    /// The fact in the ledger.
    pub position: u64,
    /// Address at which it is followed.
    pub address: String,
    /// The same as a code that a telephone reads.
    pub qr: Option<String>,
}

/// The form that opens a status.
#[derive(Clone, Debug, Serialize)]
pub struct Find {
    /// What was typed.
    pub number: String,
    /// What is wrong with it.
    pub errors: Vec<Wrong>,
}

/// How an objection stands.
#[derive(Clone, Debug, Serialize)]
pub struct Status {
    /// Its number.
    pub number: String,
    /// `filed`, `accepted`, `declined`.
    pub state: &'static str,
    /// Colour of the state.
    pub tone: &'static str,
    /// The same in plain words.
    pub said: String,
    /// What the item of the record is called.
    pub item_title: String,
    /// Page of the record, while it is public.
    pub record_href: Option<String>,
    /// Whether the record is marked as under objection.
    pub marked: bool,
    /// The day it was received.
    pub filed_on: String,
    /// Last day for the answer.
    pub due_on: Option<String>,
    /// How that day comes about.
    pub explained: String,
    /// What happened, the first first.
    pub steps: Vec<Step>,
}

/// One step.
#[derive(Clone, Debug, Serialize)]
pub struct Step {
    /// The day.
    pub on: String,
    /// When exactly.
    pub at: String,
    /// Key under `objection_step.*`.
    pub step: String,
    /// Who did it; empty for the objector.
    pub agency: String,
    /// What was said.
    pub note: Option<String>,
    /// The fact in the ledger.
    pub position: u64,
}
