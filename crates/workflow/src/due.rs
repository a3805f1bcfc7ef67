//! By when an objection is answered, and how that day comes about.

use policy::{
    Law,
    model::{
        basis::{Length, LengthUnit, Title},
        deadline::DeadlineRule,
    },
};
use serde::Serialize;
use vocabulary::{CalendarError, Date, Deadline, Term, TermUnit, WorkCalendar};

use crate::WorkflowError;

/// The deadline of what the credit office can verify itself.
pub(crate) const OWN: &str = "objection.own";
/// The deadline where other units must help.
pub(crate) const OTHERS: &str = "objection.others";

/// A due day and its reasons.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Due {
    /// The deadline of the law: `objection.own`.
    pub rule: String,
    /// The day from which it counts; that day does not count itself.
    pub from: Date,
    /// The last day; none if the working days of that time are not announced yet.
    pub on: Option<Date>,
    /// The whole calculation in words.
    pub explained: Title,
}

impl Due {
    /// When an objection received on a day must be answered: `involved` if other units must help.
    pub fn of(law: &Law, filed_on: Date, involved: bool) -> Result<Self, WorkflowError> {
        let id = if involved { OTHERS } else { OWN };
        let missing = || WorkflowError::NoDeadline { id };
        let rule = law.deadline(id, filed_on).ok_or_else(missing)?;
        let term = term(rule.within);
        let due = Deadline::new("objection.filed", filed_on, id, term).due(law.calendar());
        let (on, explained) = match due {
            Ok(on) => (on, told(rule, filed_on, on, law.calendar())),
            Err(error) => (None, untold(rule, filed_on, error)),
        };
        Ok(Self { rule: id.to_owned(), from: filed_on, on, explained })
    }
}

fn term(length: Length) -> Term {
    let unit = match length.unit {
        LengthUnit::WorkingDay => TermUnit::WorkingDays,
        LengthUnit::Day => TermUnit::Days,
        LengthUnit::Month => TermUnit::Months,
        LengthUnit::Year => TermUnit::Years,
    };
    Term { count: length.count.into(), unit }
}

/// `3 个工作日，自 2026 年 11 月 20 日收到之次日起算，…`
fn told(rule: &DeadlineRule, from: Date, on: Option<Date>, calendar: &WorkCalendar) -> Title {
    let Some(on) = on else { return untold_plainly(rule, from) };
    let skipped = days_off(from, on, calendar);
    let (left_out, left_out_en) = match skipped {
        0 => (String::new(), String::new()),
        days => (
            format!("，其间 {days} 天休息日不计入"),
            format!("; {days} days off in between are not counted"),
        ),
    };
    Title {
        zh: format!(
            "{}，自 {}收到的次日起算{left_out}，最迟 {}答复（{}）",
            rule.within.in_words(),
            day_zh(from),
            day_zh(on),
            cited(rule),
        ),
        en: format!(
            "{} from the day after receipt on {from}{left_out_en}: answered by {on} ({})",
            length_en(rule.within),
            cited(rule),
        ),
    }
}

/// Why no day can be told: the holidays of a year are not announced (never guessed).
fn untold(rule: &DeadlineRule, from: Date, error: CalendarError) -> Title {
    let CalendarError::YearNotAnnounced { year } = error else { return untold_plainly(rule, from) };
    Title {
        zh: format!(
            "{}，自 {}收到的次日起算；{year} 年的放假安排尚未公布，公布后即可查到最迟答复日（{}）",
            rule.within.in_words(),
            day_zh(from),
            cited(rule),
        ),
        en: format!(
            "{} from the day after receipt on {from}; the holidays of {year} are not announced \
             yet, the last day will be told as soon as they are ({})",
            length_en(rule.within),
            cited(rule),
        ),
    }
}

fn untold_plainly(rule: &DeadlineRule, from: Date) -> Title {
    Title {
        zh: format!(
            "{}，自 {}收到的次日起算（{}）",
            rule.within.in_words(),
            day_zh(from),
            cited(rule)
        ),
        en: format!(
            "{} from the day after receipt on {from} ({})",
            length_en(rule.within),
            cited(rule)
        ),
    }
}

/// Days after `from` up to `on` on which nobody works.
fn days_off(from: Date, on: Date, calendar: &WorkCalendar) -> i64 {
    let all = from.until(on).map_or(0, |span| i64::from(span.get_days()));
    all - calendar.working_days_between(from, on).unwrap_or(all)
}

fn day_zh(day: Date) -> String {
    format!("{} 年 {} 月 {} 日", day.year(), day.month(), day.day())
}

fn length_en(length: Length) -> String {
    let unit = match length.unit {
        LengthUnit::WorkingDay => "working day",
        LengthUnit::Day => "day",
        LengthUnit::Month => "month",
        LengthUnit::Year => "year",
    };
    let plural = if length.count == 1 { "" } else { "s" };
    format!("{} {unit}{plural}", length.count)
}

fn cited(rule: &DeadlineRule) -> String {
    let cite = |basis: &policy::model::basis::Basis| {
        format!("《{}》{}", basis.document, basis.article.as_deref().unwrap_or_default())
    };
    rule.basis.first().map(cite).unwrap_or_default()
}
