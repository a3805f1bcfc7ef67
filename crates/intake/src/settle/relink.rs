//! A record that hangs on the wrong organisation is moved to the right one.

use std::sync::Arc;

use ledger::Scribe;
use policy::model::catalog::FieldRole;
use serde_json::json;
use vocabulary::{Actor, Draft, FactKind, Position, SubjectId, UnifiedCode, clock::date_in_china};

use crate::{
    Intake, IntakeError,
    batch::{Known, State, file_alone},
    queries::{keys, keys::Key},
    record::Resolved,
    registrar::known_record,
};

/// Reason code of the withdrawal that is half of a move.
const RELINKED: &str = "relinked";

/// Where a record went.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Relinked {
    /// Under whose number it stands now.
    pub subject: SubjectId,
    /// Digest of its key there, hexadecimal.
    pub digest: String,
    /// The fact that took it from the wrong one.
    pub withdrawn: Position,
    /// The fact that filed it; none if the same record stood there already.
    pub filed: Option<Position>,
}

impl Intake {
    /// Moves a record (subject, hexadecimal digest of its key) to the organisation of a code: withdrawn
    /// there and filed here in one transaction, each fact naming the other. Moving it back is the same
    /// act again.
    ///
    /// # Errors
    ///
    /// [`IntakeError::NoReason`]; [`IntakeError::NoSuchRecord`]; [`IntakeError::State`] unless it is in
    /// force; [`IntakeError::Forbidden`] for a record of a person (H-13) and for the organisation it hangs
    /// on already; [`IntakeError::Faulty`] if the item does not take it for that organisation.
    pub fn relink(
        self: &Arc<Self>,
        by: &Actor,
        subject: SubjectId,
        digest: &str,
        to: &UnifiedCode,
        reason: &str,
    ) -> Result<Relinked, IntakeError> {
        if reason.trim().is_empty() {
            return Err(IntakeError::NoReason);
        }
        let (intake, by, to) = (Arc::clone(self), by.clone(), *to);
        let (digest, reason) = (digest.to_owned(), reason.trim().to_owned());
        self.pen.transact(move |scribe| {
            let from = known_record(scribe.tx(), subject, &digest)?;
            intake.move_record(scribe, &by, from, (&to, &reason))
        })
    }

    fn move_record(
        &self,
        scribe: &mut Scribe<'_>,
        by: &Actor,
        (key, known): (Key, Known),
        (to, reason): (&UnifiedCode, &str),
    ) -> Result<Relinked, IntakeError> {
        if known.state != State::InForce {
            return Err(IntakeError::State { state: "已撤回或者已修复", act: "改挂" });
        }
        let today = date_in_china(scribe.now());
        let (item, body) = self.body(scribe.tx(), key.0, Position(known.position))?;
        let item = self.item(&item, today)?;
        let code = item.field.iter().find(|field| field.role == Some(FieldRole::SubjectCode));
        let code = code.map(|field| field.name.clone()).ok_or_else(of_person)?;
        let fields = body.fields;
        if !fields.contains_key(&code) {
            return Err(of_person());
        }
        let name = item.field.iter().find(|field| field.role == Some(FieldRole::SubjectName));
        let name = name.and_then(|field| fields.get(&field.name)).cloned().unwrap_or_default();
        let mut values = self.opened(item, key.0, fields)?;
        values.insert(code, to.as_str().to_owned());
        let source = self.agency(&known.source)?;
        let number = format!("relinked-{}", known.position);
        let context = self.context_of_number(item, source, by, (&number, today));
        let mut record = self.record_of(&context, &values, &known.recogniser)?;
        if record.subject == key.0 {
            return Err(already());
        }
        let target = (record.subject, hex::encode(record.key));
        let origin = hex::encode(key.1);
        let body = json!({
            "digest": origin,
            "batch": number,
            "line": 1,
            "source": known.source,
            "reason": reason,
            "reason_code": RELINKED,
            "relinked_to": { "subject": target.0.to_hex(), "digest": target.1 },
        });
        let withdrawn = scribe.append(Draft {
            kind: FactKind::RecordWithdrawn,
            subject: Some(key.0),
            actor: by.clone(),
            item: Some(item.id.clone()),
            policy: self.law.version().to_owned(),
            body: body.to_string(),
        });
        keys::end(scribe.tx(), &key, State::Withdrawn, withdrawn.0)?;
        let resolved = Resolved { rule: RELINKED, name: &name, value: None };
        resolved.add_moved(&mut record.body, (key.0, &origin, withdrawn));
        let (_, filed) = file_alone(scribe, &context, 1, record)?;
        Ok(Relinked { subject: target.0, digest: target.1, withdrawn, filed })
    }
}

fn of_person() -> IntakeError {
    IntakeError::Forbidden {
        rule: "H-13",
        reason: "这条记录不是按统一社会信用代码归集的".to_owned(),
        remedy: "自然人的记录只凭证件号码归集；请由报送单位撤回后重新报送。",
    }
}

fn already() -> IntakeError {
    IntakeError::Forbidden {
        rule: "C-02",
        reason: "这条记录已经在该主体名下".to_owned(),
        remedy: "请核对要改挂到的统一社会信用代码。",
    }
}
