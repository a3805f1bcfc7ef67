//! Keeps the receipts of checks, the counts of their use, and the measures that are blocked.

use std::collections::BTreeMap;

use ledger::{Follower, LedgerError};
use serde::Deserialize;
use store::Tx;
use vocabulary::{Fact, FactKind, Position, SubjectId};

use crate::queries::{
    blocked,
    receipts::{self, Decided, Made},
    totals::{self, Change},
};

/// Follows the ledger: `check.made`, `check.decided`, `measure.blocked`, `measure.cleared`.
#[derive(Clone, Copy, Debug, Default)]
pub struct CheckFollower;

#[derive(Deserialize)]
struct MadeBody {
    organisation: String,
    matter: String,
    outcome: String,
}

#[derive(Deserialize)]
struct DecidedBody {
    check: u64,
    decision: String,
    #[serde(default)]
    report: Option<String>,
}

#[derive(Deserialize)]
struct MeasureBody {
    measure: String,
}

impl Follower for CheckFollower {
    fn name(&self) -> &'static str {
        "check"
    }

    fn apply(&self, tx: &mut Tx, facts: &[Fact]) -> Result<(), LedgerError> {
        let (mut made, mut decided) = (Vec::new(), Vec::new());
        let mut changes: BTreeMap<(String, String), Change> = BTreeMap::new();
        for fact in facts {
            match (fact.draft.kind, fact.draft.subject) {
                (FactKind::CheckMade, Some(subject)) => {
                    let body: MadeBody = body(fact)?;
                    let key = (body.organisation.clone(), body.matter.clone());
                    let change = changes.entry(key).or_default();
                    change.checks += 1;
                    change.intercepts += u64::from(body.outcome == "intercept");
                    change.last_at = change.last_at.max(fact.at.as_microsecond());
                    made.push(Made {
                        subject,
                        position: fact.position,
                        matter: body.matter,
                        unit: body.organisation,
                        at: fact.at,
                        outcome: body.outcome,
                    });
                }
                (FactKind::CheckDecided, Some(subject)) => {
                    decided.push(decision(fact, subject)?);
                }
                (FactKind::MeasureBlocked, _) => {
                    let body: MeasureBody = body(fact)?;
                    blocked::block(tx, &body.measure, fact.position)?;
                }
                (FactKind::MeasureCleared, _) => {
                    let body: MeasureBody = body(fact)?;
                    blocked::clear(tx, &body.measure)?;
                }
                _ => {}
            }
        }
        if made.is_empty() && decided.is_empty() {
            return Ok(());
        }
        receipts::insert(tx, made)?;
        for decision in decided {
            if let Some(key) = receipts::decide(tx, &decision)? {
                changes.entry(key).or_default().decided += 1;
            }
        }
        totals::add(tx, changes)?;
        Ok(())
    }
}

fn decision(fact: &Fact, subject: SubjectId) -> Result<Decided, LedgerError> {
    let body: DecidedBody = body(fact)?;
    Ok(Decided {
        subject,
        position: Position(body.check),
        decision: body.decision,
        report: body.report,
        at: fact.at,
    })
}

fn body<T: for<'de> Deserialize<'de>>(fact: &Fact) -> Result<T, LedgerError> {
    serde_json::from_str(&fact.draft.body).map_err(|error| LedgerError::Follower {
        name: "check",
        reason: format!("the body of fact {} does not read: {error}", fact.position),
    })
}
