//! Why a last day is that day, in words: what was counted, what was skipped, what was added.

use jiff::civil::Weekday;
use vocabulary::{Date, WorkCalendar};

use super::clock::{Running, is_natural};
use crate::model::{
    basis::{Length, LengthUnit, Title},
    process::{Clock, Process},
};

/// Where the last day of a clock comes from: `3 working days from 2026-09-30 = 2026-10-10, because …`.
pub fn explain(process: &Process, calendar: &WorkCalendar, running: &Running) -> Title {
    let Some(clock) = process.clock(&running.clock) else { return both("", "") };
    let sum = sum(process, clock, running);
    let mut because = Vec::new();
    if clock.by.is_none() {
        if let Some(due) = running.due {
            because.extend(days_off(calendar, running.from, due));
        }
        because.extend(pauses(clock, calendar, running));
    }
    if let Some(extension) = clock.extend.as_ref().filter(|_| running.extended > 0) {
        let Title { zh, en } = words(extension.within);
        let times = running.extended;
        because.push(both(
            &format!("延长 {times} 次，每次 {zh}"),
            &format!("extended {times} × {en}"),
        ));
    }
    if let Some(since) = running.paused_on {
        let zh = format!("{sum}，自 {since} 起暂停计算", sum = sum.zh);
        return both(&zh, &format!("{}, standing still since {since}", sum.en));
    }
    if because.is_empty() {
        return sum;
    }
    let join = |of: fn(&Title) -> &str, by| because.iter().map(of).collect::<Vec<_>>().join(by);
    let zh = format!("{}：{}", sum.zh, join(|one| &one.zh, "，"));
    both(&zh, &format!("{}, because {}", sum.en, join(|one| &one.en, ", ")))
}

fn both(zh: &str, en: &str) -> Title {
    Title { zh: zh.to_owned(), en: en.to_owned() }
}

/// What was counted and what came out.
fn sum(process: &Process, clock: &Clock, running: &Running) -> Title {
    let Running { from, due, .. } = running;
    if let Some(by) = &clock.by {
        let title = process.field(by).map(|field| &field.title);
        let name = title.cloned().unwrap_or_else(|| both(by, by));
        return match due {
            Some(due) => {
                both(&format!("“{}”写明 {due}", name.zh), &format!("“{}” says {due}", name.en))
            }
            None => both(
                &format!("“{}”还没有填写", name.zh),
                &format!("“{}” is not filled in yet", name.en),
            ),
        };
    }
    let within = clock.within.unwrap_or(Length { count: 0, unit: LengthUnit::Day });
    let length = words(within);
    match due {
        Some(due) if within.count == 0 => {
            both(&format!("{from} 当日，即 {due}"), &format!("the same day as {from} = {due}"))
        }
        Some(due) => both(
            &format!("自 {from} 起 {}，到 {due}", length.zh),
            &format!("{} from {from} = {due}", length.en),
        ),
        None => both(
            &format!("自 {from} 起 {}，到期日要等节假日安排公布", length.zh),
            &format!("{} from {from}; the year's holidays are not announced yet", length.en),
        ),
    }
}

/// A length in both languages.
pub(super) fn words(length: Length) -> Title {
    let unit = match length.unit {
        LengthUnit::WorkingDay => "working day",
        LengthUnit::Day => "day",
        LengthUnit::Month => "month",
        LengthUnit::Year => "year",
    };
    let more = if length.count == 1 { "" } else { "s" };
    both(&length.in_words(), &format!("{} {unit}{more}", length.count))
}

fn pauses(clock: &Clock, calendar: &WorkCalendar, running: &Running) -> Vec<Title> {
    let natural = clock.within.is_some_and(is_natural);
    let later = running.pauses.iter().filter(|pause| pause.until > running.from);
    later
        .filter_map(|pause| {
            let from = pause.from.max(running.from);
            let until = pause.until;
            let count = if natural {
                i64::from(from.until(until).ok()?.get_days())
            } else {
                calendar.working_days_between(from, until).ok()?
            };
            let unit = if natural { LengthUnit::Day } else { LengthUnit::WorkingDay };
            let length = words(Length { count: u16::try_from(count).ok()?, unit });
            Some(both(
                &format!("{from} 至 {until} 暂停 {}", length.zh),
                &format!("it stood still for {} ({from} to {until})", length.en),
            ))
        })
        .collect()
}

/// The holidays and the working weekends after a day, up to another. Plain weekends go without saying.
fn days_off(calendar: &WorkCalendar, from: Date, due: Date) -> Vec<Title> {
    let mut found = Vec::new();
    let mut off: Option<(Date, Date, bool)> = None;
    let mut day = from;
    while day < due {
        let Ok(next) = day.tomorrow() else { break };
        day = next;
        let Ok(works) = calendar.is_working_day(day) else { break };
        let weekend = matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday);
        if !works {
            let (first, _, holiday) = off.unwrap_or((day, day, false));
            off = Some((first, day, holiday || !weekend));
            continue;
        }
        found.extend(off.take().and_then(holiday));
        if weekend {
            found
                .push(both(&format!("{day} 调休上班"), &format!("{day} is a working weekend day")));
        }
    }
    found.extend(off.and_then(holiday));
    found
}

fn holiday((first, last, holiday): (Date, Date, bool)) -> Option<Title> {
    if !holiday {
        return None;
    }
    Some(if first == last {
        both(&format!("{first} 放假"), &format!("{first} is a holiday"))
    } else {
        both(&format!("{first} 至 {last} 放假"), &format!("{first} to {last} are days off"))
    })
}
