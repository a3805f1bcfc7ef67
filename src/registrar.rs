//! Lets cases write records through intake: the two rooms do not know each other.

use std::{collections::BTreeMap, sync::Arc};

use intake::{CaseRecord, ForCase, Intake, IntakeError};
use ledger::Scribe;
use vocabulary::Position;
use workflow::{Filed, NewRecord, OfRecord, Refusal, Registrar, WorkflowError};

/// Intake as cases see it.
pub struct IntakeRegistrar(pub Arc<Intake>);

impl Registrar for IntakeRegistrar {
    fn file(&self, scribe: &mut Scribe<'_>, new: &NewRecord) -> Result<Filed, WorkflowError> {
        let case = ForCase { number: &new.number, by: &new.by };
        let place = (new.item.as_str(), new.agency.as_deref());
        self.0.file_for_case(scribe, case, place, new.about, &new.fields).map(filed).map_err(told)
    }

    fn correct(
        &self,
        scribe: &mut Scribe<'_>,
        of: &OfRecord<'_>,
        changes: &BTreeMap<String, String>,
    ) -> Result<Filed, WorkflowError> {
        let case = ForCase { number: of.number, by: of.by };
        let record = (of.subject, of.digest);
        self.0.correct_for_case(scribe, case, record, changes).map(filed).map_err(told)
    }

    fn withdraw(
        &self,
        scribe: &mut Scribe<'_>,
        of: &OfRecord<'_>,
        reason: &str,
    ) -> Result<Position, WorkflowError> {
        let case = ForCase { number: of.number, by: of.by };
        self.0.withdraw_for_case(scribe, case, (of.subject, of.digest), reason).map_err(told)
    }
}

fn filed(record: CaseRecord) -> Filed {
    Filed { subject: record.subject, digest: record.digest, position: record.position }
}

/// What intake refuses is refused to whoever moved the case; what failed has failed.
fn told(error: IntakeError) -> WorkflowError {
    match error {
        IntakeError::Ledger(error) => error.into(),
        IntakeError::Store(error) => error.into(),
        IntakeError::Damaged { what } => WorkflowError::Damaged { what },
        refused => {
            let rule = match &refused {
                IntakeError::Forbidden { rule, .. } => rule,
                IntakeError::Refused { rule, .. } => rule.code,
                _ => "C-04",
            };
            WorkflowError::Refused(Box::new(Refusal {
                rule: rule.to_owned(),
                reason: format!("写入信用记录时没有通过检查：{refused}"),
                basis: "公共信用信息目录".to_owned(),
                remedy: "请按提示改正所填内容后再提交；流程设置有误的，请联系信用中心。".to_owned(),
            }))
        }
    }
}
