//! When a clock runs out: from its start, its pauses and its extensions, always worked out anew.

use serde::{Deserialize, Serialize};
use vocabulary::{
    Date, WorkCalendar,
    period::{add_days, add_months, add_years},
};

use crate::model::{
    basis::{Length, LengthUnit},
    process::{Clock, Counted, Process, Step},
};

/// A clock of a case that runs or stands still.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Running {
    /// The clock of the process.
    pub clock: String,
    /// The day from which it counts; that day does not count itself.
    pub from: Date,
    /// Its last day; none while the year is not announced, or the field that says it is empty.
    pub due: Option<Date>,
    /// Since when it stands still.
    pub paused_on: Option<Date>,
    /// For how long it stood still before.
    #[serde(default)]
    pub pauses: Vec<Pause>,
    /// How often it was extended.
    pub extended: u8,
    /// How many steps against lateness were taken.
    pub told: u8,
    /// Whether its alarm has gone.
    pub alarmed: bool,
}

/// A while in which a clock stood still: the days after the first, up to and including the last.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pause {
    /// The day on which it stopped.
    pub from: Date,
    /// The day on which it went on.
    pub until: Date,
}

/// Why a clock cannot be extended.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ClockError {
    /// No such clock runs.
    #[error("这个期限没有在走，不能延长。")]
    NotRunning,
    /// It stands still.
    #[error("这个期限正暂停计算，恢复后才能延长。")]
    Paused,
    /// The law knows no extension.
    #[error("规定没有允许延长这个期限。")]
    Fixed,
    /// It was extended as often as it may be.
    #[error("这个期限最多延长 {times} 次，已经用完。")]
    TooOften {
        /// How often it may be.
        times: u8,
    },
    /// Its last day is over.
    #[error("期限已于 {due} 届满，届满之后不能再延长。")]
    Over {
        /// The last day.
        due: Date,
    },
}

/// The clocks after a case that has `before` enters a state: those that the state names start, go on or
/// go on again, those that it pauses stand still, all others end. `started` is the day on which the case
/// began; `field` gives the day in a field.
pub fn enter(
    process: &Process,
    calendar: &WorkCalendar,
    before: &[Running],
    state: &str,
    today: Date,
    started: Date,
    field: &dyn Fn(&str) -> Option<Date>,
) -> Vec<Running> {
    let Some(state) = process.state(state) else { return Vec::new() };
    let of = |id: &str| before.iter().find(|running| running.clock == id);
    let named = state.clocks.iter().filter_map(|id| process.clock(id));
    let mut after: Vec<Running> = named
        .map(|clock| match of(&clock.id) {
            Some(running) => go_on(clock, calendar, running, today, field),
            None => begin(clock, calendar, today, started, field),
        })
        .collect();
    let stopped = state.pauses.iter().filter(|id| !state.clocks.contains(id));
    after.extend(stopped.filter_map(|id| of(id)).map(|running| {
        let paused_on = running.paused_on.or(Some(today));
        Running { paused_on, ..running.clone() }
    }));
    after
}

fn begin(
    clock: &Clock,
    calendar: &WorkCalendar,
    today: Date,
    started: Date,
    field: &dyn Fn(&str) -> Option<Date>,
) -> Running {
    let from = match &clock.from {
        Counted::Entry => Some(today),
        Counted::Start => Some(started),
        Counted::Field(name) => field(name),
    };
    let mut running = Running {
        clock: clock.id.clone(),
        from: from.unwrap_or(today),
        due: None,
        paused_on: None,
        pauses: Vec::new(),
        extended: 0,
        told: 0,
        alarmed: false,
    };
    running.due = from.and_then(|_| ends(clock, calendar, &running, field));
    running
}

/// A clock that ran or stood still before, and runs now. One that hangs on a field looks at it again.
fn go_on(
    clock: &Clock,
    calendar: &WorkCalendar,
    running: &Running,
    today: Date,
    field: &dyn Fn(&str) -> Option<Date>,
) -> Running {
    let mut next = running.clone();
    if let Some(from) = next.paused_on.take() {
        next.pauses.push(Pause { from, until: today });
    } else if !hangs_on_field(clock) {
        return next;
    }
    put_off(clock, calendar, &mut next, field);
    next
}

fn hangs_on_field(clock: &Clock) -> bool {
    clock.by.is_some() || matches!(clock.from, Counted::Field(_))
}

/// Works the last day out anew. If it is later than before, its alarm and steps begin again.
fn put_off(
    clock: &Clock,
    calendar: &WorkCalendar,
    running: &mut Running,
    field: &dyn Fn(&str) -> Option<Date>,
) {
    let before = running.due;
    if let Counted::Field(name) = &clock.from {
        match field(name) {
            Some(from) => running.from = from,
            None => {
                running.due = None;
                return;
            }
        }
    }
    running.due = ends(clock, calendar, running, field);
    if before.is_some() && running.due > before {
        (running.told, running.alarmed) = (0, false);
    }
}

/// The clocks with one of them extended.
pub fn extend(
    process: &Process,
    calendar: &WorkCalendar,
    running: &[Running],
    clock: &str,
    today: Date,
) -> Result<Vec<Running>, ClockError> {
    let rule = process.clock(clock).ok_or(ClockError::NotRunning)?;
    let mut after = running.to_vec();
    let one = after.iter_mut().find(|one| one.clock == clock).ok_or(ClockError::NotRunning)?;
    let extension = rule.extend.as_ref().ok_or(ClockError::Fixed)?;
    if one.paused_on.is_some() {
        return Err(ClockError::Paused);
    }
    if one.extended >= extension.times {
        return Err(ClockError::TooOften { times: extension.times });
    }
    if let Some(due) = one.due.filter(|due| *due < today) {
        return Err(ClockError::Over { due });
    }
    one.extended += 1;
    one.due = one.due.and_then(|due| after_length(calendar, due, extension.within));
    (one.told, one.alarmed) = (0, false);
    Ok(after)
}

/// The clocks with those worked out anew whose last day was not known, because a year was not announced
/// then or a field was empty. Those counted in days may move on from a day off.
pub fn due_again(
    process: &Process,
    calendar: &WorkCalendar,
    running: &[Running],
    field: &dyn Fn(&str) -> Option<Date>,
) -> Vec<Running> {
    let again = |one: &Running| {
        let mut next = one.clone();
        let rule = process.clock(&one.clock).filter(|_| one.paused_on.is_none());
        let unknown = |rule: &&Clock| one.due.is_none() || rule.within.is_some_and(is_natural);
        if let Some(rule) = rule.filter(unknown) {
            put_off(rule, calendar, &mut next, field);
        }
        next
    };
    running.iter().map(again).collect()
}

/// The last day of a clock that does not stand still.
pub fn last_day(running: &Running) -> Option<Date> {
    running.due.filter(|_| running.paused_on.is_none())
}

/// The day on which the alarm of a clock goes: when as much of it is over as the law says; with a last
/// day from a field, that long before it.
pub fn alarm_on(process: &Process, calendar: &WorkCalendar, running: &Running) -> Option<Date> {
    let clock = process.clock(&running.clock)?;
    let alarm = clock.alarm?;
    let due = last_day(running)?;
    if clock.by.is_some() {
        return before_length(calendar, due, alarm);
    }
    counted(clock, calendar, running, alarm)
}

/// The steps against lateness that are to be taken and were not taken yet.
pub fn steps_due<'p>(
    process: &'p Process,
    calendar: &WorkCalendar,
    running: &Running,
    today: Date,
) -> Vec<&'p Step> {
    let Some(clock) = process.clock(&running.clock) else { return Vec::new() };
    let Some(due) = last_day(running).filter(|due| *due < today) else { return Vec::new() };
    let not_taken = clock.step.iter().skip(usize::from(running.told));
    let to_take = |step: &&Step| step_day(calendar, due, step).is_some_and(|day| day <= today);
    not_taken.take_while(to_take).collect()
}

/// The day on which the next step against lateness is to be taken.
pub fn step_on(process: &Process, calendar: &WorkCalendar, running: &Running) -> Option<Date> {
    let step = process.clock(&running.clock)?.step.get(usize::from(running.told))?;
    step_day(calendar, last_day(running)?, step)
}

/// So long after the last day, and never on it.
fn step_day(calendar: &WorkCalendar, due: Date, step: &Step) -> Option<Date> {
    Some(after_length(calendar, due, step.after)?.max(due.tomorrow().ok()?))
}

/// The move that a clock makes by itself, once its last day has passed.
pub fn expires<'p>(process: &'p Process, running: &Running, today: Date) -> Option<&'p str> {
    let clock = process.clock(&running.clock)?;
    last_day(running).filter(|due| *due < today)?;
    clock.expires.as_deref()
}

/// The last day of a clock, whether or not it stands still.
fn ends(
    clock: &Clock,
    calendar: &WorkCalendar,
    running: &Running,
    field: &dyn Fn(&str) -> Option<Date>,
) -> Option<Date> {
    match (&clock.by, clock.within) {
        (Some(by), _) => extended(clock, calendar, running, field(by)?),
        (None, Some(within)) => counted(clock, calendar, running, within),
        (None, None) => None,
    }
}

/// A length from the start of a clock, longer by its pauses and extensions.
fn counted(
    clock: &Clock,
    calendar: &WorkCalendar,
    running: &Running,
    length: Length,
) -> Option<Date> {
    let mut end = unrolled(calendar, running.from, length)?;
    for pause in running.pauses.iter().filter(|pause| pause.until > running.from) {
        let from = pause.from.max(running.from);
        if from >= end {
            break;
        }
        end = if is_natural(length) {
            add_days(end, from.until(pause.until).ok()?.get_days())?
        } else {
            let days = calendar.working_days_between(from, pause.until).ok()?;
            calendar.add_working_days(end, u32::try_from(days).ok()?).ok()?
        };
    }
    extended(clock, calendar, running, rolled(calendar, end, length))
}

fn extended(clock: &Clock, calendar: &WorkCalendar, running: &Running, end: Date) -> Option<Date> {
    let length = clock.extend.as_ref().map(|extension| extension.within);
    let lengths = length.into_iter().cycle().take(usize::from(running.extended));
    lengths.into_iter().try_fold(end, |end, length| after_length(calendar, end, length))
}

pub(super) fn is_natural(length: Length) -> bool {
    length.unit != LengthUnit::WorkingDay
}

/// The last day of a length from a day.
pub fn after_length(calendar: &WorkCalendar, from: Date, length: Length) -> Option<Date> {
    Some(rolled(calendar, unrolled(calendar, from, length)?, length))
}

fn unrolled(calendar: &WorkCalendar, from: Date, length: Length) -> Option<Date> {
    let count = i32::from(length.count);
    match length.unit {
        LengthUnit::WorkingDay if count == 0 => calendar.working_day_from(from).ok(),
        LengthUnit::WorkingDay => calendar.add_working_days(from, u32::from(length.count)).ok(),
        LengthUnit::Day => add_days(from, count),
        LengthUnit::Month => add_months(from, count),
        LengthUnit::Year => add_years(from, count),
    }
}

/// A last day counted in days, months or years moves on from a day off (Civil Code art. 203); in a year
/// that is not announced it stays, because it can only become later.
fn rolled(calendar: &WorkCalendar, end: Date, length: Length) -> Date {
    if is_natural(length) { calendar.working_day_from(end).unwrap_or(end) } else { end }
}

/// A length back from a last day.
fn before_length(calendar: &WorkCalendar, due: Date, length: Length) -> Option<Date> {
    let count = i32::from(length.count);
    match length.unit {
        LengthUnit::Day => add_days(due, -count),
        LengthUnit::Month => add_months(due, -count),
        LengthUnit::Year => add_years(due, -count),
        LengthUnit::WorkingDay => {
            let (mut day, mut left) = (due, count);
            while left > 0 {
                day = day.yesterday().ok()?;
                left -= i32::from(calendar.is_working_day(day).ok()?);
            }
            Some(day)
        }
    }
}
