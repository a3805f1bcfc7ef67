//! What moves do beyond moving.

use ledger::{LedgerError, Scribe};
use policy::model::process::Effect;
use store::Tx;
use vocabulary::{Fact, SubjectId};

use crate::{WorkflowError, doing::Doing};

/// Does what an effect says, in the transaction of the move.
pub(crate) fn apply(
    _doing: &mut Doing<'_>,
    _scribe: &mut Scribe<'_>,
    _effect: &Effect,
) -> Result<(), WorkflowError> {
    Ok(())
}

/// Writes what facts of effects say: `measure.*`, `result.sent`, and `done` of `case.*`.
pub(crate) fn follow(_tx: &mut Tx, _fact: &Fact) -> Result<(), LedgerError> {
    Ok(())
}

/// Lifts what rests on a record that has ended.
pub(crate) fn record_ended(
    _tx: &mut Tx,
    _fact: &Fact,
    _subject: SubjectId,
    _digest: &str,
) -> Result<(), LedgerError> {
    Ok(())
}
