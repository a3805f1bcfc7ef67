//! Keeps the tables of this room: a pure function of the facts `report.*` and `body.erased`.

use ledger::{Follower, LedgerError, Reader};
use serde::Deserialize;
use store::{Database, Tx};
use vocabulary::{Fact, FactKind, Position, SubjectId, clock::date_in_china};

use crate::{
    RecognisedLine, ReportError,
    facts::{ErasedBody, IssuedBody, Known, RecognisedBody},
    queries::{
        issues::{self, Issue},
        recognised,
    },
};

/// Facts read at a time when the tables are made anew.
const STEP: u64 = 5_000;

/// Follows the ledger: what was issued, what was recognised, what was destroyed.
#[derive(Clone, Copy, Debug, Default)]
pub struct ReportFollower;

impl Follower for ReportFollower {
    fn name(&self) -> &'static str {
        "report"
    }

    fn apply(&self, tx: &mut Tx, facts: &[Fact]) -> Result<(), LedgerError> {
        for fact in facts {
            match (fact.draft.kind, fact.draft.subject) {
                (FactKind::ReportIssued, Some(subject)) => {
                    let IssuedBody { known, paper, .. } = body(fact)?;
                    let issue = issue((subject, fact.position), known);
                    let printed = paper.map(|paper| paper.bytes);
                    issues::insert(tx, &Issue { printed, ..issue })?;
                }
                (FactKind::ReportRecognised, _) => recognised::insert(tx, &handled(fact)?)?,
                (FactKind::BodyErased, Some(subject)) => {
                    let ErasedBody { position, report } = body(fact)?;
                    issues::forget(tx, subject, Position(position))?;
                    if let Some(known) = report {
                        let issue = issue((subject, Position(position)), known);
                        issues::insert(tx, &Issue { erased: true, ..issue })?;
                    }
                }
                _ => {}
            }
        }
        Ok(())
    }
}

/// Empties the tables and replays the ledger, in one transaction; gives how many facts there were. No
/// pen may be appending meanwhile.
pub fn rebuild(db: &Database) -> Result<u64, ReportError> {
    let size = Reader::new(db.clone()).size()?;
    db.write(|tx| {
        issues::empty(tx)?;
        recognised::empty(tx)?;
        let mut next = 0;
        while next < size {
            let facts = Reader::facts_in(tx, Position(next), STEP)?;
            ReportFollower.apply(tx, &facts)?;
            next += STEP;
        }
        Ok(size)
    })
}

fn issue((subject, position): (SubjectId, Position), known: Known) -> Issue {
    Issue {
        subject,
        position,
        number: known.number,
        template: known.template,
        holds: known.holds,
        asker: known.asker,
        organisation: known.organisation,
        actor: known.actor,
        channel: known.channel,
        purpose: known.purpose,
        matter_number: known.matter_number,
        consent: known.consent,
        lookup: known.lookup,
        issued_at: known.issued_at,
        issued_on: date_in_china(known.issued_at),
        valid_until: known.valid_until,
        digest: known.digest,
        printed: None,
        erased: false,
    }
}

fn handled(fact: &Fact) -> Result<RecognisedLine, LedgerError> {
    let body: RecognisedBody = body(fact)?;
    Ok(RecognisedLine {
        position: fact.position.0,
        at: fact.at,
        organisation: body.organisation,
        by: fact.draft.actor.by.clone(),
        partner: body.partner,
        number: body.number,
        matter: body.matter,
        matter_number: body.matter_number,
        accepted: body.accepted,
        rule: body.rule,
    })
}

fn body<T: for<'de> Deserialize<'de>>(fact: &Fact) -> Result<T, LedgerError> {
    serde_json::from_str(&fact.draft.body).map_err(|error| LedgerError::Follower {
        name: "report",
        reason: format!("the body of fact {} does not read: {error}", fact.position),
    })
}
