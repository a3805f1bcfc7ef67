//! Destroying what reports say, by order of law (H-70): a report holds a copy of the records it cites.

use ledger::Scribe;
use serde_json::json;
use vocabulary::{Actor, Draft, FactKind, SubjectId};

use crate::{
    ReportError, Reports,
    facts::Known,
    queries::issues::{self, Issue},
};

impl Reports {
    /// Destroys the content of every report that cites a record, after the record itself was
    /// destroyed; gives their numbers. A second person must have approved it. What stays is that a
    /// report of that number was issued, when and to whom; every proof still holds.
    pub fn erase(
        &self,
        by: &Actor,
        approved_by: &Actor,
        (subject, digest): (SubjectId, &str),
        order: &str,
    ) -> Result<Vec<String>, ReportError> {
        let order = approved((by, approved_by), order)?;
        let mut citing = Vec::new();
        for id in self.gate.ids(subject)? {
            let found = self.inner.db.read(|tx| issues::of_subject(tx, id))?;
            for issue in found {
                let cites = self.opened(&issue)?.map(|opened| opened.cites).unwrap_or_default();
                if cites.iter().any(|cite| cite.digest == digest) {
                    citing.push(issue);
                }
            }
        }
        let numbers = citing.iter().map(|issue| issue.number.clone()).collect();
        self.destroy((by, approved_by), citing, order)?;
        Ok(numbers)
    }

    /// Destroys the content of one report, by the same rules.
    pub fn erase_one(
        &self,
        by: &Actor,
        approved_by: &Actor,
        number: &str,
        order: &str,
    ) -> Result<(), ReportError> {
        let order = approved((by, approved_by), order)?;
        let issue = self.found(number)?.filter(|issue| !issue.erased);
        let none = || ReportError::NoSuchReport { number: number.trim().to_owned() };
        self.destroy((by, approved_by), vec![issue.ok_or_else(none)?], order)
    }

    fn destroy(
        &self,
        (by, approved_by): (&Actor, &Actor),
        doomed: Vec<Issue>,
        order: String,
    ) -> Result<(), ReportError> {
        let (by, policy) = (by.clone(), self.inner.law.version().to_owned());
        let approver = format!("{} {}", approved_by.agency, approved_by.by);
        self.inner.pen.transact(move |scribe: &mut Scribe<'_>| {
            for issue in doomed {
                let body = json!({
                    "position": issue.position.0, "reason": order, "approved_by": approver,
                    "report": known(&issue),
                });
                let record = Draft {
                    kind: FactKind::BodyErased,
                    subject: Some(issue.subject),
                    actor: by.clone(),
                    item: None,
                    policy: policy.clone(),
                    body: body.to_string(),
                };
                scribe.erase(issue.position, record)?;
            }
            Ok(())
        })
    }
}

/// The order, if there is one and another person approved it.
fn approved((by, approved_by): (&Actor, &Actor), order: &str) -> Result<String, ReportError> {
    let order = order.trim();
    if order.is_empty() || by == approved_by {
        return Err(ReportError::refused(
            "H-70",
            "销毁信用报告要写明依据和文号，并由另一人批准".to_owned(),
            "《中华人民共和国个人信息保护法》第47条",
            "请填写依据和文号，由另一名有批准权限的人员批准。",
        ));
    }
    Ok(order.to_owned())
}

fn known(issue: &Issue) -> Known {
    let issue = issue.clone();
    Known {
        number: issue.number,
        template: issue.template,
        holds: issue.holds,
        asker: issue.asker,
        organisation: issue.organisation,
        actor: issue.actor,
        channel: issue.channel,
        purpose: issue.purpose,
        matter_number: issue.matter_number,
        consent: issue.consent,
        lookup: issue.lookup,
        issued_at: issue.issued_at,
        valid_until: issue.valid_until,
        digest: issue.digest,
    }
}
