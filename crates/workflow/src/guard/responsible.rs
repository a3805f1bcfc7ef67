//! C-21.d: who was responsible on a day, by what the case itself was told when it began and at each
//! hand-over. Later persons do not take over earlier faults.

use ledger::Reader;
use store::Tx;
use vocabulary::{Date, Position};

use super::{Ask, REGULATION, refuse};
use crate::{
    WorkflowError,
    facts::{Change, Kept},
    queries::story,
};

/// The person who is responsible, and from when; given by the start and by hand-overs.
const PERSON: &str = "responsible";
const FROM: &str = "responsible_from";

/// Whether a person of a name was responsible on a day. A refusal names nobody.
pub(super) fn by_story(
    ask: &Ask<'_, '_>,
    tx: &mut Tx,
    (name, day): (&str, Date),
) -> Result<(), WorkflowError> {
    let mut then: Option<(Date, String)> = None;
    for (from, person) in told(ask, tx)? {
        let later = then.as_ref().is_none_or(|(known, _)| *known <= from);
        if from <= day && later {
            then = Some((from, person));
        }
    }
    let remedy = "责任按行为发生时的任职确定，不随调离转移；请核对责任人和日期。";
    match then {
        Some((_, person)) if person.trim() == name.trim() => Ok(()),
        Some(_) => {
            let reason = format!("交接记录显示，所写的人在 {day} 不是责任人");
            Err(refuse("C-21.d", reason, REGULATION, remedy))
        }
        None => {
            let reason = format!("{day} 还没有登记责任人");
            Err(refuse("C-21.d", reason, REGULATION, remedy))
        }
    }
}

/// Every person that the case was told, with the day from which, in the order of telling.
fn told(ask: &Ask<'_, '_>, tx: &mut Tx) -> Result<Vec<(Date, String)>, WorkflowError> {
    let case = &ask.doing.case;
    let mut persons = Vec::new();
    for step in story::of(tx, case.key())? {
        let Some(fact) = Reader::facts_in(tx, Position(step.position), 1)?.pop() else { continue };
        let Ok(change) = serde_json::from_str::<Change>(&fact.draft.body) else { continue };
        if change.number != case.number {
            continue;
        }
        let value = |field: &str| match change.values.get(field) {
            Some(Kept::Plain(plain)) => Ok(plain.clone()),
            Some(Kept::Sealed(sealed)) => ask.doing.inner.open_in(&case.number, field, sealed),
            None => Ok(String::new()),
        };
        if let (person, Ok(from)) = (value(PERSON)?, value(FROM)?.parse::<Date>())
            && !person.is_empty()
        {
            persons.push((from, person));
        }
    }
    Ok(persons)
}
