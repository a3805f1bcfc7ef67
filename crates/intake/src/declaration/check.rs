//! Checking a declaration, and taking it back: the record says from then on what was found.

use std::sync::Arc;

use ledger::{Reader, Scribe};
use policy::model::catalog::FieldRole;
use serde::Deserialize;
use serde_json::json;
use vocabulary::{Actor, FactKind, Position, SubjectId, clock::date_in_china, parse_case_number};

use super::{
    CheckState, CheckVerdict, Declarations, PREFIX,
    row::{Values, put},
};
use crate::{
    IntakeError,
    batch::{State, file_alone},
    queries::{declarations, declarations::Declared, keys},
};

/// What of a record's body the next version takes over.
#[derive(Deserialize)]
struct Body {
    code: Option<String>,
    fields: Values,
}

impl Declarations {
    /// An officer of the checking agency says what was found. What is true is marked as checked; what
    /// is not is withdrawn with the reason, and stays in the subject's own list as refuted.
    pub fn check(
        &self,
        by: &Actor,
        number: &str,
        verdict: CheckVerdict,
        note: &str,
    ) -> Result<(), IntakeError> {
        let note = note.trim().to_owned();
        if verdict == CheckVerdict::Refuted && note.is_empty() {
            return Err(IntakeError::NoReason);
        }
        let (declarations, by) = (self.clone(), by.clone());
        let number = known_number(number)?;
        self.0.pen.transact(move |scribe| {
            let found = declarations.found(scribe, &number)?;
            let open = match verdict {
                CheckVerdict::Checked => found.state == CheckState::Unchecked,
                CheckVerdict::Refuted => {
                    matches!(found.state, CheckState::Unchecked | CheckState::Checked)
                }
            };
            if !open {
                return Err(IntakeError::State {
                    state: "已经核实或者撤回", act: "再次核实"
                });
            }
            match verdict {
                CheckVerdict::Checked => declarations.confirm(scribe, &by, &found)?,
                CheckVerdict::Refuted => {
                    declarations.withdraw(scribe, &by, &found, (&note, "untrue"))?;
                }
            }
            let place = note_place(&number);
            let vault = &declarations.0.vault;
            let sealed = vault.seal(note.as_bytes(), &place, &*declarations.0.entropy);
            let body = json!({
                "number": number, "digest": found.digest, "verdict": verdict,
                "checked_on": date_in_china(scribe.now()), "note": sealed,
            });
            let about = (found.subject, found.item.as_str());
            scribe.append(declarations.draft(FactKind::DeclarationChecked, &by, about, &body));
            Ok(())
        })
    }

    /// The subject takes its own declaration back.
    pub fn take_back(
        &self,
        by: &Actor,
        subject: SubjectId,
        number: &str,
    ) -> Result<(), IntakeError> {
        let (declarations, by) = (self.clone(), by.clone());
        let number = known_number(number)?;
        self.0.pen.transact(move |scribe| {
            let found = declarations.found(scribe, &number)?;
            if found.subject != subject {
                return Err(IntakeError::NoSuchRecord);
            }
            if !matches!(found.state, CheckState::Unchecked | CheckState::Checked) {
                return Err(IntakeError::State { state: "已经不再显示", act: "撤回" });
            }
            declarations.withdraw(scribe, &by, &found, ("主体自行撤回", "own"))
        })
    }

    fn found(&self, scribe: &mut Scribe<'_>, number: &str) -> Result<Declared, IntakeError> {
        declarations::find(scribe.tx(), number)?.ok_or(IntakeError::NoSuchRecord)
    }

    /// A new version of the record that says by whom and when it was checked.
    fn confirm(
        &self,
        scribe: &mut Scribe<'_>,
        by: &Actor,
        found: &Declared,
    ) -> Result<(), IntakeError> {
        let (_, position) = self.record(scribe, found)?;
        let body = Reader::body(scribe.tx(), found.subject, position)?;
        let damaged = || IntakeError::Damaged { what: "the record of a declaration" };
        let body: Body =
            body.and_then(|body| serde_json::from_str(&body).ok()).ok_or_else(damaged)?;
        let item = self.item(&found.item)?;
        let today = date_in_china(scribe.now());
        let mut values = body.fields;
        let checker = self.0.law.agency(&by.agency);
        let checker = checker.map_or(by.agency.as_str(), |agency| agency.title.zh.as_str());
        put(item, &mut values, FieldRole::CheckState, self.word(item, 1));
        put(item, &mut values, FieldRole::CheckedOn, &today.to_string());
        put(item, &mut values, FieldRole::CheckedBy, checker);
        let context = Arc::new(self.context(item, by, &found.number, today)?);
        let record = self.prepare(&context, &values, &body.code.unwrap_or_default())?;
        file_alone(scribe, &context, 1, record).map(drop)
    }

    fn withdraw(
        &self,
        scribe: &mut Scribe<'_>,
        by: &Actor,
        found: &Declared,
        (reason, reason_code): (&str, &str),
    ) -> Result<(), IntakeError> {
        let (key, _) = self.record(scribe, found)?;
        let item = self.item(&found.item)?;
        let body = json!({
            "digest": found.digest,
            "batch": found.number,
            "line": 1,
            "source": self.keeper(item)?.code,
            "reason": reason,
            "reason_code": reason_code,
        });
        let about = (found.subject, found.item.as_str());
        let position = scribe.append(self.draft(FactKind::RecordWithdrawn, by, about, &body));
        Ok(keys::end(scribe.tx(), &key, State::Withdrawn, position.0)?)
    }

    /// The record of a declaration: its key, and the position of its present version.
    fn record(
        &self,
        scribe: &mut Scribe<'_>,
        found: &Declared,
    ) -> Result<(keys::Key, Position), IntakeError> {
        let digest = hex::decode(&found.digest).ok().and_then(|bytes| bytes.try_into().ok());
        let key = (found.subject, digest.ok_or(IntakeError::NoSuchRecord)?);
        let known = keys::known_of(scribe.tx(), &[key])?.pop().flatten();
        let known = known.ok_or(IntakeError::NoSuchRecord)?;
        Ok((key, Position(known.position)))
    }
}

fn known_number(number: &str) -> Result<String, IntakeError> {
    parse_case_number(PREFIX, number).ok_or(IntakeError::NoSuchRecord)
}

/// What binds an officer's note to its declaration.
pub(super) fn note_place(number: &str) -> Vec<u8> {
    format!("declaration/note/{number}").into_bytes()
}
