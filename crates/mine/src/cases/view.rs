//! What the pages of cases show, beyond what every door shows of a case.

use policy::model::basis::Basis;
use serde::Serialize;
use web::{
    door::CaseWrong,
    view::{
        Pager,
        case::{Case, Due, Form, Line, Record},
    },
};

use crate::view::{Acting, Choice};

/// All cases.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Cases {
    pub(crate) name: String,
    /// Cases that wait for the reader.
    pub(crate) waiting: Vec<Line>,
    /// Other open cases.
    pub(crate) open: Vec<Line>,
    /// Cases that have ended.
    pub(crate) ended: Vec<Line>,
    pub(crate) pager: Pager,
    /// What can be begun.
    pub(crate) begin: Vec<Begin>,
}

/// Something that can be begun.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Begin {
    pub(crate) href: String,
    pub(crate) title: String,
    pub(crate) purpose: String,
    pub(crate) guide_href: String,
}

/// One case.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Show {
    pub(crate) case: Case,
    /// `/mine/cases/{number}`
    pub(crate) base: String,
    pub(crate) errors: Vec<CaseWrong>,
}

/// The form of a move.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Move {
    pub(crate) number: String,
    pub(crate) process: String,
    pub(crate) back: String,
    pub(crate) form: Form,
}

/// Something must be chosen before the form can be shown.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Choose {
    pub(crate) title: String,
    pub(crate) purpose: String,
    pub(crate) guide_href: String,
    /// `record`, `item`, `acting`.
    pub(crate) what: &'static str,
    pub(crate) choices: Vec<Chosen>,
    pub(crate) acting: Vec<Acting>,
}

/// One thing to choose.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Chosen {
    pub(crate) href: Option<String>,
    pub(crate) title: String,
    pub(crate) note: String,
}

/// The form of a beginning.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct New {
    pub(crate) process: String,
    pub(crate) purpose: String,
    pub(crate) guide_href: String,
    pub(crate) name: String,
    pub(crate) record: Option<Record>,
    pub(crate) asks_subject: bool,
    pub(crate) subject: String,
    /// The commitment that is signed, if one is.
    pub(crate) signing: Option<Signing>,
    /// Whether it was looked through beforehand and nothing stands against it.
    pub(crate) clear: bool,
    pub(crate) back: String,
    pub(crate) form: Form,
}

/// A commitment, sentence by sentence.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Signing {
    pub(crate) title: String,
    pub(crate) kind_key: String,
    pub(crate) unit: String,
    pub(crate) replaces: Option<String>,
    pub(crate) statements: Vec<Statement>,
    pub(crate) consequence: String,
    pub(crate) verified: String,
    pub(crate) verify_within: String,
    pub(crate) valid: Option<String>,
    pub(crate) published: bool,
    /// What the matter is called whose check is made.
    pub(crate) matter: Option<String>,
    /// Own records that the authority sees when it checks.
    pub(crate) seen: Vec<Choice>,
    pub(crate) basis: Vec<Basis>,
}

/// A sentence of it.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Statement {
    pub(crate) name: String,
    pub(crate) text: String,
    pub(crate) accepted: bool,
}

/// Shown once: number and code.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Filed {
    pub(crate) process: String,
    pub(crate) signed: bool,
    pub(crate) number: String,
    pub(crate) code: String,
    pub(crate) filed_on: String,
    pub(crate) said: String,
    pub(crate) dues: Vec<Due>,
    pub(crate) position: u64,
    pub(crate) href: String,
    /// Its public notice.
    pub(crate) announced_href: Option<String>,
}

/// The repair receipt.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Receipt {
    pub(crate) number: String,
    pub(crate) back: String,
    pub(crate) name: String,
    pub(crate) about: Option<String>,
    pub(crate) decided_on: Option<String>,
    pub(crate) printed_on: String,
    pub(crate) stops: Vec<Stop>,
    pub(crate) done: usize,
    pub(crate) open: usize,
    pub(crate) position: u64,
}

/// A place at which a repaired record stops.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Stop {
    pub(crate) place: String,
    pub(crate) at: Option<String>,
    pub(crate) note: Option<String>,
}
