//! Undoes a cleansing or a filling: the value counts again as it was sent (C-04.e).

use ledger::Reader;
use serde::Deserialize;
use serde_json::json;
use vocabulary::{Actor, Draft, FactKind, Position, SubjectId};

use crate::{Intake, IntakeError, batch::State, queries::keys};

/// What of a record's body says how it was cleansed.
#[derive(Deserialize)]
struct Cleansed {
    digest: String,
    cleansed: Vec<Change>,
}

#[derive(Deserialize)]
struct Change {
    field: String,
}

impl Intake {
    /// Appends that the cleansing of one field of a record's present version is undone; whoever reads
    /// the record takes the original from then on.
    ///
    /// # Errors
    ///
    /// [`IntakeError::NoReason`], [`IntakeError::NoSuchRecord`] if the version was replaced or is
    /// none, [`IntakeError::State`] if the record is withdrawn or repaired,
    /// [`IntakeError::NotCleansed`].
    pub fn undo_cleansing(
        &self,
        by: &Actor,
        (subject, position): (SubjectId, Position),
        field: &str,
        reason: &str,
    ) -> Result<Position, IntakeError> {
        if reason.trim().is_empty() {
            return Err(IntakeError::NoReason);
        }
        let fact = Reader::new(self.db.clone()).fact(position)?;
        let fact = fact.filter(|fact| fact.draft.subject == Some(subject));
        let record = fact.ok_or(IntakeError::NoSuchRecord)?.draft;
        let body: Cleansed =
            serde_json::from_str(&record.body).map_err(|_| IntakeError::NoSuchRecord)?;
        if !body.cleansed.iter().any(|change| change.field == field) {
            return Err(IntakeError::NotCleansed { field: field.to_owned() });
        }
        let digest = hex::decode(&body.digest).ok().and_then(|bytes| bytes.try_into().ok());
        let key = (subject, digest.ok_or(IntakeError::Damaged { what: "a record's digest" })?);
        let draft = Draft {
            kind: FactKind::RecordRestored,
            subject: Some(subject),
            actor: by.clone(),
            item: record.item,
            policy: self.law.version().to_owned(),
            body: json!({ "digest": body.digest, "field": field, "reason": reason.trim() })
                .to_string(),
        };
        self.pen.transact(move |scribe| {
            let known = keys::known_of(scribe.tx(), &[key])?.into_iter().next().flatten();
            let known = known.filter(|known| known.position == position.0);
            match known.ok_or(IntakeError::NoSuchRecord)?.state {
                State::InForce => Ok(scribe.append(draft)),
                State::Withdrawn => {
                    Err(IntakeError::State { state: "已撤回", act: "恢复原值" })
                }
                State::Repaired => {
                    Err(IntakeError::State { state: "已修复", act: "恢复原值" })
                }
            }
        })
    }
}
