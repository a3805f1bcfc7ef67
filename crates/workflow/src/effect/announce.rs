//! What the public reads of a case: its public fields. Of persons nothing without their consent.

use archive::read;
use ledger::Scribe;
use policy::model::process::{Guard, GuardRule, Sight};
use serde_json::{Map, Value};
use vocabulary::SubjectKind;

use super::Done;
use crate::{WorkflowError, doing::Doing, guard::is_ticked};

pub(super) fn announce(
    doing: &mut Doing<'_>,
    scribe: &mut Scribe<'_>,
) -> Result<(), WorkflowError> {
    let subject = match doing.case.subject {
        Some(id) => read::whole(scribe.tx(), id)?.map(|whole| whole.subject),
        None => None,
    };
    let person = subject.is_some_and(|subject| subject.kind == SubjectKind::Person)
        || doing.process.only_persons();
    if person && !consented(doing) {
        return Ok(());
    }
    let shown = doing.process.field.iter().filter(|field| field.sight == Sight::Public);
    let fields: Map<String, Value> = shown
        .filter_map(|field| Some((field.id.clone(), doing.field(&field.id)?.into())))
        .collect();
    doing.did(&Done::Announced { fields })
}

pub(super) fn retract(doing: &mut Doing<'_>) -> Result<(), WorkflowError> {
    doing.did(&Done::Retracted)
}

/// Whether a field that the process asks for as consent to publication is ticked (C-16.f).
fn consented(doing: &Doing<'_>) -> bool {
    let process = doing.process;
    let guards = process.start.guards.iter().chain(process.moves.iter().flat_map(|m| &m.guards));
    let asked = |guard: &&Guard| guard.rule == GuardRule::Consented;
    let mut asked = guards.filter(asked).filter_map(|guard| guard.field.as_deref());
    asked.any(|field| is_ticked(doing.field(field)))
}
