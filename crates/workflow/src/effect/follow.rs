//! The tables of effects, from facts alone.

use ledger::LedgerError;
use policy::model::process::Outcome;
use serde::Deserialize;
use store::Tx;
use vocabulary::{Date, Fact, FactKind, SubjectId, clock::date_in_china};

use super::Done;
use crate::{
    facts::Change,
    follower::body,
    queries::{
        cases::{self, Key},
        certificates::{self, Issued},
        dispatches::{self, Outgoing},
        effects::{self, Filed, Stop},
        measures::{self, Applied, Lifted},
    },
    receipt::Place,
};

/// Body of `measure.started`.
#[derive(Deserialize)]
struct Started {
    measure: String,
    digest: String,
    number: String,
    agency: String,
    from: Date,
    until: Option<Date>,
}

/// Body of `measure.lifted`.
#[derive(Deserialize)]
struct Undone {
    started: u64,
    reason: String,
}

/// Body of `measure.blocked` and `measure.cleared`.
#[derive(Deserialize)]
struct Turned {
    measure: String,
    #[serde(default)]
    number: String,
}

/// Body of `result.sent`.
#[derive(Deserialize)]
struct Sent {
    number: String,
    position: u64,
    acknowledged: bool,
    #[serde(default)]
    receipt: String,
}

/// Why a record ended.
#[derive(Deserialize)]
struct Ending {
    #[serde(default)]
    reason: Option<String>,
}

/// Writes what facts of effects say: `measure.*`, `result.sent`, and `done` of `case.*`.
pub(crate) fn follow(tx: &mut Tx, fact: &Fact) -> Result<(), LedgerError> {
    use FactKind::*;
    match (fact.draft.kind, fact.draft.subject) {
        (MeasureStarted, Some(subject)) => start(tx, fact, subject, body(fact)?),
        (MeasureLifted, Some(subject)) => {
            let undone: Undone = body(fact)?;
            let on = date_in_china(fact.at);
            let lifted = Lifted { on, position: fact.position.0, reason: &undone.reason };
            Ok(measures::lift(tx, (subject, undone.started), &lifted)?)
        }
        (MeasureBlocked, _) => {
            let turned: Turned = body(fact)?;
            Ok(measures::block(tx, &turned.measure, (fact.position.0, &turned.number))?)
        }
        (MeasureCleared, _) => {
            let turned: Turned = body(fact)?;
            Ok(measures::clear(tx, &turned.measure)?)
        }
        (ResultSent, _) => sent(tx, fact, &body(fact)?),
        (CaseOpened | CaseMoved, _) => {
            let change: Change = body(fact)?;
            if change.done.is_empty() { Ok(()) } else { did(tx, fact, &change) }
        }
        _ => Ok(()),
    }
}

/// A measure that began in the transaction in which its record ended, after that, never lasted.
fn start(
    tx: &mut Tx,
    fact: &Fact,
    subject: SubjectId,
    started: Started,
) -> Result<(), LedgerError> {
    let mut new = Applied {
        subject,
        position: fact.position.0,
        at: fact.at.as_microsecond(),
        measure: started.measure,
        digest: started.digest,
        number: started.number,
        agency: started.agency,
        from_on: started.from,
        until_on: started.until,
        lifted_on: None,
        lifted: None,
        reason: String::new(),
    };
    if let Some((position, at, reason)) = measures::ended(tx, (subject, &new.digest))?
        && at == new.at
        && position < new.position
    {
        new.lifted_on = Some(date_in_china(fact.at));
        new.lifted = Some(position);
        new.reason = reason;
    }
    Ok(measures::insert(tx, &new)?)
}

fn sent(tx: &mut Tx, fact: &Fact, sent: &Sent) -> Result<(), LedgerError> {
    let Some(of) = dispatches::of(tx, (&sent.number, sent.position))? else { return Ok(()) };
    dispatches::tried(tx, &of, fact.at)?;
    if !sent.acknowledged {
        return Ok(());
    }
    dispatches::acknowledged(tx, &of, (fact.at, &sent.receipt))?;
    if let Some(subject) = of.subject {
        let place = (Place::UpperPlatform.as_str(), fact.at);
        effects::close(tx, (subject, &of.number), place)?;
    }
    Ok(())
}

fn did(tx: &mut Tx, fact: &Fact, change: &Change) -> Result<(), LedgerError> {
    let case = cases::find(tx, &change.number)?;
    let (process, digest) =
        case.as_ref().map_or(("", ""), |case| (case.process.as_str(), case.digest.as_str()));
    let number = change.number.as_str();
    let mut result: Option<(u8, &'static str, SubjectId, String)> = None;
    let mut tell = |rank: u8, kind, subject: SubjectId, digest: &str| {
        if result.as_ref().is_none_or(|(known, ..)| *known < rank) {
            result = Some((rank, kind, subject, digest.to_owned()));
        }
    };
    for value in &change.done {
        let done: Done = serde_json::from_value(value.clone()).map_err(|error| {
            let reason = format!("what fact {} did does not read: {error}", fact.position);
            LedgerError::Follower { name: "workflow", reason }
        })?;
        match done {
            Done::Marked { subject, digest } => effects::mark(tx, (subject, &digest), number)?,
            Done::Unmarked { subject, digest } => {
                effects::unmark(tx, (subject, &digest), number)?;
                // An answer is a result; what was taken back or lapsed is none.
                let outcome = case.as_ref().and_then(|case| case.outcome);
                if !matches!(outcome, Some(Outcome::Withdrawn | Outcome::Lapsed)) {
                    tell(1, "objection", subject, &digest);
                }
            }
            Done::Corrected { subject, digest } => tell(3, "correction", subject, &digest),
            Done::Withdrawn { subject, digest } => tell(2, "withdrawal", subject, &digest),
            Done::Filed { subject, digest, item, list, position } => {
                let filed = Filed { digest: &digest, item: &item, list: &list, position };
                effects::file(tx, (subject, number), &filed)?;
            }
            Done::Stopped { subject, digest, kind, stops } => {
                for (rank, line) in (1..).zip(stops) {
                    let stop = Stop {
                        place: line.place,
                        measure: line.measure,
                        agency: line.agency,
                        stopped_at: (!line.open).then(|| fact.at.as_microsecond()),
                    };
                    effects::stop(tx, (subject, number), (rank, &stop))?;
                }
                let kind = if kind == "removal" { "removal" } else { "repair" };
                tell(4, kind, subject, &digest);
            }
            Done::Released { subject, digest } => {
                effects::release(tx, (subject, &digest), number)?;
            }
            Done::Announced { fields } => {
                let key = Key(fact.draft.subject, number);
                let fields = serde_json::Value::Object(fields).to_string();
                let shown = (fact.position.0, change.on, fields.as_str());
                effects::announce(tx, key, (process, digest), shown)?;
            }
            Done::Certified { .. } => {
                certify(tx, (fact, &change.number), (process, change.on), done)?
            }
            Done::Revoked => certificates::revoke(tx, number, change.on)?,
            Done::Retracted => effects::retract(tx, Key(fact.draft.subject, number))?,
        }
    }
    let Some((_, kind, subject, digest)) = result else { return Ok(()) };
    let item = fact.draft.item.clone().unwrap_or_default();
    let process = process.to_owned();
    Ok(dispatches::insert(tx, &outgoing(fact, (kind, subject), (number, process, item, digest)))?)
}

/// Keeps the certificate that a case issued.
fn certify(
    tx: &mut Tx,
    (fact, number): (&Fact, &str),
    (process, on): (&str, Date),
    done: Done,
) -> Result<(), LedgerError> {
    let Done::Certified { certificate, unit, holder, fields, until } = done else { return Ok(()) };
    let issued = Issued {
        certificate,
        number: number.to_owned(),
        position: fact.position.0,
        process: process.to_owned(),
        unit,
        holder,
        fields: serde_json::Value::Object(fields).to_string(),
        issued_on: on,
        until_on: until,
        revoked_on: None,
    };
    Ok(certificates::issue(tx, &issued)?)
}

fn outgoing(
    fact: &Fact,
    (kind, subject): (&str, SubjectId),
    (number, process, item, digest): (&str, String, String, String),
) -> Outgoing {
    Outgoing {
        subject: Some(subject),
        number: number.to_owned(),
        position: fact.position.0,
        kind: kind.to_owned(),
        process,
        item,
        digest,
        made_at: fact.at.as_microsecond(),
        attempts: 0,
        tried_at: 0,
        acknowledged_at: 0,
        receipt: String::new(),
    }
}

/// Lifts what rests on a record that has ended, and shows nothing about it any more.
pub(crate) fn record_ended(
    tx: &mut Tx,
    fact: &Fact,
    subject: SubjectId,
    digest: &str,
) -> Result<(), LedgerError> {
    let ending: Ending = body(fact)?;
    let reason = match (fact.draft.kind, ending.reason.as_deref()) {
        (_, Some("removed")) => "removed",
        (FactKind::RepairGranted, _) => "repaired",
        (FactKind::RecordWithdrawn, _) => "withdrawn",
        _ => "expired",
    };
    let position = fact.position.0;
    measures::end(tx, (subject, digest), (position, fact.at, reason))?;
    let lifted = Lifted { on: date_in_china(fact.at), position, reason };
    measures::lift_of_record(tx, (subject, digest), &lifted)?;
    Ok(effects::retract_of(tx, (subject, digest))?)
}
