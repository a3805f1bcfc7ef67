//! Keeps intake's own memory of records and declarations true to the facts.

use ledger::{Follower, LedgerError};
use serde::{Deserialize, de::DeserializeOwned};
use store::Tx;
use vocabulary::{Date, Fact, FactKind, SubjectId};

use crate::{
    batch::State,
    declaration::{CheckState, CheckVerdict},
    queries::{
        declarations::{self, Declared, Finding},
        keys, registers,
    },
    register::{Explained, Registered},
};

/// Follows repairs and withdrawals, so that a repaired record does not come back when its source sends
/// it again (C-17.f), and declarations with their checks. Give it to the pen beside the other
/// followers.
#[derive(Clone, Copy, Debug, Default)]
pub struct IntakeFollower;

/// Reason of `record.expired` when an entry was removed from its list: its source cannot send it again.
const REMOVED: &str = "removed";

/// What every fact about a record says of it.
#[derive(Deserialize)]
struct About {
    digest: String,
    #[serde(default)]
    reason: Option<String>,
}

/// Body of `declaration.filed`.
#[derive(Deserialize)]
struct Filed {
    number: String,
    digest: String,
    declared_on: Date,
}

/// Body of `declaration.checked`; the note is sealed.
#[derive(Deserialize)]
struct Checked {
    number: String,
    verdict: CheckVerdict,
    checked_on: Date,
    note: String,
}

/// Body of `body.erased`.
#[derive(Deserialize)]
struct Erased {
    position: u64,
}

impl Follower for IntakeFollower {
    fn name(&self) -> &'static str {
        "intake"
    }

    fn apply(&self, tx: &mut Tx, facts: &[Fact]) -> Result<(), LedgerError> {
        for fact in facts {
            match fact.draft.kind {
                FactKind::RepairGranted => end(tx, fact, State::Repaired)?,
                FactKind::RecordWithdrawn => end(tx, fact, State::Withdrawn)?,
                FactKind::RecordExpired => {
                    let about: About = body(fact)?;
                    if about.reason.as_deref() == Some(REMOVED) {
                        end(tx, fact, State::Withdrawn)?;
                    }
                }
                FactKind::RegisterListed => {
                    let register: Registered = body(fact)?;
                    let by = (&*fact.draft.actor.by, fact.at.as_microsecond(), fact.position.0);
                    registers::insert(tx, &register, by)?;
                }
                FactKind::GapExplained => {
                    let explained: Explained = body(fact)?;
                    let digest = hex::decode(&explained.digest).map_err(|_| nameless(fact))?;
                    let key = (subject(fact)?, digest);
                    registers::explain(tx, key, &explained, &fact.draft.actor.by)?;
                }
                FactKind::DeclarationFiled => file(tx, fact, subject(fact)?)?,
                FactKind::DeclarationChecked => check(tx, fact, subject(fact)?)?,
                FactKind::BodyErased => {
                    if let Some(subject) = fact.draft.subject {
                        let erased: Erased = body(fact)?;
                        declarations::erase_evidence(tx, subject, erased.position)?;
                    }
                }
                _ => {}
            }
        }
        Ok(())
    }
}

fn end(tx: &mut Tx, fact: &Fact, state: State) -> Result<(), LedgerError> {
    let (subject, about): (SubjectId, About) = (subject(fact)?, body(fact)?);
    let digest = hex::decode(&about.digest).ok().and_then(|bytes| bytes.try_into().ok());
    let key = (subject, digest.ok_or_else(|| nameless(fact))?);
    keys::end(tx, &key, state, fact.position.0)?;
    Ok(declarations::withdraw(tx, subject, &about.digest)?)
}

fn file(tx: &mut Tx, fact: &Fact, subject: SubjectId) -> Result<(), LedgerError> {
    let filed: Filed = body(fact)?;
    let new = Declared {
        subject,
        number: filed.number,
        position: fact.position.0,
        item: fact.draft.item.clone().unwrap_or_default(),
        digest: filed.digest,
        state: CheckState::Unchecked,
        declared_on: filed.declared_on,
        checked_on: None,
        checked_by: None,
        note: None,
    };
    Ok(declarations::insert(tx, &new, &fact.draft.actor.by)?)
}

fn check(tx: &mut Tx, fact: &Fact, subject: SubjectId) -> Result<(), LedgerError> {
    let checked: Checked = body(fact)?;
    let finding = Finding {
        state: match checked.verdict {
            CheckVerdict::Checked => CheckState::Checked,
            CheckVerdict::Refuted => CheckState::Refuted,
        },
        on: checked.checked_on,
        agency: &fact.draft.actor.agency,
        account: &fact.draft.actor.by,
        note: &checked.note,
    };
    Ok(declarations::check(tx, (subject, &checked.number), &finding)?)
}

fn subject(fact: &Fact) -> Result<SubjectId, LedgerError> {
    fact.draft.subject.ok_or_else(|| nameless(fact))
}

fn body<T: DeserializeOwned>(fact: &Fact) -> Result<T, LedgerError> {
    serde_json::from_str(&fact.draft.body).map_err(|error| LedgerError::Follower {
        name: "intake",
        reason: format!("the body of fact {} does not read: {error}", fact.position),
    })
}

fn nameless(fact: &Fact) -> LedgerError {
    let reason = format!("fact {} names no record", fact.position);
    LedgerError::Follower { name: "intake", reason }
}
