//! Due dates are those of the law, and say how they come about.

use std::sync::LazyLock;

use policy::Law;
use proptest::prelude::*;
use vocabulary::{Date, period::add_days};

use crate::Due;

const FRIDAY: Date = Date::constant(2026, 11, 20);

fn law() -> &'static Law {
    static LAW: LazyLock<Law> = LazyLock::new(|| Law::embedded("jinan").unwrap());
    &LAW
}

#[test]
fn three_working_days_seven_if_others_help() {
    let law = law();
    let own = Due::of(law, FRIDAY, false).unwrap();
    assert_eq!(own.on, Some(Date::constant(2026, 11, 25)));
    assert_eq!(
        own.explained.zh,
        "3 个工作日，自 2026 年 11 月 20 日收到的次日起算，其间 2 天休息日不计入，最迟 2026 年 11 月 25 日答复（《山东省社会信用条例》第39条）"
    );
    assert!(
        own.explained.en.starts_with("3 working days from the day after receipt on 2026-11-20")
    );
    let others = Due::of(law, FRIDAY, true).unwrap();
    assert_eq!(
        (others.on, others.rule.as_str()),
        (Some(Date::constant(2026, 12, 1)), "objection.others")
    );
}

#[test]
fn an_unannounced_year_is_told_and_never_guessed() {
    let due = Due::of(law(), Date::constant(2026, 12, 30), false).unwrap();
    assert_eq!(due.on, None);
    assert!(due.explained.zh.contains("2027 年的放假安排尚未公布"), "{}", due.explained.zh);
}

proptest! {
    #[test]
    fn a_due_day_is_the_third_working_day_after_receipt(days in 0..700_i32) {
        let law = law();
        let from = add_days(Date::constant(2025, 1, 2), days).unwrap();
        let due = Due::of(law, from, false).unwrap();
        let Some(on) = due.on else { return Ok(()) };
        prop_assert_eq!(law.calendar().working_days_between(from, on), Ok(3));
        prop_assert_eq!(law.calendar().is_working_day(on), Ok(true));
        let later = Due::of(law, from, true).unwrap();
        prop_assert!(later.on.is_none_or(|later| later > on));
    }
}
