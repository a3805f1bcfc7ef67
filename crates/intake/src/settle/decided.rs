//! Whom an officer says a held row means, and what he was shown.

use identity::Candidate;
use serde_json::{Value, json};
use store::Tx;
use vocabulary::{SubjectId, UnifiedCode};

use crate::{
    Intake, IntakeError,
    queries::batches,
    resolve::Taken,
    rule::{self, RuleRef, Severity},
};

/// What stands in a record that an officer filed under a code its row does not give.
const DECIDED: &str = "decided";

/// An officer's decision on whom a row means.
pub(super) struct Decided {
    pub(super) taken: Taken,
    candidates: Vec<Candidate>,
}

impl Intake {
    /// What the officer was shown when he said who is meant; none for a row about a person.
    pub(super) fn decided(
        &self,
        batch: &str,
        line: u64,
        meant: Option<&UnifiedCode>,
    ) -> Result<Option<Decided>, IntakeError> {
        let row = self.held_row(batch, line)?;
        let Some(code) = meant else {
            if row.person {
                return Ok(None);
            }
            return Err(IntakeError::Forbidden {
                rule: "C-02",
                reason: "没有说明这条记录是哪个单位的".to_owned(),
                remedy: "请选定单位，或者填写核对到的统一社会信用代码。",
            });
        };
        if row.person {
            return Err(IntakeError::Forbidden {
                rule: "H-13",
                reason: "自然人的记录不能归到单位名下".to_owned(),
                remedy: "请核对姓名和证件号码；号码属于本人的直接放行，否则退回。",
            });
        }
        let chosen = row.candidates.iter().find(|one| one.code.as_deref() == Some(code.as_str()));
        let value = chosen.map(|one| one.score.value);
        let name = row.named.unwrap_or_default();
        let taken = Taken { rule: DECIDED.to_owned(), name, value };
        Ok(Some(Decided { taken, candidates: row.candidates }))
    }

    /// The rule by which a row is held.
    pub(super) fn held_by(
        &self,
        tx: &mut Tx,
        batch: &str,
        line: u64,
    ) -> Result<RuleRef, IntakeError> {
        let faults = batches::faults_of(tx, batch, line)?;
        for fault in &faults {
            let rule = rule::find(fault.text(2)?);
            if let Some(rule) = rule.filter(|rule| rule.severity == Severity::Held) {
                return Ok(rule);
            }
        }
        Ok(&rule::NAME_MISMATCH)
    }
}

impl Decided {
    /// Who was meant and what the officer was shown, for the fact of the decision.
    pub(super) fn shown(&self, subject: SubjectId, meant: Option<&UnifiedCode>) -> Value {
        let shown = self.candidates.iter().map(|one| {
            json!({
                "code": one.code,
                "name": one.name,
                "former": one.former,
                "value": identity::score::thousandths(one.score.value),
                "verdict": one.score.verdict,
                "evidence": one.score.evidence,
            })
        });
        json!({
            "subject": subject.to_hex(),
            "code": meant.map(UnifiedCode::as_str),
            "name": self.taken.name,
            "shown": shown.collect::<Vec<_>>(),
        })
    }
}
