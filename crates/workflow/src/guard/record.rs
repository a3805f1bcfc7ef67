//! Conditions about the record: whether it is in force, and whether it can be repaired.

use archive::{Record, RecordState};
use policy::model::catalog::Polarity;
use store::Tx;
use vocabulary::Date;

use super::{Ask, REGULATION, REPAIR, refuse};
use crate::WorkflowError;

/// C-11.c, H-29: nothing is done on a record that has ended.
pub(super) fn in_force(ask: &Ask<'_, '_>, tx: &mut Tx) -> Result<(), WorkflowError> {
    let found = ask.record(tx)?;
    let reason = match &found {
        None => Some("没有这条记录".to_owned()),
        Some((record, None)) => Some(format!("{}的这条记录已经依法销毁", record.decided_on)),
        Some((record, Some(_))) => why_ended(record, ask.doing.today),
    };
    let Some(reason) = reason else { return Ok(()) };
    let remedy =
        "已经修复、撤回、移出或者期满的记录不再使用，也不再作为任何措施的依据；请核对记录。";
    Err(refuse("C-11.c", reason, format!("{REGULATION} 第37条"), remedy))
}

/// Why a record is out of force on a day.
fn why_ended(record: &Record, today: Date) -> Option<String> {
    let plain = match record.state {
        RecordState::Valid | RecordState::InObjection => {
            let past = |until: Option<Date>| until.filter(|until| *until < today);
            return past(record.until_on)
                .or(past(record.shared_until))
                .map(|until| format!("这条记录已于 {until} 期满"));
        }
        RecordState::Expired => "这条记录已经期满或者移出",
        RecordState::Withdrawn => "这条记录已经撤回",
        RecordState::Repaired => "这条记录已经修复",
        RecordState::AfterExit => "这条记录在主体终止之后形成，不生效",
        RecordState::Yielded => "这条记录因主体列入严重失信主体名单已经退出",
    };
    Some(plain.to_owned())
}

/// C-17: only what speaks against the subject is repaired, and not before its first possible day.
pub(super) fn repair_term_over(ask: &Ask<'_, '_>, tx: &mut Tx) -> Result<(), WorkflowError> {
    in_force(ask, tx)?;
    let Some((record, _)) = ask.record(tx)? else { return Ok(()) };
    let today = ask.doing.today;
    let item = ask.doing.inner.law.item(&record.item, today);
    if item.is_none_or(|item| item.polarity != Polarity::Negative) {
        let title = item.map_or(record.item.as_str(), |item| item.title.zh.as_str());
        let reason = format!("“{title}”不是失信信息，不需要修复");
        let remedy = "认为内容有误的，请提出异议。";
        return Err(refuse("C-17", reason, REPAIR, remedy));
    }
    match record.repairable_from {
        Some(from) if today < from => {
            let reason = format!("最短公示期未满，最早 {from} 可以申请修复");
            let remedy =
                format!("请在 {from} 当天或者之后提出；认为内容有误的，现在就可以提出异议。");
            Err(refuse("C-17", reason, REPAIR, remedy))
        }
        _ => Ok(()),
    }
}
