//! Cases as their parties read them, at the portal with number and code, or signed in.

use serde::Serialize;

use super::{Labelled, Pager, Refused};
use crate::door::{CaseChoice, CaseForm, CaseWrong};

/// A case as one line.
#[derive(Clone, Debug, Serialize)]
pub struct Line {
    /// Its page; none at the portal.
    pub href: Option<String>,
    /// Its number.
    pub number: String,
    /// What the process is called.
    pub title: String,
    /// What it is about.
    pub about: Option<String>,
    /// The state, as people read it.
    pub state: String,
    /// Its colour.
    pub tone: &'static str,
    /// Who has it; none if it has ended.
    pub with: Option<String>,
    /// Whether it waits for the reader.
    pub yours: bool,
    /// The nearest last day.
    pub due: Option<Due>,
    /// The day it was filed.
    pub filed_on: String,
    /// The day it ended.
    pub closed_on: Option<String>,
}

/// A running term.
#[derive(Clone, Debug, Serialize)]
pub struct Due {
    /// What must be done by then.
    pub title: String,
    /// Last day; none while it is not known or stands still.
    pub on: Option<String>,
    /// `late`, `today`, `soon`, `later`; `paused` or `unknown` without a day.
    pub state: &'static str,
    /// How that day comes about.
    pub explained: String,
}

/// A case whole.
#[derive(Clone, Debug, Serialize)]
pub struct Case {
    /// Its number.
    pub number: String,
    /// What the process is called.
    pub title: String,
    /// The guide of the process.
    pub guide_href: String,
    /// The state.
    pub state: String,
    /// What the state means for whoever asked.
    pub said: String,
    /// Its colour.
    pub tone: &'static str,
    /// Whether it has not ended.
    pub open: bool,
    /// Who has it.
    pub with: Option<String>,
    /// Whether it waits for the reader.
    pub yours: bool,
    /// Running terms.
    pub dues: Vec<Due>,
    /// What it is about.
    pub about: Option<About>,
    /// The day it was filed.
    pub filed_on: String,
    /// The day it ended.
    pub closed_on: Option<String>,
    /// What was said in its fields.
    pub facts: Vec<Labelled>,
    /// Its papers.
    pub papers: Vec<Paper>,
    /// What happened, the first first.
    pub steps: Vec<Step>,
    /// Letters and messages to the reader.
    pub letters: Vec<Letter>,
    /// What the reader can do.
    pub moves: Vec<Move>,
    /// Cases that came of it.
    pub children: Vec<Line>,
    /// Whether a repair receipt can be read.
    pub receipt: bool,
    /// Whether the reader may add a note or a paper.
    pub noted: bool,
    /// Papers that can be added.
    pub addable: Vec<CaseChoice>,
}

/// What a case is about.
#[derive(Clone, Debug, Serialize)]
pub struct About {
    /// What it is called.
    pub title: String,
    /// Its page, while it can be seen.
    pub href: Option<String>,
}

/// A paper.
#[derive(Clone, Debug, Serialize)]
pub struct Paper {
    /// Its place in the case.
    pub place: u64,
    /// What it is.
    pub title: String,
    /// Name of the file.
    pub name: String,
}

/// One step.
#[derive(Clone, Debug, Serialize)]
pub struct Step {
    /// The day.
    pub on: String,
    /// When exactly.
    pub at: String,
    /// What was done.
    pub title: String,
    /// Who did it.
    pub by: String,
    /// What was said.
    pub note: Option<String>,
    /// The fact in the ledger.
    pub position: u64,
    /// Its colour.
    pub tone: &'static str,
}

/// A letter or message.
#[derive(Clone, Debug, Serialize)]
pub struct Letter {
    /// Its place in the case.
    pub place: u64,
    /// Its heading.
    pub title: String,
    /// Its text, paragraph by paragraph.
    pub text: Vec<String>,
    /// The day.
    pub on: String,
    /// Whether it can be had as a sealed sheet.
    pub formal: bool,
}

/// A move.
#[derive(Clone, Debug, Serialize)]
pub struct Move {
    /// Its id.
    pub id: String,
    /// What the button says.
    pub title: String,
    /// Why it is not possible now.
    pub refused: Option<Refused>,
}

/// The form of a start or a move.
#[derive(Clone, Debug, Serialize)]
pub struct Form {
    /// Where it is sent.
    pub action: String,
    /// What the button says.
    pub title: String,
    /// Values that go along.
    pub hidden: Vec<(String, String)>,
    /// What is asked for, and what is wrong with it.
    pub form: CaseForm,
    /// Why it was refused.
    pub refused: Option<Refused>,
}

/// The record that a form is about.
#[derive(Clone, Debug, Serialize)]
pub struct Record {
    /// Whose it is.
    pub subject: String,
    /// What it is about.
    pub title: String,
    /// What its kind is called.
    pub item_title: String,
    /// Page of the subject.
    pub subject_href: String,
    /// Its page.
    pub href: String,
    /// Who decided.
    pub authority: String,
    /// When.
    pub decided_on: String,
}

/// The form of somebody without an account.
#[derive(Clone, Debug, Serialize)]
pub struct Open {
    /// What the process is called.
    pub process: String,
    /// What it is for.
    pub purpose: String,
    /// Its guide.
    pub guide_href: String,
    /// The record, if it is about one.
    pub record: Option<Record>,
    /// Whether the subject's code is asked for.
    pub asks_subject: bool,
    /// What was typed as the subject's code.
    pub subject: String,
    /// Whether name and contact are asked for.
    pub asks_who: bool,
    /// What was typed as name.
    pub name: String,
    /// What was typed as contact.
    pub contact: String,
    /// Where somebody who is signed in begins.
    pub mine_href: Option<String>,
    /// The form.
    pub form: Form,
}

/// How and from which day a record can be repaired.
#[derive(Clone, Debug, Serialize)]
pub struct Repair {
    /// What its class is called, if there are several.
    pub class: Option<String>,
    /// The first day.
    pub from: String,
    /// Whether it has come.
    pub now: bool,
    /// Papers that are needed or may be added.
    pub needs: Vec<String>,
    /// Where the subject begins.
    pub begin_href: String,
    /// The guide.
    pub guide_href: String,
}

/// Shown once: number and code.
#[derive(Clone, Debug, Serialize)]
pub struct Receipt {
    /// What the process is called.
    pub process: String,
    /// The record or subject it is about.
    pub about: Option<About>,
    /// Its number.
    pub number: String,
    /// What opens it without an account.
    pub code: String,
    /// The day it was received.
    pub filed_on: String,
    /// What it means for whoever asked.
    pub said: String,
    /// Running terms.
    pub dues: Vec<Due>,
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
    pub errors: Vec<CaseWrong>,
}

/// A case opened by number and code, which every form of the page carries on.
#[derive(Clone, Debug, Serialize)]
pub struct Status {
    /// The case.
    pub case: Case,
    /// The code.
    pub code: String,
    /// What was just done.
    pub said: Option<String>,
    /// What is wrong with the note.
    pub errors: Vec<CaseWrong>,
}

/// The form of a move at the portal.
#[derive(Clone, Debug, Serialize)]
pub struct Act {
    /// Number of the case.
    pub number: String,
    /// Its code.
    pub code: String,
    /// What the process is called.
    pub process: String,
    /// The form.
    pub form: Form,
}

/// Public notices of a process.
#[derive(Clone, Debug, Serialize)]
pub struct Notices {
    /// What the process is called.
    pub process: String,
    /// Their address without filters.
    pub href: String,
    /// The guide of the process.
    pub guide_href: String,
    /// The same as CSV.
    pub csv_href: String,
    /// What was searched for.
    pub query: String,
    /// The notices.
    pub notices: Vec<Notice>,
    /// Where the list goes on.
    pub pager: Pager,
}

/// A public notice.
#[derive(Clone, Debug, Serialize)]
pub struct Notice {
    /// Number of the case.
    pub number: String,
    /// The day.
    pub on: String,
    /// How the case stands.
    pub state: Option<String>,
    /// Colour of the state.
    pub tone: &'static str,
    /// Whom it is about, if that may be said.
    pub subject: Option<About>,
    /// The public fields.
    pub facts: Vec<Labelled>,
}
