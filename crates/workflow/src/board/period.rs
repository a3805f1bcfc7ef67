//! What joint action came to in a span of days: the cases of a month (月度归集), the units of a quarter (季度通报).

use std::collections::BTreeMap;

use policy::model::{
    basis::Title,
    process::{Outcome, Process, ProcessGroup},
};
use serde::Serialize;
use vocabulary::Date;

use crate::{
    Cases, WorkflowError,
    queries::boards::{self, Seen},
};

/// A task of joint action in a month.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct CollectedLine {
    /// Number of the case.
    pub number: String,
    /// What its process is called.
    pub process: Title,
    /// The unit, by its id.
    pub unit: String,
    /// What the unit is called.
    pub unit_title: Option<Title>,
    /// What the catalog item of the record is called.
    pub item: Option<Title>,
    /// What the measure is called.
    pub measure: Option<Title>,
    /// What its state is called.
    pub state: Title,
    /// The day it began.
    pub filed_on: Date,
    /// The day it ended.
    pub closed_on: Option<Date>,
    /// How it ended.
    pub outcome: Option<Outcome>,
    /// Whether a day passed.
    pub late: bool,
}

/// What a unit did in a quarter.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct NoticeLine {
    /// The unit, by its id.
    pub unit: String,
    /// What it is called.
    pub title: Option<Title>,
    /// Cases it was given.
    pub given: u64,
    /// Cases it ended with a result.
    pub done: u64,
    /// Cases it ended with a reason why not.
    pub declined: u64,
    /// Of those that ended, in time.
    pub in_time: u64,
    /// Still open at the end of the span.
    pub open: u64,
    /// Of these overdue.
    pub overdue: u64,
}

impl NoticeLine {
    /// Share of ended cases that were in time, in per cent; none of none.
    pub fn timely(&self) -> Option<u64> {
        (self.in_time * 100).checked_div(self.done + self.declined)
    }
}

impl Cases {
    /// Tasks of joint action that began or ended within a span of days.
    pub fn collected(
        &self,
        (from, until): (Date, Date),
    ) -> Result<Vec<CollectedLine>, WorkflowError> {
        let inner = &*self.0;
        let mut lines = Vec::new();
        inner.db.read(|tx| {
            for process in inner.tasks() {
                boards::each(tx, &process.id, (from, until), |seen| {
                    let within = |day: Date| from <= day && day <= until;
                    if within(seen.filed_on) || seen.closed_on.is_some_and(within) {
                        lines.push(self.line(process, &seen));
                    }
                })?;
            }
            Ok::<_, WorkflowError>(())
        })?;
        lines.sort_by(|one, other| {
            (one.filed_on, &one.number).cmp(&(other.filed_on, &other.number))
        });
        Ok(lines)
    }

    fn line(&self, process: &Process, seen: &Seen) -> CollectedLine {
        let inner = &*self.0;
        let unit = inner.body(process, seen);
        let item = inner.law.item(&seen.item, seen.filed_on);
        let measure = seen.plain("measure").and_then(|id| inner.law.measure(id, seen.filed_on));
        let unknown = || Title { zh: seen.state.clone(), en: seen.state.clone() };
        CollectedLine {
            number: seen.number.clone(),
            process: process.title.clone(),
            unit_title: inner.law.agency(&unit).map(|agency| agency.title.clone()),
            unit,
            item: item.map(|item| item.title.clone()),
            measure: measure.map(|measure| measure.title.clone()),
            state: process.state(&seen.state).map_or_else(unknown, |state| state.title.clone()),
            filed_on: seen.filed_on,
            closed_on: seen.closed_on,
            outcome: seen.outcome,
            late: seen.late,
        }
    }

    /// What each unit did of lists and joint action in a span of days, the slowest first.
    pub fn quarterly(&self, (from, until): (Date, Date)) -> Result<Vec<NoticeLine>, WorkflowError> {
        let inner = &*self.0;
        let last = until.min(inner.clock.today());
        let groups = [ProcessGroup::Lists, ProcessGroup::JointAction];
        let mut units: BTreeMap<String, NoticeLine> = BTreeMap::new();
        inner.db.read(|tx| {
            for process in inner.chosen(|process| groups.contains(&process.group)) {
                boards::each(tx, &process.id, (from, until), |seen| {
                    let line = units.entry(inner.body(process, &seen)).or_default();
                    count(line, &seen, (from, last));
                })?;
            }
            Ok::<_, WorkflowError>(())
        })?;
        let named = |(unit, line): (String, NoticeLine)| NoticeLine {
            title: inner.law.agency(&unit).map(|agency| agency.title.clone()),
            unit,
            ..line
        };
        let mut lines: Vec<NoticeLine> = units.into_iter().map(named).collect();
        lines.sort_by_key(|line| (line.timely().unwrap_or(100), std::cmp::Reverse(line.overdue)));
        Ok(lines)
    }
}

/// Counts a case that was open on or after the first day of a span.
fn count(line: &mut NoticeLine, seen: &Seen, (from, last): (Date, Date)) {
    line.given += u64::from(seen.filed_on >= from);
    match (seen.closed_on, seen.outcome) {
        (Some(closed), Some(outcome)) if closed <= last => {
            if outcome == Outcome::Done {
                line.done += 1;
            } else {
                line.declined += 1;
            }
            line.in_time += u64::from(!seen.late);
        }
        _ => {
            line.open += 1;
            line.overdue += u64::from(seen.due_on.is_some_and(|due| due < last));
        }
    }
}
