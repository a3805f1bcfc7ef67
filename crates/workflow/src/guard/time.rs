//! Conditions about days, about other cases, and about ticks.

use policy::model::process::FieldKind;
use store::Tx;
use vocabulary::Date;

use super::{Ask, REGULATION, is_ticked, refuse, told};
use crate::{
    WorkflowError,
    queries::{cases, effects},
};

/// C-10.e: one of a quarter, unless a reason is given.
pub(super) fn once_a_quarter(ask: &Ask<'_, '_>, tx: &mut Tx) -> Result<(), WorkflowError> {
    if ask.other().is_some() {
        return Ok(());
    }
    let doing = ask.doing;
    let (from, until) = quarter(doing.today);
    let earlier = effects::in_span(tx, &doing.process.id, (from, until), &doing.case.number)?;
    let Some(earlier) = earlier else { return Ok(()) };
    let reason = format!("本季度已经办理过一次“{}”（{earlier}）", doing.process.title.zh);
    let remedy =
        format!("每季度一次；确需再次办理的，请填写“{}”。", ask.label(ask.guard.or.as_deref()));
    Err(refuse("C-10.e", reason, "乳山市信用工作任务分工 一（一）", remedy))
}

/// First and last day of the quarter of a day.
fn quarter(day: Date) -> (Date, Date) {
    let month = (day.month() - 1) / 3 * 3 + 1;
    let first = Date::new(day.year(), month, 1).unwrap_or(day);
    let last = Date::new(day.year(), month + 2, 1).map_or(day, Date::last_of_month);
    (first, last)
}

/// Whether every case that this one made has ended.
pub(super) fn tasks_ended(ask: &Ask<'_, '_>, tx: &mut Tx) -> Result<(), WorkflowError> {
    let children = cases::of_parent(tx, &ask.doing.case.number)?;
    let open = children.iter().filter(|case| case.is_open()).count();
    if open == 0 {
        return Ok(());
    }
    let reason = format!("还有 {open} 项由此产生的任务没有办结");
    let remedy = "请等全部任务办结，或者先催办。";
    Err(refuse("C-11.b", reason, REGULATION, remedy))
}

/// Whether a term has lapsed.
pub(super) fn day_over(ask: &Ask<'_, '_>) -> Result<(), WorkflowError> {
    let label = ask.label(ask.guard.field.as_deref());
    let day = ask.guard.field.as_deref().and_then(|field| ask.doing.day(field));
    let reason = match day {
        Some(day) if day < ask.doing.today => return Ok(()),
        Some(day) => format!("“{label}”到 {day} 才满"),
        None => format!("没有写明“{label}”"),
    };
    let remedy = "期限届满的次日起才能办理这一步。";
    Err(refuse("H-44", reason, "行政处罚法 第44条、第45条；国办发〔2020〕49号", remedy))
}

/// Whether it has not.
pub(super) fn day_ahead(ask: &Ask<'_, '_>) -> Result<(), WorkflowError> {
    let label = ask.label(ask.guard.field.as_deref());
    let day = ask.guard.field.as_deref().and_then(|field| ask.doing.day(field));
    let reason = match day {
        Some(day) if ask.doing.today <= day => return Ok(()),
        Some(day) => format!("“{label}”已于 {day} 届满"),
        None => format!("没有写明“{label}”"),
    };
    Err(refuse("H-44", reason, REGULATION, "期限已过；请核对日期，或者另行提出。"))
}

/// What must have been agreed to was.
pub(super) fn ticked(ask: &Ask<'_, '_>) -> Result<(), WorkflowError> {
    if is_ticked(ask.value()) {
        return Ok(());
    }
    let process = ask.doing.process;
    let field = ask.guard.field.as_deref().and_then(|field| process.field(field));
    let reason = format!("没有勾选“{}”", ask.label(ask.guard.field.as_deref()));
    let help = field.and_then(|field| field.help.as_ref()).map(|help| help.zh.as_str());
    let remedy = help.unwrap_or("取得同意并勾选之后才能办理这一步。");
    Err(refuse("C-33.d", reason, told(&process.basis), remedy))
}

/// H-58: what is ticked stands against it.
pub(super) fn unticked(ask: &Ask<'_, '_>) -> Result<(), WorkflowError> {
    if !is_ticked(ask.value()) {
        return Ok(());
    }
    let process = ask.doing.process;
    let field = ask.guard.field.as_deref().and_then(|field| process.field(field));
    let reason = format!("已经勾选“{}”", ask.label(ask.guard.field.as_deref()));
    let help = field.and_then(|field| field.help.as_ref()).map(|help| help.zh.as_str());
    let remedy = help.unwrap_or("勾选了的，要先走完为它规定的步骤。");
    let rule = if ask.first(FieldKind::Measure).is_some() { "H-58" } else { "C-26.d" };
    Err(refuse(rule, reason, told(&process.basis), remedy))
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::quarter;

    #[test]
    fn c_10_e_quarters_are_those_of_the_year() {
        let wanted = (date(2026, 10, 1), date(2026, 12, 31));
        assert_eq!(quarter(date(2026, 11, 20)), wanted);
        assert_eq!(quarter(date(2026, 10, 1)), wanted);
        assert_eq!(quarter(date(2026, 2, 28)), (date(2026, 1, 1), date(2026, 3, 31)));
    }
}
