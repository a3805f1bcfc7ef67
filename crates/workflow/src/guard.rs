//! Conditions of moves.

use ledger::Scribe;
use policy::model::process::Guard;

use crate::{WorkflowError, doing::Doing};

/// Whether a condition holds; the refusal says which rule, why, and what to do.
pub(crate) fn hold(
    _doing: &Doing<'_>,
    _scribe: &mut Scribe<'_>,
    _guard: &Guard,
) -> Result<(), WorkflowError> {
    Ok(())
}
