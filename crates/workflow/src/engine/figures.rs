//! What is counted of cases: how many, how they ended, how long they took, what is overdue.

use std::collections::BTreeMap;

use vocabulary::Date;

use crate::{
    Cases, WorkflowError,
    case::{FigureFilter, ProcessFigures},
    queries::cases::{self, NEVER},
};

/// The first day there is.
const FIRST: Date = Date::constant(1, 1, 1);

/// What is added up of one process and unit.
#[derive(Default)]
struct Sum {
    opened: u64,
    closed: BTreeMap<policy::model::process::Outcome, u64>,
    open: u64,
    overdue: u64,
    late: u64,
    days: BTreeMap<i64, u64>,
}

impl Cases {
    /// What is counted of processes and units.
    pub fn figures(&self, filter: &FigureFilter) -> Result<Vec<ProcessFigures>, WorkflowError> {
        let today = self.0.clock.today();
        let span = (filter.from.unwrap_or(FIRST), filter.until.unwrap_or(NEVER));
        let process = filter.process.as_deref().unwrap_or_default();
        let calendar = self.0.law.calendar();
        let mut sums: BTreeMap<(String, String), Sum> = BTreeMap::new();
        self.0.db.read(|tx| {
            cases::each_counted(tx, process, span, |one| {
                let sum = sums.entry((one.process, one.unit)).or_default();
                sum.opened += 1;
                sum.late += u64::from(one.late);
                match (one.outcome, one.closed_on) {
                    (Some(outcome), Some(closed)) => {
                        *sum.closed.entry(outcome).or_default() += 1;
                        if let Ok(days) = calendar.working_days_between(one.filed_on, closed) {
                            *sum.days.entry(days).or_default() += 1;
                        }
                    }
                    _ => {
                        sum.open += 1;
                        let overdue = one.due_on.is_some_and(|due| due < today);
                        sum.overdue += u64::from(overdue);
                    }
                }
            })
        })?;
        Ok(sums.into_iter().filter_map(|(key, sum)| self.told(key, sum)).collect())
    }

    fn told(&self, (process, unit): (String, String), sum: Sum) -> Option<ProcessFigures> {
        let newest = self.0.law.processes_ever().filter(|one| one.id == process).last()?;
        let title = newest.title.clone();
        let all: u64 = sum.days.values().sum();
        let mut seen = 0;
        let median = sum.days.iter().find(|(_, count)| {
            seen += **count;
            seen * 2 >= all
        });
        Some(ProcessFigures {
            title,
            unit_title: self.0.law.agency(&unit).map(|agency| agency.title.clone()),
            median_days: median.map(|(days, _)| *days),
            longest_days: sum.days.keys().next_back().copied(),
            opened: sum.opened,
            closed: sum.closed,
            open: sum.open,
            overdue: sum.overdue,
            late: sum.late,
            process,
            unit,
        })
    }
}
