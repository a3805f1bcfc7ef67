//! Records that the decision of a case files, corrects or takes back, inside the pen's transaction.

use std::collections::BTreeMap;

use ledger::{Reader, Scribe};
use policy::model::{
    agency::Agency,
    catalog::{CatalogItem, Field, FieldRole, FieldType},
};
use serde::Deserialize;
use serde_json::json;
use store::Tx;
use vocabulary::{Actor, Draft, FactKind, Position, SubjectId, clock::date_in_china};

use crate::{
    Intake, IntakeError,
    batch::{Context, Known, Prepared, State, file_alone},
    queries::{keys, keys::Key},
    record::context,
    rule,
};

/// Records of a subject that are asked who it is.
const ASKED: usize = 8;
/// Fields that say who a subject is; they are taken over from what is known.
const WHO: [FieldRole; 7] = [
    FieldRole::SubjectName,
    FieldRole::SubjectCategory,
    FieldRole::SubjectCode,
    FieldRole::SubjectRegistrationNumber,
    FieldRole::SubjectDocument,
    FieldRole::SubjectNumber,
    FieldRole::RepresentativeName,
];

/// Values by field name.
type Values = BTreeMap<String, String>;

/// For which case something is written, and who made it so.
#[derive(Clone, Copy, Debug)]
pub struct ForCase<'a> {
    /// Number of the case; it stands where a batch does.
    pub number: &'a str,
    /// Who made the move.
    pub by: &'a Actor,
}

/// A record that a case wrote.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CaseRecord {
    /// Under whose number.
    pub subject: SubjectId,
    /// Digest of its key, hexadecimal.
    pub digest: String,
    /// The fact; none if the same record stood there already.
    pub position: Option<Position>,
}

/// What of a record's body its next version takes over.
#[derive(Deserialize)]
pub(crate) struct Body {
    recogniser: String,
    pub(crate) fields: Values,
}

impl Intake {
    /// Files a record about a subject in the name of an agency (of the first that may send the item,
    /// if none is named). Who the subject is, who sends and who decided is filled in where it is not
    /// given; a key field that nobody fills takes the number of the case.
    ///
    /// # Errors
    ///
    /// [`IntakeError::Refused`] if the agency may not send the item; [`IntakeError::Faulty`] field by
    /// field; [`IntakeError::Forbidden`] if the values name somebody else.
    pub fn file_for_case(
        &self,
        scribe: &mut Scribe<'_>,
        case: ForCase<'_>,
        (item, agency): (&str, Option<&str>),
        about: Option<SubjectId>,
        fields: &Values,
    ) -> Result<CaseRecord, IntakeError> {
        let today = date_in_china(scribe.now());
        let item = self.item(item, today)?;
        let agency = self.sender(item, agency)?;
        let mut values = fields.clone();
        values.retain(|_, value| !value.trim().is_empty());
        self.fill_in(scribe.tx(), (item, agency), about, &mut values)?;
        values.entry(item.decided_on.clone()).or_insert_with(|| today.to_string());
        for name in &item.natural_key {
            values.entry(name.clone()).or_insert_with(|| case.number.to_owned());
        }
        let context = self.context_of_number(item, agency, case.by, (case.number, today));
        let record = self.record_of(&context, &values, &agency.code)?;
        if about.is_some_and(|about| about != record.subject) {
            let reason = "所填主体不是本事项的主体".to_owned();
            let remedy = "请核对主体的名称和代码。";
            return Err(IntakeError::Forbidden { rule: "C-03", reason, remedy });
        }
        write(scribe, &context, record)
    }

    /// Gives fields of a record other values, in the name of its source. If its key changes by that,
    /// the record is withdrawn and filed anew.
    ///
    /// # Errors
    ///
    /// [`IntakeError::NoSuchRecord`]; [`IntakeError::State`] if it is out of force;
    /// [`IntakeError::Faulty`] if the values are no good record.
    pub fn correct_for_case(
        &self,
        scribe: &mut Scribe<'_>,
        case: ForCase<'_>,
        (subject, digest): (SubjectId, &str),
        changes: &Values,
    ) -> Result<CaseRecord, IntakeError> {
        let today = date_in_china(scribe.now());
        let (key, known) = known_record(scribe.tx(), subject, digest)?;
        match known.state {
            State::InForce => {}
            State::Withdrawn => return Err(ended("已撤回", "更正")),
            State::Repaired => return Err(ended("已修复", "更正")),
        }
        let (item, body) = self.body(scribe.tx(), subject, Position(known.position))?;
        let item = self.item(&item, today)?;
        let mut values = self.opened(item, subject, body.fields)?;
        values.extend(changes.clone());
        let source = self.agency(&known.source)?;
        let context = self.context_of_number(item, source, case.by, (case.number, today));
        let record = self.record_of(&context, &values, &body.recogniser)?;
        if (record.subject, record.key) != key {
            self.end(scribe, case, (&key, &known), "主键更正，另行登记")?;
        }
        write(scribe, &context, record)
    }

    /// Takes a record back because a case decided so, whoever sent it.
    ///
    /// # Errors
    ///
    /// [`IntakeError::NoReason`]; [`IntakeError::NoSuchRecord`]; [`IntakeError::State`] if it is
    /// withdrawn already.
    pub fn withdraw_for_case(
        &self,
        scribe: &mut Scribe<'_>,
        case: ForCase<'_>,
        (subject, digest): (SubjectId, &str),
        reason: &str,
    ) -> Result<Position, IntakeError> {
        if reason.trim().is_empty() {
            return Err(IntakeError::NoReason);
        }
        let (key, known) = known_record(scribe.tx(), subject, digest)?;
        if known.state == State::Withdrawn {
            return Err(ended("已撤回", "再次撤回"));
        }
        self.end(scribe, case, (&key, &known), reason)
    }

    fn end(
        &self,
        scribe: &mut Scribe<'_>,
        case: ForCase<'_>,
        (key, known): (&Key, &Known),
        reason: &str,
    ) -> Result<Position, IntakeError> {
        let (item, _) = self.body(scribe.tx(), key.0, Position(known.position))?;
        let body = json!({
            "digest": hex::encode(key.1),
            "batch": case.number,
            "line": 1,
            "source": known.source,
            "reason": reason.trim(),
            "reason_code": "decided",
        });
        let position = scribe.append(Draft {
            kind: FactKind::RecordWithdrawn,
            subject: Some(key.0),
            actor: case.by.clone(),
            item: Some(item),
            policy: self.law.version().to_owned(),
            body: body.to_string(),
        });
        keys::end(scribe.tx(), key, State::Withdrawn, position.0)?;
        Ok(position)
    }

    /// The agency in whose name a record is filed.
    fn sender(&self, item: &CatalogItem, named: Option<&str>) -> Result<&Agency, IntakeError> {
        let refused = |message| IntakeError::Refused { rule: &rule::NOT_PROVIDER, message };
        match named {
            Some(named) => {
                let agency = self.agency(named)?;
                if self.law.may_provide(agency, item) {
                    return Ok(agency);
                }
                Err(refused(format!("{}不是“{}”的数源单位", agency.title.zh, item.title.zh)))
            }
            None => {
                let mut agencies = self.law.agencies().iter();
                let keeper = agencies.find(|agency| self.law.may_provide(agency, item));
                keeper.ok_or_else(|| refused(format!("本站没有报送“{}”的单位", item.title.zh)))
            }
        }
    }

    /// Fills in who the subject is, who sends and who decided, where nothing is given.
    fn fill_in(
        &self,
        tx: &mut Tx,
        (item, agency): (&CatalogItem, &Agency),
        about: Option<SubjectId>,
        values: &mut Values,
    ) -> Result<(), IntakeError> {
        let mut who: Vec<(FieldRole, String)> = vec![
            (FieldRole::SourceCode, agency.code.clone()),
            (FieldRole::SourceName, agency.title.zh.clone()),
            (FieldRole::RecogniserCode, agency.code.clone()),
            (FieldRole::RecogniserName, agency.title.zh.clone()),
        ];
        let known = match about {
            Some(about) => {
                keys::newest_of(tx, about, ASKED)?.into_iter().map(|at| (about, at)).collect()
            }
            None => Vec::new(),
        };
        for (about, position) in known {
            let Ok((of, body)) = self.body(tx, about, Position(position)) else { continue };
            let Some(of) = self.law.items_ever().filter(|one| one.id == of).last() else {
                continue;
            };
            let fields = self.opened(of, about, body.fields)?;
            let known = of.field.iter().filter_map(|field| {
                let role = field.role.filter(|role| WHO.contains(role))?;
                Some((role, fields.get(&field.name)?.clone()))
            });
            who.extend(known);
        }
        for field in &item.field {
            let known = who.iter().find(|(role, _)| field.role == Some(*role));
            if let Some((_, value)) = known {
                values.entry(field.name.clone()).or_insert_with(|| value.clone());
            }
        }
        Ok(())
    }

    /// The item of a record's fact, and its body.
    pub(crate) fn body(
        &self,
        tx: &mut Tx,
        subject: SubjectId,
        position: Position,
    ) -> Result<(String, Body), IntakeError> {
        let fact = Reader::facts_in(tx, position, 1)?.pop();
        let fact = fact.filter(|fact| fact.draft.subject == Some(subject));
        let fact = fact.ok_or(IntakeError::NoSuchRecord)?;
        let body = serde_json::from_str(&fact.draft.body);
        let body = body.map_err(|_| IntakeError::Damaged { what: "a record's body" })?;
        Ok((fact.draft.item.unwrap_or_default(), body))
    }

    /// The values of a record, those of sealed fields opened.
    pub(crate) fn opened(
        &self,
        item: &CatalogItem,
        subject: SubjectId,
        mut values: Values,
    ) -> Result<Values, IntakeError> {
        let sealed = |field: &&Field| field.sealed || field.kind == FieldType::PersonNumber;
        for field in item.field.iter().filter(sealed) {
            if let Some(value) = values.get_mut(&field.name) {
                let plain = self.vault.open(value, &context(&field.name, subject))?;
                *value = String::from_utf8(plain)
                    .map_err(|_| IntakeError::Damaged { what: "a sealed value" })?;
            }
        }
        Ok(values)
    }
}

/// A record as intake remembers it.
pub(crate) fn known_record(
    tx: &mut Tx,
    subject: SubjectId,
    digest: &str,
) -> Result<(Key, Known), IntakeError> {
    let digest = hex::decode(digest).ok().and_then(|bytes| bytes.try_into().ok());
    let key = (subject, digest.ok_or(IntakeError::NoSuchRecord)?);
    let known = keys::known_of(tx, &[key])?.pop().flatten();
    Ok((key, known.ok_or(IntakeError::NoSuchRecord)?))
}

fn ended(state: &'static str, act: &'static str) -> IntakeError {
    IntakeError::State { state, act }
}

fn write(
    scribe: &mut Scribe<'_>,
    context: &Context,
    record: Prepared,
) -> Result<CaseRecord, IntakeError> {
    let (subject, digest) = (record.subject, hex::encode(record.key));
    let (_, position) = file_alone(scribe, context, 1, record)?;
    Ok(CaseRecord { subject, digest, position })
}
