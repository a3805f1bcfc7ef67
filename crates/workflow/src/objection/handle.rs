//! What the desk does with an objection: accept, involve others, note, decline, reach the objector.

use std::sync::Arc;

use ledger::Scribe;
use serde_json::json;
use vocabulary::{Actor, FactKind};

use crate::{
    ContactView, ObjectionState, Objections, WorkflowError, number,
    objections::Inner,
    queries::objections::{self, Objection},
};

/// A step of the desk.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Step {
    Accept,
    Involve,
    Note,
    Decline,
    Contact,
}

impl Step {
    fn as_str(self) -> &'static str {
        match self {
            Self::Accept => "accepted",
            Self::Involve => "involved",
            Self::Note => "noted",
            Self::Decline => "declined",
            Self::Contact => "contacted",
        }
    }
}

impl Objections {
    /// Takes an objection up; from now on its record is marked as under objection.
    pub fn accept(&self, by: &Actor, number: &str) -> Result<(), WorkflowError> {
        self.step(by, number, Step::Accept, "").map(drop)
    }

    /// Notes that other units must help to verify it: the longer term of the law holds.
    pub fn involve(&self, by: &Actor, number: &str, whom: &str) -> Result<(), WorkflowError> {
        self.step(by, number, Step::Involve, whom).map(drop)
    }

    /// Adds a note, which only the desk reads.
    pub fn note(&self, by: &Actor, number: &str, text: &str) -> Result<(), WorkflowError> {
        self.step(by, number, Step::Note, text).map(drop)
    }

    /// Does not take it up, with a reason that the objector reads; the mark ends unless another
    /// objection carries it.
    pub fn decline(&self, by: &Actor, number: &str, reason: &str) -> Result<(), WorkflowError> {
        self.step(by, number, Step::Decline, reason).map(drop)
    }

    /// Name and contact of whoever filed it without account; reading them is a step of its own.
    pub fn contact(&self, by: &Actor, number: &str) -> Result<ContactView, WorkflowError> {
        let found = self.step(by, number, Step::Contact, "")?;
        Ok(ContactView {
            name: self.0.open(&found.number, "name", &found.name)?,
            contact: self.0.open(&found.number, "contact", &found.contact)?,
        })
    }

    fn step(
        &self,
        by: &Actor,
        number: &str,
        step: Step,
        note: &str,
    ) -> Result<Objection, WorkflowError> {
        let note = note.trim().to_owned();
        if note.is_empty() && matches!(step, Step::Involve | Step::Note | Step::Decline) {
            let (reason, remedy) = ("没有写明内容", "请写明理由或者说明后再提交。");
            return Err(WorkflowError::refused("C-18", reason, remedy));
        }
        let missing = || WorkflowError::NoSuchObjection { number: number.to_owned() };
        let parsed = number::parse(number).ok_or_else(missing)?;
        let (inner, by) = (Arc::clone(&self.0), by.clone());
        self.0.pen.transact(move |scribe| {
            let found = objections::find(scribe.tx(), &parsed)?;
            let found = found.ok_or(WorkflowError::NoSuchObjection { number: parsed })?;
            inner.write(scribe, &found, &by, (step, &note))?;
            Ok(found)
        })
    }
}

impl Inner {
    fn write(
        &self,
        scribe: &mut Scribe<'_>,
        found: &Objection,
        by: &Actor,
        (step, note): (Step, &str),
    ) -> Result<(), WorkflowError> {
        let fits = match step {
            Step::Accept => found.state == ObjectionState::Filed,
            Step::Involve | Step::Decline => found.state.is_open(),
            Step::Note | Step::Contact => true,
        };
        if !fits {
            let remedy = "请刷新页面，查看最新状态。";
            return Err(WorkflowError::refused("C-18", "该异议已经办理过这一步", remedy));
        }
        let sealed =
            if note.is_empty() { String::new() } else { self.seal(&found.number, "note", note) };
        let about = (found.subject, found.item.as_str());
        let body = json!({ "number": found.number, "step": step.as_str(), "note": sealed });
        scribe.append(self.draft(FactKind::ObjectionHandled, by, about, &body));
        let open = match step {
            Step::Accept if !found.marked => Some(true),
            Step::Decline if found.marked => {
                (!objections::is_marked_by_others(scribe.tx(), found)?).then_some(false)
            }
            _ => None,
        };
        if let Some(open) = open {
            let body = json!({ "digest": found.digest, "open": open, "number": found.number });
            scribe.append(self.draft(FactKind::ObjectionMarked, by, about, &body));
        }
        Ok(())
    }
}
