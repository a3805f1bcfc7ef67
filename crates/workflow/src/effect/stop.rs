//! The end of a record by decision: publication, sharing and use stop in one transaction, measures are
//! lifted, and a receipt says where it stopped (H-26 … H-29, C-17.b).

use ledger::Scribe;
use policy::model::catalog::Polarity;
use serde_json::json;
use vocabulary::FactKind;

use super::{Done, done::StopLine, measure, nothing};
use crate::{WorkflowError, doing::Doing, receipt::Place};

/// Reason of `repair.granted` and of `record.expired` when an entry was removed from its list.
const REMOVED: &str = "removed";

/// Grants repair.
pub(super) fn stop(doing: &mut Doing<'_>, scribe: &mut Scribe<'_>) -> Result<(), WorkflowError> {
    end(doing, scribe, (FactKind::RepairGranted, "repair"))
}

/// Ends an entry: what spoke against the subject is repaired by that, what spoke for it merely ends.
pub(super) fn remove(doing: &mut Doing<'_>, scribe: &mut Scribe<'_>) -> Result<(), WorkflowError> {
    let record = doing.record(scribe)?.ok_or_else(|| nothing("这个事项没有所涉的名单条目"))?;
    let item = doing.inner.law.item(&record.item, doing.today);
    let negative = item.is_none_or(|item| item.polarity == Polarity::Negative);
    let kind = if negative { FactKind::RepairGranted } else { FactKind::RecordExpired };
    end(doing, scribe, (kind, "removal"))
}

fn end(
    doing: &mut Doing<'_>,
    scribe: &mut Scribe<'_>,
    (fact, kind): (FactKind, &str),
) -> Result<(), WorkflowError> {
    let record = doing.record(scribe)?.ok_or_else(|| nothing("这个事项没有所涉的记录"))?;
    // Lifted first: the end of the record lifts whatever is left.
    let reason = if kind == "removal" { REMOVED } else { "repaired" };
    let lifted = measure::lift_of_record(doing, scribe, reason)?;
    let digest = record.digest.to_hex();
    let reason = if kind == "removal" { REMOVED } else { kind };
    let body = json!({ "digest": digest, "reason": reason, "number": doing.case.number });
    let mut draft = doing.draft(fact, &body);
    draft.subject = Some(record.subject);
    draft.item = Some(record.item.clone());
    scribe.append(draft);
    let place = |place: Place, open| StopLine {
        place: place.as_str().to_owned(),
        measure: String::new(),
        agency: String::new(),
        open,
    };
    let mut stops: Vec<StopLine> =
        Place::AT_ONCE.into_iter().map(|one| place(one, false)).collect();
    stops.extend(lifted.into_iter().map(|one| StopLine {
        measure: one.measure,
        agency: one.agency,
        ..place(Place::Measure, false)
    }));
    stops.push(place(Place::UpperPlatform, true));
    let (subject, kind) = (record.subject, kind.to_owned());
    doing.did(&Done::Stopped { subject, digest, kind, stops })
}
