//! The register, the consents and the alerts made anew from the ledger.

use std::sync::Arc;

use ledger::{Follower, Reader};
use policy::Law;
use serde::Deserialize;
use store::{Database, Tx};
use vocabulary::{Date, Fact, FactKind, Position, SubjectId};

use crate::{
    AlertFollower, GateError, follower,
    queries::{
        alerts,
        consents::{self, Consent},
        events, lookups, reviews, withdrawals,
    },
};

/// Facts read at a time.
const STEP: u64 = 5_000;

/// Body of `consent.given`.
#[derive(Deserialize)]
struct Given {
    kind: String,
    edition: Date,
    recipient: String,
    purpose: String,
    items: Vec<String>,
    until_on: Date,
}

/// Body of `consent.withdrawn`.
#[derive(Deserialize)]
struct Withdrawn {
    consent: u64,
}

/// Empties what is derived from facts and replays the ledger, in one transaction. How often was
/// asked is counted once and stays; requests for exports and certificates stand beside their facts.
/// No pen may be appending meanwhile.
pub fn rebuild(db: &Database, law: Arc<Law>) -> Result<u64, GateError> {
    let watch = AlertFollower::new(law);
    let size = Reader::new(db.clone()).size()?;
    db.write(|tx| {
        lookups::empty(tx)?;
        events::empty(tx)?;
        reviews::empty(tx)?;
        withdrawals::empty(tx)?;
        alerts::empty(tx)?;
        consents::empty(tx)?;
        let mut next = 0;
        while next < size {
            let facts = Reader::facts_in(tx, Position(next), STEP)?;
            follower::follow(tx, &facts)?;
            watch.apply(tx, &facts)?;
            for fact in &facts {
                consent(tx, fact)?;
            }
            next += STEP;
        }
        Ok(size)
    })
}

fn consent(tx: &mut Tx, fact: &Fact) -> Result<(), GateError> {
    let Some(subject) = fact.draft.subject else { return Ok(()) };
    match fact.draft.kind {
        FactKind::ConsentGiven => {
            let Ok(given) = serde_json::from_str::<Given>(&fact.draft.body) else {
                return Ok(());
            };
            consents::insert(tx, &given.at(fact, subject))?;
        }
        FactKind::ConsentWithdrawn => {
            let Ok(Withdrawn { consent }) = serde_json::from_str(&fact.draft.body) else {
                return Ok(());
            };
            consents::withdraw(tx, (subject, Position(consent)), fact.position, fact.at)?;
        }
        _ => {}
    }
    Ok(())
}

impl Given {
    fn at(self, fact: &Fact, subject: SubjectId) -> Consent {
        Consent {
            subject,
            position: fact.position,
            kind: self.kind,
            edition: self.edition,
            recipient: self.recipient,
            purpose: self.purpose,
            items: self.items,
            given_at: fact.at,
            until_on: self.until_on,
            withdrawn_at: None,
        }
    }
}
