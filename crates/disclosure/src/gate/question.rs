//! A subject asks why somebody looked.

use ledger::Scribe;
use serde_json::json;
use vocabulary::{Actor, Draft, FactKind, Position, SubjectId, id_scan};

use super::{
    Gate,
    refusals::{done_before, text, unknown},
};
use crate::{GateError, queries::lookups};

/// Characters of a statement, a finding, a note, a reason.
const CHARACTERS: usize = 500;

/// A text that stands in the ledger: not empty, not long, and without anybody's numbers.
pub(super) fn worded(rule: &'static str, given: &str) -> Result<String, GateError> {
    let given = given.trim();
    let refused = |why: String| GateError::Refused(text(rule, why));
    if given.is_empty() {
        return Err(refused("没有写明内容".to_owned()));
    }
    if given.chars().count() > CHARACTERS {
        return Err(refused(format!("内容超过 {CHARACTERS} 字")));
    }
    if !id_scan::find_numbers(given).is_empty() {
        return Err(refused("内容里有身份证号码或手机号码".to_owned()));
    }
    Ok(given.to_owned())
}

impl Gate {
    /// A subject asks about a look at its data: the look is marked, and reviewed first (H-79). The
    /// door has proved that `holder` acts for the subject. Gives the position of the question.
    pub fn question(
        &self,
        holder: &Actor,
        subject: SubjectId,
        position: u64,
        statement: &str,
    ) -> Result<u64, GateError> {
        let inner = &*self.0;
        let statement = worded("H-08", statement)?;
        let ids = inner.db.read(|tx| self.known(tx, subject))?.ids;
        let (actor, policy) = (holder.clone(), inner.law.version().to_owned());
        let asked = inner.pen.transact(move |scribe: &mut Scribe<'_>| {
            let missing = || GateError::Refused(unknown("H-08", "查询记录", &position.to_string()));
            let look = lookups::one(scribe.tx(), &ids, Position(position))?.ok_or_else(missing)?;
            if look.questioned.is_some() {
                return Err(GateError::Refused(done_before("H-08", "已经问过这次查询")));
            }
            let body = json!({ "position": position, "statement": statement });
            Ok(scribe.append(Draft {
                kind: FactKind::LookupQuestioned,
                subject: Some(look.subject),
                actor,
                item: None,
                policy,
                body: body.to_string(),
            }))
        })?;
        Ok(asked.0)
    }
}
