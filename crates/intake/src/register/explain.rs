//! Why something that should be open is not: a reason with its day, given by the unit (H-21).

use serde_json::json;
use vocabulary::{Actor, Draft, FactKind, SubjectId, clock::date_in_china};

use super::GapReason;
use crate::{Intake, IntakeError, queries::registers, scan};

/// Longest reason, in characters.
const REASON: usize = 300;

impl Intake {
    /// Says why a decision of the own register is not reported, or came late. It can be said anew; the
    /// ledger keeps what was said before.
    ///
    /// # Errors
    ///
    /// [`IntakeError::NoReason`]; [`IntakeError::NoSuchRecord`] if the unit listed no such decision;
    /// [`IntakeError::Forbidden`] for a reason that names a person by a number.
    pub fn explain_gap(
        &self,
        by: &Actor,
        (subject, digest): (SubjectId, &str),
        (code, reason): (&str, &str),
    ) -> Result<(), IntakeError> {
        let reason: String = reason.trim().chars().take(REASON).collect();
        if reason.is_empty() || !GapReason::CODES.contains(&code) {
            return Err(IntakeError::NoReason);
        }
        if scan::hidden_number(&reason).is_some() {
            return Err(IntakeError::Forbidden {
                rule: "H-21",
                reason: "理由中含有身份证号码或者手机号码".to_owned(),
                remedy: "理由会列入情况表，请不要写个人号码。",
            });
        }
        let agency = self.agency(&by.agency)?.code.clone();
        let key: [u8; 16] = hex::decode(digest)
            .ok()
            .and_then(|bytes| bytes.try_into().ok())
            .ok_or(IntakeError::NoSuchRecord)?;
        let (by, code) = (by.clone(), code.to_owned());
        let (digest, policy) = (digest.to_owned(), self.law.version().to_owned());
        self.pen.transact(move |scribe| {
            let item = registers::item_of(scribe.tx(), &(subject, key), &agency)?;
            let item = item.ok_or(IntakeError::NoSuchRecord)?;
            let on = date_in_china(scribe.now());
            let body = json!({ "digest": digest, "code": code, "reason": reason, "on": on });
            scribe.append(Draft {
                kind: FactKind::GapExplained,
                subject: Some(subject),
                actor: by,
                item: Some(item),
                policy,
                body: body.to_string(),
            });
            Ok(())
        })
    }
}
