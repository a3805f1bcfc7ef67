//! Keeps the tables of this room: a pure function of facts.

pub(crate) mod cases;

use ledger::{Follower, LedgerError};
use serde::{Deserialize, de::DeserializeOwned};
use store::{StoreError, Tx};
use vocabulary::{Date, Fact, FactKind, SubjectId};

use crate::{
    ObjectionState,
    queries::{
        objections::{self, Objection},
        steps,
    },
};

/// Follows the ledger: what is objected to, and how that is handled.
#[derive(Clone, Copy, Debug, Default)]
pub struct WorkflowFollower;

/// Body of `objection.filed`; texts are sealed.
#[derive(Deserialize)]
struct Filed {
    number: String,
    digest: String,
    objector: String,
    filed_on: Date,
    statement: String,
    wish: String,
    name: String,
    contact: String,
    code: String,
}

/// Body of `objection.handled`.
#[derive(Deserialize)]
struct Handled {
    number: String,
    step: String,
    note: String,
}

/// What this room reads of `objection.marked`; marks of other origin have no number.
#[derive(Deserialize)]
struct Marked {
    number: Option<String>,
    open: bool,
}

impl Follower for WorkflowFollower {
    fn name(&self) -> &'static str {
        "workflow"
    }

    fn apply(&self, tx: &mut Tx, facts: &[Fact]) -> Result<(), LedgerError> {
        for fact in facts {
            let Some(subject) = fact.draft.subject else { continue };
            match fact.draft.kind {
                FactKind::ObjectionFiled => file(tx, fact, subject, body(fact)?)?,
                FactKind::ObjectionHandled => handle(tx, fact, subject, &body(fact)?)?,
                FactKind::ObjectionMarked => {
                    let marked: Marked = body(fact)?;
                    if let Some(number) = marked.number {
                        objections::mark(tx, (subject, &number), marked.open)?;
                    }
                }
                _ => {}
            }
        }
        cases::follow(tx, facts)
    }
}

fn file(tx: &mut Tx, fact: &Fact, subject: SubjectId, body: Filed) -> Result<(), StoreError> {
    let anyone = body.objector == "anyone";
    let number = body.number.clone();
    let new = Objection {
        subject,
        number: body.number,
        position: fact.position.0,
        digest: body.digest,
        item: fact.draft.item.clone().unwrap_or_default(),
        objector: body.objector,
        holder: if anyone { String::new() } else { fact.draft.actor.by.clone() },
        state: ObjectionState::Filed,
        marked: false,
        involved: false,
        filed_on: body.filed_on,
        statement: body.statement,
        wish: body.wish,
        name: body.name,
        contact: body.contact,
        code: body.code,
    };
    objections::insert(tx, &new, fact.at.as_microsecond())?;
    let (by, when) = (&fact.draft.actor, (fact.position, fact.at));
    steps::insert(tx, (subject, &number), ("filed", ""), by, when)
}

fn handle(tx: &mut Tx, fact: &Fact, subject: SubjectId, body: &Handled) -> Result<(), StoreError> {
    let key = (subject, body.number.as_str());
    match body.step.as_str() {
        "accepted" => objections::set_state(tx, key, ObjectionState::Accepted)?,
        "declined" => objections::set_state(tx, key, ObjectionState::Declined)?,
        "involved" => objections::involve(tx, key)?,
        _ => {}
    }
    let (by, when) = (&fact.draft.actor, (fact.position, fact.at));
    steps::insert(tx, key, (&body.step, &body.note), by, when)
}

/// The body of a fact.
pub(crate) fn body<T: DeserializeOwned>(fact: &Fact) -> Result<T, LedgerError> {
    serde_json::from_str(&fact.draft.body).map_err(|error| LedgerError::Follower {
        name: "workflow",
        reason: format!("the body of fact {} does not read: {error}", fact.position),
    })
}
