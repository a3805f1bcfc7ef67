//! Cases.

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use workflow::case as room;

use super::{Title, all, word};

/// A case that a system begins.
#[derive(Clone, Debug, Default, Deserialize, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewCase {
    /// Number in the sender's own books, such as that of a court case. The same reference begins no
    /// second case, however often and however late it is sent again.
    pub reference: String,
    /// Unified code of the organisation, or number of the person's document, that the case is about;
    /// absent if it is about none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub code: Option<String>,
    /// Kind of a person's document as on the form; absent for organisations.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub document: Option<String>,
    /// Digest of the record that the case is about, as in its address.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub record: Option<String>,
    /// Field of the process → value.
    #[serde(default)]
    pub fields: BTreeMap<String, String>,
    /// Papers.
    #[serde(default)]
    pub papers: Vec<CasePaper>,
}

/// What a move takes.
#[derive(Clone, Debug, Default, Deserialize, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CaseMove {
    /// Field of the process → value.
    #[serde(default)]
    pub fields: BTreeMap<String, String>,
    /// Papers.
    #[serde(default)]
    pub papers: Vec<CasePaper>,
}

/// A paper: PDF, PNG or JPEG.
#[derive(Clone, Debug, Default, Deserialize, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CasePaper {
    /// The document of the process.
    pub document: String,
    /// Name of the file.
    pub name: String,
    /// The content in base64.
    pub content: String,
}

/// A case as its sender sees it.
#[derive(Debug, Serialize, ToSchema)]
pub struct Case {
    /// The number: 20 digits.
    pub number: String,
    /// Process.
    pub process: String,
    /// What it is called.
    pub title: Title,
    /// First day of the edition of the process under which it runs.
    pub edition: Date,
    /// State.
    pub state: String,
    /// What the state is called.
    pub state_title: Title,
    /// How it ended: `done`, `refused`, `withdrawn`, `lapsed`; absent while it is open.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub outcome: Option<String>,
    /// Agency that must do the next thing, by its id; absent if a party must.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub unit: Option<String>,
    /// What that agency, or the party, is called.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub unit_title: Option<Title>,
    /// The day it began.
    pub filed_on: Date,
    /// The day it ended.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub closed_on: Option<Date>,
    /// By when what happens, and why.
    pub due: Vec<CaseDue>,
    /// What was filled in, as far as the key sees it.
    pub fields: BTreeMap<String, String>,
    /// Moves that the key can make.
    pub moves: Vec<CaseWay>,
    /// Cases that it made.
    pub made: Vec<String>,
    /// Position of its last fact in the ledger, under which its proof is fetched.
    pub position: Option<u64>,
}

/// A running clock.
#[derive(Debug, Serialize, ToSchema)]
pub struct CaseDue {
    /// The clock.
    pub clock: String,
    /// What must be done by then.
    pub title: Title,
    /// The last day; absent if it stands still or the working days of that year are not announced.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub on: Option<Date>,
    /// The calculation in words.
    pub explained: Title,
}

/// A move.
#[derive(Debug, Serialize, ToSchema)]
pub struct CaseWay {
    /// The move.
    pub id: String,
    /// What it is called.
    pub title: Title,
    /// Fields that must be given.
    pub needs: Vec<String>,
    /// Fields that may be.
    pub asks: Vec<String>,
    /// Papers that must be given.
    pub documents: Vec<String>,
    /// Why it is not possible now.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub refused: Option<String>,
}

/// What came of a move.
#[derive(Debug, Serialize, ToSchema)]
pub struct CaseMoved {
    /// The case.
    pub number: String,
    /// The state it is in now.
    pub state: String,
    /// Numbers of cases that the move made.
    pub made: Vec<String>,
    /// Position of the fact in the ledger.
    pub position: u64,
}

impl From<&room::CaseView> for Case {
    fn from(case: &room::CaseView) -> Self {
        let line = &case.line;
        let told = |field: &room::FieldView| Some((field.id.clone(), field.value.clone()?));
        Self {
            number: line.number.clone(),
            process: line.process.clone(),
            title: Title::from(&line.title),
            edition: case.edition,
            state: line.state.clone(),
            state_title: Title::from(&line.state_title),
            outcome: line.outcome.as_ref().map(word),
            unit: line.unit.clone(),
            unit_title: line.unit_title.as_ref().map(Title::from),
            filed_on: line.filed_on,
            closed_on: line.closed_on,
            due: all(&case.due),
            fields: case.fields.iter().filter_map(told).collect(),
            moves: all(&case.moves),
            made: case.children.iter().map(|child| child.number.clone()).collect(),
            position: case.steps.last().map(|step| step.position),
        }
    }
}

impl From<&room::Due> for CaseDue {
    fn from(due: &room::Due) -> Self {
        Self {
            clock: due.clock.clone(),
            title: Title::from(&due.title),
            on: due.on,
            explained: Title::from(&due.explained),
        }
    }
}

impl From<&room::MoveView> for CaseWay {
    fn from(way: &room::MoveView) -> Self {
        Self {
            id: way.id.clone(),
            title: Title::from(&way.title),
            needs: way.needs.clone(),
            asks: way.asks.clone(),
            documents: way.documents.clone(),
            refused: way.refused.as_ref().map(|refusal| refusal.reason.clone()),
        }
    }
}
