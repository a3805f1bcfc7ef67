//! Clocks over the holidays of 2026: pauses, extensions, alarms, steps, years that nobody announced.

use std::{collections::BTreeMap, path::Path};

use vocabulary::{Date, WorkCalendar};

use super::*;
use crate::{Law, model::process::Process};

const PROCESS: &str = r#"
title = { zh = "甲", en = "A" }
purpose = { zh = "甲", en = "A" }
group = "tasks"
effective_from = "2020-10-01"
about = "nothing"
actor = []
basis = []
field = [{ id = "due_on", title = { zh = "完成时限", en = "Due" }, kind = "date" }]
clock = [
    { id = "work", title = { zh = "甲", en = "A" }, within = { count = 3, unit = "working-day" }, alarm = { count = 2, unit = "working-day" }, extend = { times = 1, within = { count = 2, unit = "working-day" }, by = ["a"] }, step = [{ after = { count = 0, unit = "working-day" }, act = "remind", to = "a" }, { after = { count = 2, unit = "working-day" }, act = "talk", to = "a" }], basis = [] },
    { id = "days", title = { zh = "甲", en = "A" }, within = { count = 10, unit = "day" }, expires = "give-up", basis = [] },
    { id = "today", title = { zh = "甲", en = "A" }, within = { count = 0, unit = "working-day" }, basis = [] },
    { id = "fixed", title = { zh = "甲", en = "A" }, by = "due_on", alarm = { count = 3, unit = "working-day" }, basis = [] },
    { id = "whole", title = { zh = "甲", en = "A" }, within = { count = 20, unit = "working-day" }, from = "start", basis = [] },
]
state = [
    { id = "run", title = { zh = "甲", en = "A" }, said = { zh = "甲", en = "A" }, owner = "a", clocks = ["work", "days", "today", "fixed", "whole"] },
    { id = "rest", title = { zh = "甲", en = "A" }, said = { zh = "甲", en = "A" }, owner = "a", clocks = ["whole"], pauses = ["work", "days"] },
    { id = "over", title = { zh = "甲", en = "A" }, said = { zh = "甲", en = "A" }, outcome = "lapsed" },
]
move = [
    { id = "rest", title = { zh = "甲", en = "A" }, from = ["run"], to = "rest", by = ["a"] },
    { id = "run", title = { zh = "甲", en = "A" }, from = ["rest"], to = "run", by = ["a"] },
    { id = "look", title = { zh = "甲", en = "A" }, from = ["run"], to = "same", by = ["a"], times = 1 },
    { id = "give-up", title = { zh = "甲", en = "A" }, from = ["run"], to = "over" },
]
[start]
title = { zh = "甲", en = "A" }
to = "run"
"#;

fn process() -> Process {
    toml::from_str(PROCESS).unwrap()
}

fn calendar() -> WorkCalendar {
    let packs = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../policies/national/calendars");
    let year = |year: i16| {
        let text = std::fs::read_to_string(packs.join(format!("{year}.toml"))).unwrap();
        let table: toml::Table = text.parse().unwrap();
        let days = |key: &str| {
            let days = table[key].as_array().unwrap().iter();
            days.map(|day| date(&day.to_string())).collect()
        };
        let (holidays, make_up_days) = (days("holidays"), days("make_up_days"));
        vocabulary::CalendarYear { year, holidays, make_up_days }
    };
    WorkCalendar::new([year(2025), year(2026)]).unwrap()
}

fn date(text: &str) -> Date {
    text.parse().unwrap()
}

fn none(_: &str) -> Option<Date> {
    None
}

fn entered(on: &str) -> Vec<Running> {
    enter(&process(), &calendar(), &[], "run", date(on), date(on), &none)
}

fn clock<'r>(running: &'r [Running], id: &str) -> &'r Running {
    running.iter().find(|one| one.clock == id).unwrap()
}

fn due(running: &[Running], id: &str) -> Option<Date> {
    clock(running, id).due
}

#[test]
fn c_10_three_working_days_before_the_national_holiday_end_on_the_working_saturday() {
    let running = entered("2026-09-30");
    assert_eq!(due(&running, "work"), Some(date("2026-10-10")));
    let said = explain(&process(), &calendar(), clock(&running, "work"));
    assert_eq!(
        said.en,
        "3 working days from 2026-09-30 = 2026-10-10, because 2026-10-01 to 2026-10-07 are days off, \
         2026-10-10 is a working weekend day"
    );
    assert_eq!(
        said.zh,
        "自 2026-09-30 起 3 个工作日，到 2026-10-10：2026-10-01 至 2026-10-07 放假，2026-10-10 调休上班"
    );
    assert_eq!(
        alarm_on(&process(), &calendar(), clock(&running, "work")),
        Some(date("2026-10-09"))
    );
}

#[test]
fn a_pause_lengthens_working_days_by_working_days_and_days_by_days() {
    let (process, calendar) = (process(), calendar());
    let running = entered("2026-11-02");
    assert_eq!(due(&running, "work"), Some(date("2026-11-05")));
    assert_eq!(due(&running, "days"), Some(date("2026-11-12")));
    let start = date("2026-11-02");
    let resting = enter(&process, &calendar, &running, "rest", date("2026-11-03"), start, &none);
    assert_eq!(clock(&resting, "work").paused_on, Some(date("2026-11-03")));
    assert_eq!(last_day(clock(&resting, "work")), None);
    assert_eq!(resting.len(), 3, "clocks that are neither named nor paused end");
    assert_eq!(due(&resting, "whole"), due(&running, "whole"));
    // A pause over a weekend: four working days, six days.
    let again = enter(&process, &calendar, &resting, "run", date("2026-11-09"), start, &none);
    assert_eq!(due(&again, "work"), Some(date("2026-11-11")));
    assert_eq!(due(&again, "days"), Some(date("2026-11-18")));
    assert_eq!(due(&again, "whole"), due(&running, "whole"));
    assert_eq!(due(&again, "today"), Some(date("2026-11-09")), "it ended, and begins anew");
    let said = explain(&process, &calendar, clock(&again, "work"));
    assert!(said.zh.contains("2026-11-03 至 2026-11-09 暂停 4 个工作日"), "{}", said.zh);
    assert!(explain(&process, &calendar, clock(&resting, "work")).zh.contains("暂停计算"));
}

#[test]
fn a_day_clock_moves_on_from_a_day_off_and_a_same_day_clock_begins_on_a_working_day() {
    let running = entered("2026-09-21");
    assert_eq!(due(&running, "days"), Some(date("2026-10-08")));
    assert_eq!(due(&running, "today"), Some(date("2026-09-21")));
    assert_eq!(due(&entered("2026-10-01"), "today"), Some(date("2026-10-08")));
    assert_eq!(due(&entered("2026-10-10"), "today"), Some(date("2026-10-10")));
}

#[test]
fn a_year_that_is_not_announced_is_told_when_it_is() {
    let (process, calendar) = (process(), calendar());
    let running = entered("2026-12-30");
    assert_eq!(due(&running, "work"), None);
    assert_eq!(due(&running, "days"), Some(date("2027-01-09")), "it can only become later");
    assert!(explain(&process, &calendar, clock(&running, "work")).zh.contains("等节假日安排公布"));
    let holidays = vec![date("2027-01-01")];
    let next = vocabulary::CalendarYear { year: 2027, holidays, make_up_days: Vec::new() };
    let announced = WorkCalendar::new([
        vocabulary::CalendarYear { year: 2026, holidays: Vec::new(), make_up_days: Vec::new() },
        next,
    ]);
    let again = due_again(&process, &announced.unwrap(), &running, &none);
    assert_eq!(due(&again, "work"), Some(date("2027-01-05")));
    assert_eq!(due(&again, "days"), Some(date("2027-01-11")));
    assert!(steps_due(&process, &calendar, clock(&running, "work"), date("2027-02-01")).is_empty());
}

#[test]
fn an_extension_runs_from_the_end_once_and_in_time() {
    let (process, calendar) = (process(), calendar());
    let running = entered("2026-11-02");
    let longer = extend(&process, &calendar, &running, "work", date("2026-11-05")).unwrap();
    assert_eq!(due(&longer, "work"), Some(date("2026-11-09")));
    assert!(
        explain(&process, &calendar, clock(&longer, "work"))
            .en
            .contains("extended 1 × 2 working days")
    );
    let refused = |running: &[Running], clock, on| {
        extend(&process, &calendar, running, clock, date(on)).unwrap_err()
    };
    assert_eq!(refused(&longer, "work", "2026-11-06"), ClockError::TooOften { times: 1 });
    assert_eq!(
        refused(&running, "work", "2026-11-06"),
        ClockError::Over { due: date("2026-11-05") }
    );
    assert_eq!(refused(&running, "days", "2026-11-05"), ClockError::Fixed);
    assert_eq!(refused(&running, "none", "2026-11-05"), ClockError::NotRunning);
    let start = date("2026-11-02");
    let resting = enter(&process, &calendar, &running, "rest", date("2026-11-03"), start, &none);
    assert_eq!(refused(&resting, "work", "2026-11-04"), ClockError::Paused);
}

#[test]
fn c_32_steps_against_lateness_come_one_after_the_other() {
    let (process, calendar) = (process(), calendar());
    let mut running = clock(&entered("2026-11-02"), "work").clone();
    let taken = |running: &Running, on: &str| {
        steps_due(&process, &calendar, running, date(on))
            .iter()
            .map(|step| step.act)
            .collect::<Vec<_>>()
    };
    use crate::model::process::Escalation::{Remind, Talk};
    assert_eq!(taken(&running, "2026-11-05"), []);
    assert_eq!(taken(&running, "2026-11-06"), [Remind]);
    assert_eq!(taken(&running, "2026-11-09"), [Remind, Talk]);
    running.told = 1;
    assert_eq!(taken(&running, "2026-11-06"), []);
    assert_eq!(taken(&running, "2026-11-09"), [Talk]);
    running.paused_on = Some(date("2026-11-04"));
    assert_eq!(taken(&running, "2026-11-09"), []);
}

#[test]
fn a_last_day_in_a_field_is_read_at_each_entry_and_alarms_before_it() {
    let (process, calendar) = (process(), calendar());
    let on = date("2026-11-02");
    let field = |day: &'static str| move |name: &str| (name == "due_on").then(|| date(day));
    let running = enter(&process, &calendar, &[], "run", on, on, &field("2026-11-16"));
    assert_eq!(due(&running, "fixed"), Some(date("2026-11-16")));
    let fixed = clock(&running, "fixed");
    assert_eq!(alarm_on(&process, &calendar, fixed), Some(date("2026-11-11")));
    assert_eq!(explain(&process, &calendar, fixed).zh, "“完成时限”写明 2026-11-16");
    let later = enter(&process, &calendar, &running, "run", on, on, &field("2026-12-01"));
    assert_eq!(due(&later, "fixed"), Some(date("2026-12-01")));
    assert_eq!(due(&later, "work"), due(&running, "work"));
    assert_eq!(due(&entered("2026-11-02"), "fixed"), None);
}

#[test]
fn a_walk_lets_clocks_move_the_case_on_the_day_after() {
    let (process, calendar) = (process(), calendar());
    let mut walk = Walk::begin(&process, &calendar, date("2026-11-02"), BTreeMap::new());
    walk.make("look", date("2026-11-03")).unwrap();
    let again = walk.make("look", date("2026-11-03")).unwrap_err();
    assert!(matches!(again, WalkError::TooOften { .. }), "{again}");
    assert!(matches!(walk.pass(date("2026-11-01")), Err(WalkError::Earlier { .. })));
    assert!(matches!(walk.make("run", date("2026-11-04")), Err(WalkError::NotFrom { .. })));
    assert!(matches!(walk.make("fly", date("2026-11-04")), Err(WalkError::NoMove { .. })));
    walk.pass(date("2026-11-12")).unwrap();
    assert_eq!(walk.state(), "run");
    walk.pass(date("2026-11-30")).unwrap();
    assert_eq!(walk.state(), "over");
    let last = walk.made().last().unwrap();
    assert_eq!(
        (last.on, last.step, last.clock.as_deref()),
        (date("2026-11-13"), "give-up", Some("days"))
    );
}

#[test]
fn c_10_cases_end_under_the_edition_under_which_they_began() {
    let law = Law::embedded("jinan").unwrap();
    for process in law.processes_ever() {
        let edition = law.process_edition(&process.id, process.effective_from).unwrap();
        assert_eq!(edition.until, process.until);
    }
    assert!(law.process("objection", date("2026-11-21")).is_some());
    assert!(law.process("objection", date("2000-01-01")).is_none());
}

/// The clocks of cases and the deadlines of the vocabulary are two ways to the same day.
#[test]
fn c_10_clocks_with_a_pause_and_an_extension_agree_with_plain_deadlines() {
    use vocabulary::{Deadline, Period, Term, period::add_days};

    let (process, calendar) = (process(), calendar());
    let first = date("2026-01-05");
    for offset in 0..330 {
        let began = add_days(first, offset).unwrap();
        let stopped = add_days(began, offset % 5).unwrap();
        let resumed = add_days(stopped, offset % 13).unwrap();
        let running = enter(&process, &calendar, &[], "run", began, began, &none);
        let resting = enter(&process, &calendar, &running, "rest", stopped, began, &none);
        let again = enter(&process, &calendar, &resting, "run", resumed, began, &none);
        for (id, term) in [("work", Term::working_days(3)), ("days", Term::days(10))] {
            let mut plain = Deadline::new("entered", began, id, term);
            if resumed > stopped {
                let pause = Period::new(stopped.tomorrow().unwrap(), Some(resumed)).unwrap();
                plain.suspended.push(pause);
            }
            let Ok(due) = plain.due(&calendar) else { continue };
            assert_eq!(
                super::last_day(clock(&again, id)),
                due,
                "{id} from {began}, {stopped} to {resumed}"
            );
        }
        let Ok(longer) = extend(&process, &calendar, &again, "work", resumed) else { continue };
        let due = due(&again, "work").and_then(|due| calendar.add_working_days(due, 2).ok());
        assert_eq!(super::last_day(clock(&longer, "work")), due);
    }
}
