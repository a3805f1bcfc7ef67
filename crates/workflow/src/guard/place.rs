//! Whether there is room: in what a case belongs to.

use policy::model::process::Outcome;
use store::Tx;

use super::{Ask, refuse, told};
use crate::{WorkflowError, queries::cases};

/// Fewer cases belong to what is announced than it has places. Without a number there is always room.
pub(super) fn places_left(ask: &Ask<'_, '_>, tx: &mut Tx) -> Result<(), WorkflowError> {
    let (Some(number), Some(limit)) = (ask.value(), ask.guard.or.as_deref()) else { return Ok(()) };
    let known = ask.doing.inner.known(tx, number)?;
    let places = known.fields.get(limit).and_then(|places| places.parse::<usize>().ok());
    let Some(places) = places else { return Ok(()) };
    let process = &ask.doing.process.id;
    let gone = [Outcome::Withdrawn, Outcome::Refused];
    let taken = cases::of_parent(tx, number)?.into_iter().filter(|case| {
        case.process == *process
            && case.number != ask.doing.case.number
            && case.outcome.is_none_or(|outcome| !gone.contains(&outcome))
    });
    if taken.count() < places {
        return Ok(());
    }
    let reason = format!("名额已满（共 {places} 个）");
    let remedy = "有人取消后可以再报名，也可以选择其他场次。";
    Err(refuse("C-33", reason, told(&ask.doing.process.basis), remedy))
}
