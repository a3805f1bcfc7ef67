//! What single facts show, and what rounds told: the tables of the patrol.

use disclosure::Look;
use ledger::{Follower, LedgerError};
use serde::Deserialize;
use store::Tx;
use vocabulary::{Date, Fact, FactKind, SubjectId, clock::date_in_china};

use super::{FindingKind, Told, ToldFinding};
use crate::{
    follower::body,
    queries::findings::{self, Found, Went},
};

/// Words by which a reason names what it rests on: a document, an article, a decision.
const BASIS: [&str; 8] = ["《", "〔", "号", "条", "判决", "裁定", "决定", "办法"];

/// Follows the ledger and keeps what the patrol found: a pure function of the facts.
#[derive(Clone, Copy, Debug, Default)]
pub struct PatrolFollower;

/// What of `record.withdrawn` and `body.erased` matters here.
#[derive(Deserialize)]
struct Ended {
    #[serde(default)]
    digest: Option<String>,
    #[serde(default)]
    source: String,
    #[serde(default)]
    reason: String,
    #[serde(default)]
    reason_code: Option<String>,
    #[serde(default)]
    item: Option<String>,
}

impl Follower for PatrolFollower {
    fn name(&self) -> &'static str {
        "patrol"
    }

    fn apply(&self, tx: &mut Tx, facts: &[Fact]) -> Result<(), LedgerError> {
        for fact in facts {
            match fact.draft.kind {
                FactKind::RecordWithdrawn => withdrawn(tx, fact)?,
                FactKind::BodyErased => erased(tx, fact)?,
                FactKind::LookupRefused | FactKind::LookupMade => looked(tx, fact)?,
                FactKind::PatrolMade => told(tx, fact, body(fact)?)?,
                _ => {}
            }
        }
        Ok(())
    }
}

/// Whether a reason says what it rests on; what a case decided does.
fn rests(ended: &Ended) -> bool {
    ended.reason_code.as_deref() == Some("decided")
        || BASIS.iter().any(|word| ended.reason.contains(word))
}

fn withdrawn(tx: &mut Tx, fact: &Fact) -> Result<(), LedgerError> {
    let ended: Ended = body(fact)?;
    let Some(subject) = fact.draft.subject.filter(|_| !rests(&ended)) else { return Ok(()) };
    let digest = ended.digest.unwrap_or_default();
    let found = Found {
        subject: Some(subject),
        kind: FindingKind::Baseless.as_str().to_owned(),
        place: digest.clone(),
        position: fact.position.0,
        digest,
        item: fact.draft.item.clone().unwrap_or_default(),
        who: ended.source,
        detail: "withdrawn".to_owned(),
        found_on: date_in_china(fact.at),
    };
    findings::put(tx, &[found])?;
    Ok(())
}

/// What was erased is on no list any more, unless the erasure itself has no basis.
fn erased(tx: &mut Tx, fact: &Fact) -> Result<(), LedgerError> {
    let ended: Ended = body(fact)?;
    let (Some(subject), Some(digest)) = (fact.draft.subject, &ended.digest) else { return Ok(()) };
    findings::forget(tx, subject, digest)?;
    if ended.reason.trim().is_empty() {
        let found = Found {
            subject: Some(subject),
            kind: FindingKind::Baseless.as_str().to_owned(),
            place: fact.position.0.to_string(),
            position: fact.position.0,
            digest: String::new(),
            item: ended.item.unwrap_or_default(),
            who: fact.draft.actor.agency.clone(),
            detail: "erased".to_owned(),
            found_on: date_in_china(fact.at),
        };
        findings::put(tx, &[found])?;
    }
    Ok(())
}

/// A look that was refused, or that says neither purpose nor consent.
fn looked(tx: &mut Tx, fact: &Fact) -> Result<(), LedgerError> {
    let look: Look = serde_json::from_str(&fact.draft.body).unwrap_or_default();
    let refused = fact.draft.kind == FactKind::LookupRefused;
    let said = !look.purpose.is_empty() || look.consent.is_some() || look.link.is_some();
    if !refused && said {
        return Ok(());
    }
    let detail = if refused { look.rule.unwrap_or_default() } else { "no-purpose".to_owned() };
    let agency = fact.draft.actor.agency.clone();
    let found = Found {
        subject: fact.draft.subject,
        kind: FindingKind::Look.as_str().to_owned(),
        place: fact.position.0.to_string(),
        position: fact.position.0,
        digest: String::new(),
        item: String::new(),
        who: if look.organisation.is_empty() { agency } else { look.organisation },
        detail,
        found_on: date_in_china(fact.at),
    };
    findings::put(tx, &[found])?;
    Ok(())
}

fn told(tx: &mut Tx, fact: &Fact, told: Told) -> Result<(), LedgerError> {
    let on = date_in_china(fact.at);
    let found: Vec<Found> = told.found.into_iter().map(|one| row(fact, on, one)).collect();
    findings::put(tx, &found)?;
    for (kind, place, subject) in told.settled {
        findings::settle(tx, SubjectId::from_hex(&subject), (&kind, &place))?;
    }
    let (position, seen, differing) = (fact.position.0, told.seen, told.differing);
    findings::round(tx, &Went { whose: told.whose, position, on, seen, differing })?;
    Ok(())
}

fn row(fact: &Fact, found_on: Date, one: ToldFinding) -> Found {
    Found {
        subject: SubjectId::from_hex(&one.subject),
        kind: one.kind,
        place: one.place,
        position: fact.position.0,
        digest: one.digest,
        item: one.item,
        who: one.who,
        detail: one.detail,
        found_on,
    }
}
