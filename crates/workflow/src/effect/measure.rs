//! Measures: started, lifted, blocked, cleared.

use archive::contents;
use ledger::Scribe;
use serde_json::json;
use vocabulary::FactKind;

use super::nothing;
use crate::{
    WorkflowError,
    doing::Doing,
    measure::{Held, last_day},
    queries::measures::{self, Applied},
};

/// A measure begins to be applied, by the agency that makes the step.
pub(super) fn start(
    doing: &mut Doing<'_>,
    scribe: &mut Scribe<'_>,
    (field, until): (&str, Option<&str>),
) -> Result<(), WorkflowError> {
    let measure = doing.field(field).and_then(|id| doing.inner.law.measure(id, doing.today));
    let measure = measure.ok_or_else(|| nothing("没有选择清单内的措施"))?.clone();
    let record = doing.record(scribe)?.ok_or_else(|| nothing("措施必须有所依据的记录"))?;
    let content = contents(scribe.tx(), &[&record])?.pop().flatten();
    let content = content.ok_or_else(|| nothing("所依据的记录已经依法销毁"))?;
    let held = Held {
        item: &record.item,
        decided_on: record.decided_on,
        from_on: record.from_on,
        until_on: record.until_on,
        shared_until: record.shared_until,
        values: &content.filing.fields,
    };
    let wanted = until.and_then(|field| doing.day(field));
    let until_on = [last_day(&measure, &held), wanted].into_iter().flatten().min();
    let agency = doing.agency().map(|agency| agency.id.clone()).unwrap_or_default();
    let body = json!({
        "measure": measure.id, "digest": record.digest.to_hex(), "number": doing.case.number,
        "agency": agency, "from": doing.today, "until": until_on,
    });
    let mut draft = doing.draft(FactKind::MeasureStarted, &body);
    draft.subject = Some(record.subject);
    doing.append(scribe, draft).map(drop)
}

/// Lifts what the case itself started; a case that started nothing lifts whatever rests on its record.
pub(super) fn lift(doing: &mut Doing<'_>, scribe: &mut Scribe<'_>) -> Result<(), WorkflowError> {
    let own = measures::of_case(scribe.tx(), &doing.case.number)?;
    if own.is_empty() {
        return lift_of_record(doing, scribe, "decided").map(drop);
    }
    lift_all(doing, scribe, (own, "decided")).map(drop)
}

/// Lifts every measure that rests on the record of the case, or that the case started.
pub(super) fn lift_of_record(
    doing: &mut Doing<'_>,
    scribe: &mut Scribe<'_>,
    reason: &str,
) -> Result<Vec<Applied>, WorkflowError> {
    let mut running = measures::of_case(scribe.tx(), &doing.case.number)?;
    if let Some(record) = doing.record(scribe)? {
        let digest = record.digest.to_hex();
        let known: Vec<u64> = running.iter().map(|one| one.position).collect();
        let of_record = measures::of_subject(scribe.tx(), record.subject)?;
        running.extend(
            of_record
                .into_iter()
                .filter(|one| one.digest == digest && !known.contains(&one.position)),
        );
    }
    lift_all(doing, scribe, (running, reason))
}

fn lift_all(
    doing: &mut Doing<'_>,
    scribe: &mut Scribe<'_>,
    (mut running, reason): (Vec<Applied>, &str),
) -> Result<Vec<Applied>, WorkflowError> {
    running.retain(|one| one.lasts(doing.today));
    for one in &running {
        let body = json!({
            "started": one.position, "measure": one.measure, "digest": one.digest,
            "agency": one.agency, "number": doing.case.number, "reason": reason,
        });
        let mut draft = doing.draft(FactKind::MeasureLifted, &body);
        draft.subject = Some(one.subject);
        doing.append(scribe, draft)?;
    }
    Ok(running)
}

/// A measure of the register that is none of the packs is matched nowhere anyway.
pub(super) fn block(
    doing: &mut Doing<'_>,
    scribe: &mut Scribe<'_>,
    field: &str,
) -> Result<(), WorkflowError> {
    say(doing, scribe, (field, FactKind::MeasureBlocked))
}

pub(super) fn clear(
    doing: &mut Doing<'_>,
    scribe: &mut Scribe<'_>,
    field: &str,
) -> Result<(), WorkflowError> {
    say(doing, scribe, (field, FactKind::MeasureCleared))
}

fn say(
    doing: &mut Doing<'_>,
    scribe: &mut Scribe<'_>,
    (field, kind): (&str, FactKind),
) -> Result<(), WorkflowError> {
    let Some(measure) = doing.field(field) else { return Ok(()) };
    let blocked = measures::blocked_by(scribe.tx(), measure)?.is_some();
    if blocked == (kind == FactKind::MeasureBlocked) {
        return Ok(());
    }
    let body = json!({ "measure": measure, "number": doing.case.number });
    let mut draft = doing.draft(kind, &body);
    draft.subject = None;
    doing.append(scribe, draft).map(drop)
}
