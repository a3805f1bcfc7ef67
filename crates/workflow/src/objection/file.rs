//! Filing: by the subject, by an interested party, or by anyone about a public record (H-09).

use archive::{Digest, Record, read};
use ledger::Scribe;
use serde_json::json;
use store::Tx;
use vocabulary::{Actor, FactKind, SubjectId, SubjectKind};

use crate::{
    Due, NewObjection, Objections, Objector, Receipt, WorkflowError, number, objections::Inner,
    queries::objections,
};

/// Longest statement and wish, name and contact, in characters.
const LONGEST: (usize, usize) = (2_000, 200);

impl Objections {
    /// Files an objection to a record. If the subject itself files it, the record is marked as under
    /// objection in the same step; for others it is when the desk accepts.
    ///
    /// # Errors
    ///
    /// Refused if nothing is said, if somebody else than the subject objects to what is not public,
    /// or if the same account has an open objection to the record.
    pub fn file(&self, new: NewObjection) -> Result<Receipt, WorkflowError> {
        complete(&new)?;
        let inner = std::sync::Arc::clone(&self.0);
        self.0.pen.transact(move |scribe| inner.file(scribe, &new))
    }
}

impl Inner {
    fn file(&self, scribe: &mut Scribe<'_>, new: &NewObjection) -> Result<Receipt, WorkflowError> {
        let (record, own) = self.disputable(scribe.tx(), new)?;
        let digest = record.digest.to_hex();
        if let Objector::Holder { actor, .. } = &new.by
            && let Some(open) = objections::same(scribe.tx(), (record.subject, &digest), &actor.by)?
        {
            let reason = format!("您已经对这条记录提出过异议（{open}），正在办理");
            return Err(WorkflowError::refused("C-18", reason, "请按编号查看办理进度。"));
        }
        let filed_on = vocabulary::clock::date_in_china(scribe.now());
        let due = Due::of(&self.law, filed_on, false)?;
        let serial = objections::next_serial(scribe.tx(), filed_on)?;
        let division = self.law.sites().first().and_then(|site| site.division.clone());
        let number = number::number(&division.unwrap_or_default(), filed_on, serial);
        let code = number::code(&*self.entropy);
        let (objector, actor, name, contact) = match &new.by {
            Objector::Holder { actor, .. } => {
                (if own { "subject" } else { "holder" }, actor.clone(), "", "")
            }
            Objector::Anyone { name, contact } => {
                ("anyone", Actor::new("public", "anyone"), name.as_str(), contact.as_str())
            }
        };
        let body = json!({
            "number": number,
            "digest": digest,
            "objector": objector,
            "filed_on": filed_on,
            "due_on": due.on,
            "statement": self.seal(&number, "statement", &new.statement),
            "wish": self.seal(&number, "wish", &new.wish),
            "name": self.sealed_if_given(&number, "name", name),
            "contact": self.sealed_if_given(&number, "contact", contact),
            "code": self.seal(&number, "code", &code),
        });
        let about = (record.subject, record.item.as_str());
        let position = scribe.append(self.draft(FactKind::ObjectionFiled, &actor, about, &body));
        if own {
            let mark = json!({ "digest": digest, "open": true, "number": number });
            scribe.append(self.draft(FactKind::ObjectionMarked, &actor, about, &mark));
        }
        let (due_on, explained) = (due.on, due.explained);
        let position = position.0;
        Ok(Receipt { number, code, filed_on, due_on, explained, marked: own, position })
    }

    fn sealed_if_given(&self, number: &str, field: &str, text: &str) -> String {
        if text.trim().is_empty() { String::new() } else { self.seal(number, field, text) }
    }

    /// The record as it stands, and whether it is the objector's own. Of what is not public nobody
    /// else is told that it exists (H-18).
    fn disputable(&self, tx: &mut Tx, new: &NewObjection) -> Result<(Record, bool), WorkflowError> {
        let missing = || {
            let remedy = "请从记录页面提出异议；已经修复、撤回或者期满的记录不再公开，也不再使用。";
            WorkflowError::refused("H-09", "没有可以提出异议的这条记录", remedy)
        };
        let digest = Digest::from_hex(&new.digest).ok_or_else(missing)?;
        let whole = read::whole(tx, new.subject)?.ok_or_else(missing)?;
        let record = self.present(tx, &whole.ids, digest)?.ok_or_else(missing)?;
        let own = match &new.by {
            Objector::Holder { subject, .. } => whole.ids.contains(subject),
            Objector::Anyone { .. } => false,
        };
        let today = vocabulary::clock::date_in_china(self.clock.now());
        let open = whole.subject.kind != SubjectKind::Person && record.is_public_on(today);
        // Its subject may object to whatever it sees, in force or not (H-09).
        if own || open { Ok((record, own)) } else { Err(missing()) }
    }

    /// The present version of a record under any id of its subject.
    fn present(
        &self,
        tx: &mut Tx,
        ids: &[SubjectId],
        digest: Digest,
    ) -> Result<Option<Record>, WorkflowError> {
        for id in ids {
            if let Some(record) = read::record(tx, *id, digest)?.pop() {
                return Ok(Some(record));
            }
        }
        Ok(None)
    }
}

/// Whether everything is said that must be.
fn complete(new: &NewObjection) -> Result<(), WorkflowError> {
    let (long, short) = LONGEST;
    let mut parts =
        vec![("异议内容", &new.statement, long, true), ("诉求", &new.wish, long, false)];
    if let Objector::Anyone { name, contact } = &new.by {
        parts.push(("姓名", name, short, true));
        parts.push(("联系方式", contact, short, true));
    }
    for (title, text, longest, required) in parts {
        let length = text.trim().chars().count();
        if required && length == 0 {
            let reason = format!("没有填写{title}");
            return Err(WorkflowError::refused("C-18", reason, "请填写后再提交。"));
        }
        if length > longest {
            let reason = format!("{title}超过 {longest} 个字");
            return Err(WorkflowError::refused("C-18", reason, "请压缩后再提交。"));
        }
    }
    Ok(())
}
