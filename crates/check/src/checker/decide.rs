//! What the unit did after a check (C-09.c, C-09.d).

use vocabulary::{Actor, Draft, FactKind, Position, SubjectId};

use super::{Checker, Inner};
use crate::{CheckError, Decision, Outcome, Receipt, queries::receipts};

/// The result number of a position.
pub(super) fn number(position: Position) -> String {
    format!("C-{position}")
}

impl Checker {
    /// Reports the decision back. Only the unit that asked can, once; a refusal, or any decision
    /// after an interception, needs a reason. The number of a credit report that was fetched for the
    /// matter is kept with it (S-135).
    pub fn decide(
        &self,
        actor: &Actor,
        organisation: &str,
        number: &str,
        decision: Decision,
        (reason, report): (&str, Option<&str>),
    ) -> Result<Position, CheckError> {
        let inner = &*self.0;
        let receipt = self.receipt(organisation, number)?;
        let must_say_why = decision == Decision::Refused || receipt.outcome == Outcome::Intercept;
        if must_say_why && reason.trim().is_empty() {
            return Err(CheckError::ReasonMissing);
        }
        let (position, subject) = inner.place(&receipt)?;
        let mut body = serde_json::json!({
            "check": position.0, "decision": decision.as_str(), "reason": reason.trim(),
        });
        if let (Some(report), Some(body)) = (report, body.as_object_mut()) {
            body.insert("report".to_owned(), report.into());
        }
        let draft = Draft {
            kind: FactKind::CheckDecided,
            subject: Some(subject),
            actor: actor.clone(),
            item: None,
            policy: inner.law.version().to_owned(),
            body: body.to_string(),
        };
        let number = receipt.number;
        inner.pen.transact(move |scribe| {
            // Read again under the pen: two answers to one question cannot both be the first.
            match receipts::one(scribe.tx(), subject, position)? {
                Some(found) if found.decision.is_some() => Err(CheckError::Decided { number }),
                Some(_) => Ok(scribe.append(draft)),
                None => Err(CheckError::NoReceipt { number }),
            }
        })
    }

    /// A receipt by its number, for the unit that asked: that it was asked and what came out, not
    /// what was found, which may have been repaired since (H-29).
    pub fn receipt(&self, organisation: &str, number: &str) -> Result<Receipt, CheckError> {
        let inner = &*self.0;
        let none = || CheckError::NoReceipt { number: number.to_owned() };
        let position = number.strip_prefix("C-").and_then(|digits| digits.parse().ok());
        let position = Position(position.ok_or_else(none)?);
        let fact = inner.reader.fact(position)?.ok_or_else(none)?;
        let subject = fact.draft.subject.ok_or_else(none)?;
        let found = inner.db.read(|tx| receipts::one(tx, subject, position))?;
        found.filter(|found| found.organisation == inner.code_of(organisation)).ok_or_else(none)
    }

    /// Interceptions of a unit whose outcome has not been reported back, oldest first.
    pub fn undecided(&self, organisation: &str, limit: u32) -> Result<Vec<Receipt>, CheckError> {
        let unit = self.0.code_of(organisation);
        self.0.db.read(|tx| receipts::undecided(tx, &unit, limit))
    }
}

impl Inner {
    fn place(&self, receipt: &Receipt) -> Result<(Position, SubjectId), CheckError> {
        let subject = SubjectId::from_hex(&receipt.subject)
            .ok_or_else(|| CheckError::NoReceipt { number: receipt.number.clone() })?;
        Ok((Position(receipt.position), subject))
    }

    pub(super) fn code_of(&self, organisation: &str) -> String {
        self.law.agency(organisation).map_or_else(|| organisation.to_owned(), |a| a.code.clone())
    }
}
