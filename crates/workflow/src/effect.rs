//! What moves do beyond moving.

mod announce;
mod certify;
mod done;
mod follow;
mod list;
mod measure;
mod record;
mod set;
mod stop;
mod task;

use ledger::Scribe;
use policy::model::process::Effect;

use crate::{WorkflowError, doing::Doing};
use done::Done;
pub(crate) use follow::{follow, record_ended};

/// Does what an effect says, in the transaction of the move.
pub(crate) fn apply(
    doing: &mut Doing<'_>,
    scribe: &mut Scribe<'_>,
    effect: &Effect,
) -> Result<(), WorkflowError> {
    match effect {
        Effect::Mark {} => record::mark(doing, scribe),
        Effect::Unmark {} => record::unmark(doing, scribe),
        Effect::Correct { field, value } => record::correct(doing, scribe, (field, value)),
        Effect::Withdraw {} => record::withdraw(doing, scribe),
        Effect::StopPublication {} => stop::stop(doing, scribe),
        Effect::File { item, set } => record::file(doing, scribe, (item, set)),
        Effect::Designate { set } => list::designate(doing, scribe, set),
        Effect::Remove {} => stop::remove(doing, scribe),
        Effect::StartMeasure { measure, until } => {
            measure::start(doing, scribe, (measure, until.as_deref()))
        }
        Effect::LiftMeasures {} => measure::lift(doing, scribe),
        Effect::BlockMeasure { measure } => measure::block(doing, scribe, measure),
        Effect::ClearMeasure { measure } => measure::clear(doing, scribe, measure),
        Effect::MakeTask { process, each, set } => task::make(doing, scribe, (process, *each), set),
        Effect::CloseTasks {} => task::close(doing, scribe),
        Effect::Certify { holder, shows, until } => {
            certify::certify(doing, scribe, (holder, shows, until.as_deref()))
        }
        Effect::Revoke {} => certify::revoke(doing),
        Effect::Announce {} => announce::announce(doing, scribe),
        Effect::Retract {} => announce::retract(doing),
    }
}

/// A step that the process asks for but that has nothing to work on.
fn nothing(what: &str) -> WorkflowError {
    crate::guard::refuse(
        "C-18",
        what,
        "流程设置",
        "请核对事项所涉的记录；流程设置有误的，请联系信用中心。",
    )
}
