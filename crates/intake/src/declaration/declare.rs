//! Declaring: one fact for the declaration, one for its record, and the sealed evidence, together.

use std::sync::Arc;

use ledger::Scribe;
use policy::model::catalog::FieldRole;
use serde_json::json;
use vocabulary::{Actor, FactKind, case_number, clock::date_in_china};

use super::{
    Declarations, PREFIX,
    evidence::Sealed,
    model::is_asked,
    row::{Values, put},
};
use crate::{
    DeclarationReceipt, IntakeError, NewDeclaration, batch::file_alone, queries::declarations,
};

impl Declarations {
    /// Files what an organisation declares about itself, by the account of its representative; the
    /// door has seen to that. It is marked as self-declared and unchecked.
    ///
    /// # Errors
    ///
    /// [`IntakeError::Forbidden`] without promise or review, for a kind that cannot be declared, for
    /// evidence that is too large or of another type; [`IntakeError::Faulty`] field by field.
    pub fn declare(
        &self,
        by: &Actor,
        new: NewDeclaration,
    ) -> Result<DeclarationReceipt, IntakeError> {
        let forbidden = |rule, reason: &str, remedy| {
            Err(IntakeError::Forbidden { rule, reason: reason.to_owned(), remedy })
        };
        self.item(&new.item)?;
        if !new.promised {
            let remedy = "请阅读并勾选真实性承诺。";
            return forbidden("S-112", "没有承诺所填内容真实", remedy);
        }
        if !new.reviewed {
            let remedy = "请确认内容不含国家秘密、商业秘密和他人隐私。";
            return forbidden("H-24", "没有确认公开前的审查", remedy);
        }
        let evidence = self.seal(new.subject, &new.evidence)?;
        let (declarations, by) = (self.clone(), by.clone());
        self.0.pen.transact(move |scribe| declarations.write(scribe, &by, &new, &evidence))
    }

    fn write(
        &self,
        scribe: &mut Scribe<'_>,
        by: &Actor,
        new: &NewDeclaration,
        evidence: &[Sealed],
    ) -> Result<DeclarationReceipt, IntakeError> {
        let item = self.item(&new.item)?;
        let today = date_in_china(scribe.now());
        let serial = declarations::next_serial(scribe.tx(), today)?;
        let division = self.0.law.sites().first().and_then(|site| site.division.clone());
        let number = case_number(PREFIX, &division.unwrap_or_default(), today, serial);
        let asked = item.field.iter().filter(|field| is_asked(item, field));
        let mut values: Values = asked
            .filter_map(|field| Some((field.name.clone(), new.fields.get(&field.name)?.clone())))
            .collect();
        let key = item.natural_key.iter();
        let key = key.filter(|name| {
            item.field.iter().all(|field| field.name != **name || field.role.is_none())
        });
        values.extend(key.map(|name| (name.clone(), number.clone())));
        values.insert(item.decided_on.clone(), today.to_string());
        put(item, &mut values, FieldRole::SubjectName, &new.name);
        put(item, &mut values, FieldRole::SubjectCode, &new.code);
        put(item, &mut values, FieldRole::CheckState, self.word(item, 0));
        let context = Arc::new(self.context(item, by, &number, today)?);
        let record = self.prepare(&context, &values, &new.code)?;
        if record.subject != new.subject {
            return Err(IntakeError::Forbidden {
                rule: "S-112",
                reason: "统一社会信用代码不是申报主体的代码".to_owned(),
                remedy: "请以主体的法定代表人身份申报。",
            });
        }
        let digest = hex::encode(record.key);
        let body = json!({
            "number": number,
            "digest": digest,
            "declared_on": today,
            "promised": true,
            "reviewed_by": by.by,
            "evidence": evidence.iter().map(Sealed::told).collect::<Vec<_>>(),
        });
        let about = (new.subject, item.id.as_str());
        let position = scribe.append(self.draft(FactKind::DeclarationFiled, by, about, &body));
        file_alone(scribe, &context, 1, record)?;
        for (place, file) in (1..).zip(evidence) {
            declarations::add_evidence(scribe.tx(), (new.subject, &number, place), file)?;
        }
        Ok(DeclarationReceipt { number, digest, position: position.0 })
    }

    /// The word of the law for a check state: unchecked, checked, refuted, in the order of the field.
    pub(super) fn word<'i>(
        &self,
        item: &'i policy::model::catalog::CatalogItem,
        place: usize,
    ) -> &'i str {
        let state = item.field.iter().find(|field| field.role == Some(FieldRole::CheckState));
        state.and_then(|field| field.values.get(place)).map_or("", String::as_str)
    }
}
