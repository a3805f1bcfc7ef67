//! A case without a case: states and clocks as moves are made on days, and clocks make their own.

use std::collections::BTreeMap;

use vocabulary::{Date, WorkCalendar};

use super::clock::{ClockError, Running, enter, expires, extend, last_day};
use crate::model::process::Process;

/// How often clocks may move a case in a row before it counts as going round in a circle.
const CIRCLE: usize = 64;

/// A run of a process: where it stands, which clocks run, how it came there.
#[derive(Clone, Debug)]
pub struct Walk<'a> {
    process: &'a Process,
    calendar: &'a WorkCalendar,
    started: Date,
    today: Date,
    state: &'a str,
    running: Vec<Running>,
    days: BTreeMap<String, Date>,
    made: Vec<Made<'a>>,
}

/// One move of a run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Made<'a> {
    /// When.
    pub on: Date,
    /// The move; `start` for the first.
    pub step: &'a str,
    /// Where it led.
    pub to: &'a str,
    /// The clock that made it by running out.
    pub clock: Option<String>,
}

/// Why a run does not go on.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum WalkError {
    /// Days do not go back.
    #[error("{on} 早于上一步的 {today}")]
    Earlier {
        /// The day asked for.
        on: Date,
        /// The day of the step before.
        today: Date,
    },
    /// There is no such move.
    #[error("没有名为 {step} 的动作")]
    NoMove {
        /// The move.
        step: String,
    },
    /// The move does not lead out of this state.
    #[error("{on} 在“{state}”，不能 {step}")]
    NotFrom {
        /// The day.
        on: Date,
        /// The state.
        state: String,
        /// The move.
        step: String,
    },
    /// The move was made as often as it may be.
    #[error("{step} 最多 {times} 次")]
    TooOften {
        /// The move.
        step: String,
        /// How often it may be made.
        times: u8,
    },
    /// A clock is not extended.
    #[error(transparent)]
    Clock(#[from] ClockError),
    /// Clocks move the case round and round.
    #[error("期限届满的动作首尾相接，绕成了圈")]
    Circle,
}

impl<'a> Walk<'a> {
    /// Begins a case on a day, with these days in its fields.
    pub fn begin(
        process: &'a Process,
        calendar: &'a WorkCalendar,
        on: Date,
        days: BTreeMap<String, Date>,
    ) -> Self {
        let state = process.start.to.as_str();
        let mut walk = Self {
            process,
            calendar,
            started: on,
            today: on,
            state,
            running: Vec::new(),
            days,
            made: vec![Made { on, step: "start", to: state, clock: None }],
        };
        walk.arrive();
        walk
    }

    /// The state it is in.
    pub fn state(&self) -> &'a str {
        self.state
    }

    /// The clocks that run or stand still.
    pub fn running(&self) -> &[Running] {
        &self.running
    }

    /// The day it has come to.
    pub fn today(&self) -> Date {
        self.today
    }

    /// What was done so far.
    pub fn made(&self) -> &[Made<'a>] {
        &self.made
    }

    /// Puts a day into a field.
    pub fn fill(&mut self, field: &str, day: Date) {
        self.days.insert(field.to_owned(), day);
    }

    /// Puts days into fields.
    pub fn fill_all(&mut self, days: BTreeMap<String, Date>) {
        self.days.extend(days);
    }

    /// Lets the clocks run until a day: each that runs out and moves the case does so on the day after.
    pub fn pass(&mut self, on: Date) -> Result<(), WalkError> {
        if on < self.today {
            return Err(WalkError::Earlier { on, today: self.today });
        }
        for _ in 0..CIRCLE {
            let Some((due, step, clock)) = self.next_expiry(on) else {
                self.today = on;
                return Ok(());
            };
            self.today = due.tomorrow().unwrap_or(due).max(self.today);
            self.go(&step, Some(clock))?;
        }
        Err(WalkError::Circle)
    }

    /// Makes a move on a day.
    pub fn make(&mut self, step: &str, on: Date) -> Result<(), WalkError> {
        self.pass(on)?;
        self.go(step, None)
    }

    /// Lets one clock run out on a day, before any other does.
    pub fn expire(&mut self, step: &str, clock: &str, on: Date) -> Result<(), WalkError> {
        if on < self.today {
            return Err(WalkError::Earlier { on, today: self.today });
        }
        self.today = on;
        self.go(step, Some(clock.to_owned()))
    }

    /// Extends a clock on a day.
    pub fn extend(&mut self, clock: &str, on: Date) -> Result<(), WalkError> {
        self.pass(on)?;
        self.running = extend(self.process, self.calendar, &self.running, clock, on)?;
        Ok(())
    }

    /// The first last day before `on` with a move of its own.
    fn next_expiry(&self, on: Date) -> Option<(Date, String, String)> {
        let of = |running: &Running| {
            let step = expires(self.process, running, on)?;
            Some((last_day(running)?, step.to_owned(), running.clock.clone()))
        };
        self.running.iter().filter_map(of).min_by_key(|(due, ..)| *due)
    }

    fn go(&mut self, id: &str, clock: Option<String>) -> Result<(), WalkError> {
        let step = id.to_owned();
        let Some(rule) = self.process.step(id) else { return Err(WalkError::NoMove { step }) };
        if !rule.from.iter().any(|from| from == self.state) {
            let state = self.state.to_owned();
            return Err(WalkError::NotFrom { on: self.today, state, step });
        }
        let before = self.made.iter().filter(|made| made.step == id).count();
        if let Some(times) = rule.times.filter(|times| before >= usize::from(*times)) {
            return Err(WalkError::TooOften { step, times });
        }
        let to = if rule.to == "same" { self.state } else { rule.to.as_str() };
        self.made.push(Made { on: self.today, step: &rule.id, to, clock });
        if rule.to != "same" {
            self.state = to;
            self.arrive();
        }
        Ok(())
    }

    fn arrive(&mut self) {
        let field = |name: &str| self.days.get(name).copied();
        let Self { process, calendar, state, today, started, .. } = self;
        self.running = enter(process, calendar, &self.running, state, *today, *started, &field);
    }
}
