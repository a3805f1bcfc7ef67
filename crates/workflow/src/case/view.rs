//! One case as somebody sees it.

use policy::model::{
    basis::Title,
    process::{FieldKind, Sight},
};
use serde::{Deserialize, Serialize};
use vocabulary::{Date, Timestamp};

use super::queue::{CaseLine, Colour};
use crate::Refusal;

/// A running clock and its reasons.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Due {
    /// The clock.
    pub clock: String,
    /// What must be done by then.
    pub title: Title,
    /// The last day; none if it stands still or the working days of that time are not announced.
    pub on: Option<Date>,
    /// The whole calculation in words.
    pub explained: Title,
    /// Its colour.
    pub colour: Colour,
    /// Whether it stands still.
    pub paused: bool,
    /// Whether whoever looks may extend it now.
    pub extendable: bool,
}

/// One case.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct CaseView {
    /// The line of a list.
    pub line: CaseLine,
    /// First day of the edition of the process under which it runs.
    pub edition: Date,
    /// By when what happens.
    pub due: Vec<Due>,
    /// What was filled in, as far as the viewer sees it.
    pub fields: Vec<FieldView>,
    /// Papers, as far as the viewer sees them.
    pub papers: Vec<PaperLine>,
    /// What happened, the first first.
    pub steps: Vec<StepView>,
    /// Letters and messages to the viewer; for staff all of them.
    pub letters: Vec<LetterLine>,
    /// Moves that the viewer's part in the case has, with the reason if one is refused now.
    pub moves: Vec<MoveView>,
    /// Cases that it made.
    pub children: Vec<CaseLine>,
    /// The case that made it.
    pub parent: Option<String>,
    /// Who began it: `subject`, `holder`, `anyone`, `staff`, `task`.
    pub starter: String,
    /// Whether somebody without account left name or contact; [`crate::Cases::reveal`] of `starter`
    /// reads them. For staff only.
    pub has_contact: bool,
    /// Whether the viewer may add a note or a paper.
    pub may_note: bool,
    /// Actors of the process that the viewer is in this case.
    pub seats: Vec<String>,
}

/// A field.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct FieldView {
    /// Its id.
    pub id: String,
    /// Label.
    pub title: Title,
    /// What it holds.
    pub kind: FieldKind,
    /// Who sees it.
    pub sight: Sight,
    /// Its value; none if it is sealed to named officers.
    pub value: Option<String>,
    /// What the value is called, where it is an id: agency, list, choice, measure.
    pub shown: Option<Title>,
    /// Whether the viewer may open it by [`crate::Cases::reveal`].
    pub revealable: bool,
}

/// A paper in a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct PaperLine {
    /// Its place in the case, from 1.
    pub place: u64,
    /// The document of the process.
    pub document: String,
    /// What the document is called.
    pub title: Title,
    /// Name of the file.
    pub name: String,
    /// Media type.
    pub media_type: String,
    /// Size.
    pub bytes: u64,
    /// Digest of the content.
    pub sha256: String,
    /// The day it was given.
    pub given_on: Date,
}

/// One step of the story.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct StepView {
    /// When.
    pub at: Timestamp,
    /// `opened`, `moved`, `noted`, `paper`, `extended`, `handed-over`, `revealed`, `alarm`, `escalated`,
    /// `ended`, `told`.
    pub step: String,
    /// The move, clock or field that it was.
    pub what: String,
    /// The same in words.
    pub title: Title,
    /// The state after it.
    pub state: Option<String>,
    /// Agency of whoever did it; empty for parties and the platform.
    pub agency: String,
    /// What the agency is called.
    pub agency_title: Option<Title>,
    /// Account of whoever did it; for staff only.
    pub by: Option<String>,
    /// Note or reason, as far as the viewer sees it.
    pub note: Option<String>,
    /// Position of the fact in the ledger.
    pub position: u64,
}

/// A letter in a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct LetterLine {
    /// Its place in the case, from 1.
    pub place: u64,
    /// The notice of the process.
    pub notice: String,
    /// Heading.
    pub title: Title,
    /// Whether it is a formal letter.
    pub letter: bool,
    /// Actor to whom it goes.
    pub to: String,
    /// What that actor is called.
    pub to_title: Title,
    /// The day it was written.
    pub on: Date,
    /// When.
    pub at: Timestamp,
    /// Position of the fact in the ledger.
    pub position: u64,
}

/// A letter with its text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Letter {
    /// The line of the list.
    pub line: LetterLine,
    /// Number of the case.
    pub number: String,
    /// The text.
    pub text: Title,
    /// Agency that sent it, by its id; empty if the platform did.
    pub from: String,
    /// What the agency is called.
    pub from_title: Option<Title>,
    /// Name of whom it is about; none of persons.
    pub subject_name: Option<String>,
}

/// A move, or the beginning of a case (`start`), with what its form asks for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct MoveView {
    /// The move.
    pub id: String,
    /// What the button says.
    pub title: Title,
    /// Fields that must be filled in.
    pub needs: Vec<String>,
    /// Fields that may be.
    pub asks: Vec<String>,
    /// Papers that must be there.
    pub documents: Vec<String>,
    /// Why it is not possible now.
    pub refused: Option<Refusal>,
}

/// One thing to choose.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Choice {
    /// Stored value.
    pub id: String,
    /// What people read.
    pub title: Title,
}

/// A case, or one that is to begin: what the options of a field depend on.
#[derive(Clone, Debug)]
pub enum CaseOrNew {
    /// The case of a number.
    Case(String),
    /// A case of a process about a subject and perhaps a record.
    New(crate::case::NewCase),
}
