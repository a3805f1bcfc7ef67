//! Keeps the access register: whose data was looked at, by whom, what for, and what else happened
//! with it; and how often was asked.

use std::collections::BTreeMap;

use ledger::{Follower, LedgerError};
use serde::Deserialize;
use store::Tx;
use vocabulary::{Fact, FactKind, Position, SubjectId, clock::date_in_china};

use crate::{
    Look,
    queries::{
        counts,
        events::{self, Event},
        lookups::{self, LookKind, NOBODY},
        quotas, reviews,
        withdrawals::{self, Withdrawal},
    },
};

/// Follows the ledger and keeps the access register current. A check is a look too.
#[derive(Clone, Copy, Debug, Default)]
pub struct DisclosureFollower;

impl Follower for DisclosureFollower {
    fn name(&self) -> &'static str {
        "disclosure"
    }

    fn apply(&self, tx: &mut Tx, facts: &[Fact]) -> Result<(), LedgerError> {
        let queries = follow(tx, facts)?;
        counts::add(tx, queries)?;
        Ok(())
    }
}

/// Writes register, news, questions and reviews; gives how often was asked.
pub(crate) fn follow(
    tx: &mut Tx,
    facts: &[Fact],
) -> Result<BTreeMap<counts::Key, u64>, LedgerError> {
    let mut looks = Vec::new();
    let mut queries: BTreeMap<counts::Key, u64> = BTreeMap::new();
    let mut news = Vec::new();
    for fact in facts {
        if is_news(fact.draft.kind)
            && let Some(subject) = fact.draft.subject
        {
            let (position, at, kind) = (fact.position, fact.at, fact.draft.kind);
            news.push(Event { subject, position, at, kind });
        }
        if let Some((kind, look)) = seen(fact) {
            let look = registered(fact, kind, look);
            if matches!(kind, LookKind::File | LookKind::Check | LookKind::Export) {
                *queries.entry(counted(&look)).or_default() += 1;
            }
            looks.push(look);
        }
        if let Some(key) = reported(fact) {
            *queries.entry(key).or_default() += 1;
        }
    }
    lookups::insert(tx, &looks)?;
    events::insert(tx, &news)?;
    let taken_back: Vec<Withdrawal> = facts.iter().filter_map(taken_back).collect();
    withdrawals::put(tx, &taken_back)?;
    for fact in facts {
        answered(tx, fact)?;
    }
    Ok(queries)
}

/// Body of `record.withdrawn`, as far as it is read here.
#[derive(Deserialize)]
struct TakenBack {
    digest: String,
}

/// The withdrawal that a fact is.
fn taken_back(fact: &Fact) -> Option<Withdrawal> {
    if fact.draft.kind != FactKind::RecordWithdrawn {
        return None;
    }
    let body: TakenBack = serde_json::from_str(&fact.draft.body).ok()?;
    let digest = archive::Digest::from_hex(&body.digest)?.0;
    Some(Withdrawal { subject: fact.draft.subject?, digest, position: fact.position })
}

/// How a fact is a look, and what it says.
pub(crate) fn seen(fact: &Fact) -> Option<(LookKind, Look)> {
    let kind = match fact.draft.kind {
        FactKind::LookupMade => LookKind::File,
        FactKind::LookupRefused => LookKind::Refused,
        FactKind::CheckMade => LookKind::Check,
        FactKind::ExportTaken => LookKind::Export,
        _ => return None,
    };
    let look: Look = serde_json::from_str(&fact.draft.body).unwrap_or_default();
    // What is kept beside the files was read, and no file.
    let beside = look.what.iter().any(|what| what == "register" || what == "consents");
    Some((if kind == LookKind::File && beside { LookKind::Register } else { kind }, look))
}

/// The door of a look: what the fact says, or else a system's or a person's.
pub(crate) fn channel<'l>(look: &'l Look, by: &str) -> &'l str {
    let usual = if by.starts_with("key ") { "api" } else { "desk" };
    look.channel.as_deref().unwrap_or(usual)
}

fn registered(fact: &Fact, kind: LookKind, look: Look) -> lookups::Look {
    lookups::Look {
        subject: fact.draft.subject.unwrap_or(NOBODY),
        position: fact.position,
        at: fact.at,
        kind,
        channel: channel(&look, &fact.draft.actor.by).to_owned(),
        organisation: match look.organisation.as_str() {
            "" => fact.draft.actor.agency.clone(),
            _ => look.organisation,
        },
        actor: quotas::actor(&fact.draft.actor),
        purpose: look.purpose,
    }
}

fn counted(look: &lookups::Look) -> counts::Key {
    let day = date_in_china(look.at).to_string();
    (day, look.channel.clone(), look.organisation.clone(), look.purpose.clone())
}

/// Body of `report.issued`, as far as counting goes.
#[derive(Deserialize)]
struct Reported {
    channel: String,
    organisation: String,
    purpose: String,
    lookup: Option<u64>,
}

/// A report is a query of its own, unless the look it took was registered and counted by its own fact
/// (C-08.d).
fn reported(fact: &Fact) -> Option<counts::Key> {
    if fact.draft.kind != FactKind::ReportIssued {
        return None;
    }
    let report: Reported = serde_json::from_str(&fact.draft.body).ok()?;
    let unit = if report.organisation.is_empty() { "subject" } else { &report.organisation };
    let day = date_in_china(fact.at).to_string();
    let key = (day, report.channel, unit.to_owned(), report.purpose);
    report.lookup.is_none().then_some(key)
}

/// Facts about a subject that are its news and stand neither in its file nor in the register.
fn is_news(kind: FactKind) -> bool {
    use FactKind::*;
    matches!(
        kind,
        LookupQuestioned
            | ConsentGiven
            | ConsentWithdrawn
            | ObjectionFiled
            | ObjectionHandled
            | DeclarationFiled
            | DeclarationChecked
            | BodyErased
    )
}

/// Body of `lookup.questioned`.
#[derive(Deserialize)]
struct Question {
    position: u64,
}

/// Body of `lookup.reviewed`.
#[derive(Deserialize)]
struct Review {
    looks: Vec<(String, u64)>,
}

/// Notes on looks that were asked about or reviewed.
fn answered(tx: &mut Tx, fact: &Fact) -> Result<(), LedgerError> {
    let body = &fact.draft.body;
    match fact.draft.kind {
        FactKind::LookupQuestioned => {
            let Ok(Question { position }) = serde_json::from_str(body) else { return Ok(()) };
            let subject = fact.draft.subject.unwrap_or(NOBODY);
            lookups::question(tx, (subject, Position(position)), fact.position)?;
        }
        FactKind::LookupReviewed => {
            let Ok(Review { looks }) = serde_json::from_str(body) else { return Ok(()) };
            let key = |(subject, position): &(String, u64)| {
                Some((SubjectId::from_hex(subject)?, Position(*position)))
            };
            let keys: Vec<_> = looks.iter().filter_map(key).collect();
            lookups::review(tx, &keys, fact.position)?;
            let (at, actor) = ((fact.position, fact.at), quotas::actor(&fact.draft.actor));
            reviews::insert(tx, at, &actor, looks.len() as u64)?;
        }
        _ => {}
    }
    Ok(())
}
