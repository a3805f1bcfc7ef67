//! Keeps the tables of cases: a pure function of facts. Everything was decided before; here it is only
//! written.

use ledger::{Follower, LedgerError};
use policy::model::process::Outcome;
use serde::{Deserialize, de::DeserializeOwned};
use serde_json::Value;
use store::{StoreError, Tx};
use vocabulary::{Fact, FactKind, SubjectId, clock::date_in_china};

use crate::{
    effect,
    facts::{Change, Origin, Standing, Values},
    queries::{
        cases::{self, Case},
        clocks, letters, places,
        story::{self, Step},
    },
};

/// Follows the ledger: what happens next, who has it, and until when.
#[derive(Clone, Copy, Debug, Default)]
pub struct WorkflowFollower;

impl Follower for WorkflowFollower {
    fn name(&self) -> &'static str {
        "workflow"
    }

    fn apply(&self, tx: &mut Tx, facts: &[Fact]) -> Result<(), LedgerError> {
        follow(tx, facts)
    }
}

/// The body of a fact.
pub(crate) fn body<T: DeserializeOwned>(fact: &Fact) -> Result<T, LedgerError> {
    serde_json::from_str(&fact.draft.body).map_err(|error| LedgerError::Follower {
        name: "workflow",
        reason: format!("the body of fact {} does not read: {error}", fact.position),
    })
}

/// The state in which a case ends with its record; every process that says so has it.
const ENDED: &str = "ended";

/// What this room reads of the end of a record.
#[derive(Deserialize)]
struct Ending {
    digest: String,
    /// Number of the case by which it ended, if by one; or a batch.
    #[serde(default)]
    batch: Option<Value>,
    #[serde(default)]
    number: Option<Value>,
    #[serde(default)]
    case: Option<Value>,
    #[serde(default)]
    reason: Option<String>,
}

/// Whether a fact is one of this room.
fn is_own(kind: FactKind) -> bool {
    use FactKind::*;
    matches!(
        kind,
        CaseOpened
            | CaseMoved
            | CaseNoted
            | CaseLate
            | MeasureStarted
            | MeasureLifted
            | MeasureBlocked
            | MeasureCleared
            | ResultSent
    )
}

/// Shows a fact of this room that was appended just now, before its transaction ends.
pub(crate) fn ahead(tx: &mut Tx, fact: &Fact) -> Result<(), LedgerError> {
    write(tx, fact)?;
    cases::advance(tx, fact.position.0)?;
    Ok(())
}

/// Shows facts in their order; those of this room that were shown ahead are passed over.
fn follow(tx: &mut Tx, facts: &[Fact]) -> Result<(), LedgerError> {
    let ours = |fact: &Fact| is_own(fact.draft.kind) || ends(fact.draft.kind);
    if !facts.iter().any(ours) {
        return Ok(());
    }
    let head = cases::head(tx)?;
    let mut last = head;
    for fact in facts {
        let position = i64::try_from(fact.position.0).unwrap_or(i64::MAX);
        if is_own(fact.draft.kind) && position > head {
            write(tx, fact)?;
            last = last.max(position);
        } else if ends(fact.draft.kind) {
            end(tx, fact)?;
        }
    }
    if last > head {
        cases::advance(tx, u64::try_from(last).unwrap_or(0))?;
    }
    Ok(())
}

fn write(tx: &mut Tx, fact: &Fact) -> Result<(), LedgerError> {
    use FactKind::*;
    match fact.draft.kind {
        CaseOpened | CaseMoved | CaseNoted | CaseLate => change(tx, fact, body(fact)?)?,
        _ => {}
    }
    effect::follow(tx, fact)
}

fn change(tx: &mut Tx, fact: &Fact, change: Change) -> Result<(), LedgerError> {
    let mut case = match &change.origin {
        Some(origin) => begin(tx, fact, &change, origin.clone())?,
        None => cases::find(tx, &change.number)?.ok_or_else(|| LedgerError::Follower {
            name: "workflow",
            reason: format!("fact {} is about no known case", fact.position),
        })?,
    };
    if change.origin.is_none() && !(change.values.is_empty() && change.handed.is_empty()) {
        case.values.extend(change.values.clone());
        case.handed.extend(change.handed.clone());
        cases::set_values(tx, &case)?;
    }
    if let Some(standing) = &change.standing {
        stand(tx, fact, &mut case, standing, &change)?;
    }
    let mut step = Step::by(&fact.draft.actor, fact.at, fact.position.0);
    step.step.clone_from(&change.step);
    step.what.clone_from(&change.what);
    step.note.clone_from(&change.note);
    step.state = change.standing.map(|standing| standing.state).unwrap_or_default();
    story::insert(tx, case.key(), &step)?;
    for letter in &change.letters {
        letters::insert(tx, case.key(), (letter, change.on), fact)?;
    }
    Ok(())
}

fn begin(tx: &mut Tx, fact: &Fact, change: &Change, origin: Origin) -> Result<Case, StoreError> {
    let case = Case {
        subject: fact.draft.subject,
        number: change.number.clone(),
        position: fact.position.0,
        turned: fact.position.0,
        process: origin.process,
        edition: origin.edition,
        state: String::new(),
        outcome: None,
        ends: origin.ends,
        digest: origin.digest,
        item: fact.draft.item.clone().unwrap_or_default(),
        source: origin.source,
        author: origin.author,
        starter: origin.starter,
        parent: origin.parent,
        public: origin.public,
        filed_on: origin.filed_on,
        closed_on: None,
        unit: String::new(),
        owner: String::new(),
        due_on: None,
        amber_on: None,
        late: false,
        values: change.values.clone(),
        handed: change.handed.clone(),
        slot: origin.slot,
        code: origin.code,
        name: origin.name,
        contact: origin.contact,
        division: origin.division,
    };
    cases::insert(tx, &case)?;
    if !case.slot.is_empty() {
        cases::take_slot(tx, (case.subject, &case.slot), &case.number)?;
    }
    Ok(case)
}

fn stand(
    tx: &mut Tx,
    fact: &Fact,
    case: &mut Case,
    standing: &Standing,
    change: &Change,
) -> Result<(), StoreError> {
    case.turned = fact.position.0;
    case.state.clone_from(&standing.state);
    case.outcome = standing.outcome;
    case.closed_on = standing.outcome.map(|_| change.on);
    case.unit.clone_from(&standing.unit);
    case.owner.clone_from(&standing.owner);
    case.due_on = standing.due_on;
    case.amber_on = standing.amber_on;
    case.late |= standing.late;
    cases::stand(tx, case)?;
    places::put(tx, case, &standing.places)?;
    clocks::put(tx, case.key(), &standing.clocks)?;
    let once = case.slot.is_empty() || case.slot.starts_with("plan:");
    if case.outcome.is_some() && !once {
        cases::free_slot(tx, (case.subject, &case.slot), &case.number)?;
    }
    Ok(())
}

/// Whether a fact can end a record.
fn ends(kind: FactKind) -> bool {
    use FactKind::*;
    matches!(kind, RecordWithdrawn | RecordExpired | RepairGranted)
}

/// Ends the cases that hang on a record, in the transaction that ends it (C-10.d, C-11.c); lifts what
/// rests on it. Whatever a case decided later than this stands.
fn end(tx: &mut Tx, fact: &Fact) -> Result<(), LedgerError> {
    let Some(subject) = fact.draft.subject else { return Ok(()) };
    let ending: Ending = body(fact)?;
    let published = ending.reason.as_deref() == Some(archive::expire::PUBLICATION_ENDED);
    if fact.draft.kind == FactKind::RecordExpired && published {
        return Ok(());
    }
    effect::record_ended(tx, fact, subject, &ending.digest)?;
    let origins = [&ending.batch, &ending.number, &ending.case].map(Option::as_ref);
    let own = |number: &str| origins.iter().flatten().any(|by| by.as_str() == Some(number));
    for case in cases::of_record(tx, subject, &ending.digest)? {
        let Some(outcome) = case.ends else { continue };
        let then_open = case.is_open() || case.turned > fact.position.0;
        if !own(&case.number) && case.position < fact.position.0 && then_open {
            close(tx, fact, subject, case, outcome)?;
        }
    }
    Ok(())
}

fn close(
    tx: &mut Tx,
    fact: &Fact,
    subject: SubjectId,
    mut case: Case,
    outcome: Outcome,
) -> Result<(), StoreError> {
    debug_assert_eq!(case.subject, Some(subject));
    let day = date_in_china(fact.at);
    if case.turned < fact.position.0 {
        let standing = Standing {
            state: ENDED.to_owned(),
            outcome: Some(outcome),
            unit: case.unit.clone(),
            owner: String::new(),
            due_on: None,
            amber_on: None,
            late: false,
            clocks: Vec::new(),
            places: Vec::new(),
        };
        let number = case.number.clone();
        let change = Change { values: Values::new(), ..Change::new(&number, ENDED, "", day) };
        stand(tx, fact, &mut case, &standing, &change)?;
    }
    let mut step = Step::by(&fact.draft.actor, fact.at, fact.position.0);
    step.step = ENDED.to_owned();
    step.what = fact.draft.kind.as_str().to_owned();
    step.state = ENDED.to_owned();
    story::insert(tx, case.key(), &step)
}
