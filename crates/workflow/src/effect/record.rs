//! Effects on records: marked, corrected, taken back, filed.

use std::collections::BTreeMap;

use archive::contents;
use ledger::Scribe;
use serde_json::json;
use vocabulary::{FactKind, SubjectId};

use super::{
    Done, nothing,
    set::{For, unit, values},
};
use crate::{NewRecord, OfRecord, WorkflowError, doing::Doing, queries::effects};

/// Whose record the case is about, and its digest.
pub(super) fn record_of(
    doing: &Doing<'_>,
    scribe: &mut Scribe<'_>,
) -> Result<(SubjectId, String), WorkflowError> {
    let record = doing.record(scribe)?.ok_or_else(|| nothing("这个事项没有所涉的记录"))?;
    Ok((record.subject, record.digest.to_hex()))
}

pub(super) fn mark(doing: &mut Doing<'_>, scribe: &mut Scribe<'_>) -> Result<(), WorkflowError> {
    let (subject, digest) = record_of(doing, scribe)?;
    tell_mark(doing, scribe, (&digest, true));
    doing.did(&Done::Marked { subject, digest })
}

pub(super) fn unmark(doing: &mut Doing<'_>, scribe: &mut Scribe<'_>) -> Result<(), WorkflowError> {
    let (subject, digest) = record_of(doing, scribe)?;
    let number = &doing.case.number;
    if !effects::is_marked_by_others(scribe.tx(), (subject, &digest), number)? {
        tell_mark(doing, scribe, (&digest, false));
    }
    doing.did(&Done::Unmarked { subject, digest })
}

fn tell_mark(doing: &Doing<'_>, scribe: &mut Scribe<'_>, (digest, open): (&str, bool)) {
    let body = json!({ "digest": digest, "open": open, "case": doing.case.number });
    scribe.append(doing.draft(FactKind::ObjectionMarked, &body));
}

/// Gives a field another value; cleansings that were undone stay so.
pub(super) fn correct(
    doing: &mut Doing<'_>,
    scribe: &mut Scribe<'_>,
    (field, value): (&str, &str),
) -> Result<(), WorkflowError> {
    let record = doing.record(scribe)?.ok_or_else(|| nothing("这个事项没有所涉的记录"))?;
    let wrong = doing.field(field).ok_or_else(|| nothing("没有选择要更正的栏目"))?.to_owned();
    let right = doing.field(value).unwrap_or_default().to_owned();
    let content = contents(scribe.tx(), &[&record])?.pop().flatten();
    let mut changes = BTreeMap::new();
    for undone in content.iter().flat_map(|content| &content.undone) {
        let original = content.as_ref().and_then(|content| content.filing.fields.get(undone));
        changes.extend(original.map(|original| (undone.clone(), original.to_owned())));
    }
    changes.insert(wrong, right);
    let digest = record.digest.to_hex();
    let (number, by) = (doing.case.number.clone(), doing.actor.clone());
    let of = OfRecord { subject: record.subject, digest: &digest, by: &by, number: &number };
    let filed = doing.inner.registrar.correct(scribe, &of, &changes)?;
    doing.did(&Done::Corrected { subject: filed.subject, digest: filed.digest })
}

/// Takes back the record of the case, or else those that the case filed itself.
pub(super) fn withdraw(
    doing: &mut Doing<'_>,
    scribe: &mut Scribe<'_>,
) -> Result<(), WorkflowError> {
    let (number, by) = (doing.case.number.clone(), doing.actor.clone());
    let of_case = if doing.case.digest.is_empty() {
        let subject = doing.case.subject.ok_or_else(|| nothing("这个事项没有所涉的主体"))?;
        let filed = effects::filed_by(scribe.tx(), (subject, &number))?;
        filed.into_iter().map(|(digest, _)| (subject, digest)).collect()
    } else {
        vec![record_of(doing, scribe)?]
    };
    let reason = format!("经“{}”（{number}）决定撤回", doing.process.title.zh);
    for (subject, digest) in of_case {
        let of = OfRecord { subject, digest: &digest, by: &by, number: &number };
        doing.inner.registrar.withdraw(scribe, &of, &reason)?;
        doing.did(&Done::Withdrawn { subject, digest })?;
    }
    Ok(())
}

pub(super) fn file(
    doing: &mut Doing<'_>,
    scribe: &mut Scribe<'_>,
    (item, set): (&str, &BTreeMap<String, String>),
) -> Result<(), WorkflowError> {
    let fields = values(doing, set, (For::Record, ""));
    write(doing, scribe, (item, ""), fields)
}

/// Files a record about the subject of the case, in the name of the unit if it keeps the item.
pub(super) fn write(
    doing: &mut Doing<'_>,
    scribe: &mut Scribe<'_>,
    (item, list): (&str, &str),
    fields: BTreeMap<String, String>,
) -> Result<(), WorkflowError> {
    let law = &doing.inner.law;
    let kept = law.item(item, doing.today).ok_or_else(|| nothing("现行目录中没有这类信息"))?;
    let keeps = |agency: &&policy::model::agency::Agency| law.may_provide(agency, kept);
    let agency = unit(doing).filter(keeps).or_else(|| doing.agency().filter(keeps));
    let new = NewRecord {
        item: item.to_owned(),
        about: doing.case.subject,
        agency: agency.map(|agency| agency.id.clone()),
        by: doing.actor.clone(),
        number: doing.case.number.clone(),
        fields,
    };
    let filed = doing.inner.registrar.file(scribe, &new)?;
    let position = filed.position.map_or(0, |position| position.0);
    let (item, list) = (item.to_owned(), list.to_owned());
    doing.did(&Done::Filed { subject: filed.subject, digest: filed.digest, item, list, position })
}
