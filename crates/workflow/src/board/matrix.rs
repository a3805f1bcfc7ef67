//! Bodies by processes: open, alarmed, overdue, done.

use std::collections::BTreeMap;

use jiff::ToSpan;
use policy::model::{
    basis::Title,
    process::{Outcome, ProcessGroup},
};
use serde::Serialize;
use vocabulary::Date;

use super::ALWAYS;
use crate::{
    Cases, WorkflowError,
    case::Colour,
    queries::boards::{self, Seen},
};

/// A board.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Board {
    /// The day for which it holds.
    pub on: Date,
    /// Its columns: processes and what they are called.
    pub processes: Vec<(String, Title)>,
    /// All bodies together, by column.
    pub total: Vec<Cell>,
    /// One row a body, the worst first.
    pub rows: Vec<BoardRow>,
}

/// A body.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct BoardRow {
    /// The agency, by its id; empty where nobody has the cases.
    pub unit: String,
    /// What it is called.
    pub title: Option<Title>,
    /// Worst colour of its cells.
    pub colour: Colour,
    /// By column.
    pub cells: Vec<Cell>,
}

/// What a body has of a process.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Cell {
    /// Open cases.
    pub open: u64,
    /// Open ones that are overdue.
    pub red: u64,
    /// Open ones whose alarm went.
    pub amber: u64,
    /// Cases that ended well.
    pub done: u64,
    /// Cases that ended otherwise.
    pub otherwise: u64,
    /// Ended cases in which a day had passed.
    pub late: u64,
    /// The last day on which something of it began or ended.
    pub last_on: Option<Date>,
}

impl Cell {
    /// Its colour: red with anything overdue, amber with an alarm, green if there is anything, else grey.
    pub fn colour(&self) -> Colour {
        match (self.red, self.amber, self.open + self.done + self.otherwise) {
            (0, 0, 0) => Colour::Grey,
            (0, 0, _) => Colour::Green,
            (0, _, _) => Colour::Amber,
            _ => Colour::Red,
        }
    }

    /// Share of all cases that ended well, in per cent; none of none. Against 100 %.
    pub fn clearing(&self) -> Option<u64> {
        (self.done * 100).checked_div(self.open + self.done)
    }

    fn add(&mut self, seen: &Seen, today: Date) {
        match seen.outcome {
            None => {
                self.open += 1;
                self.red += u64::from(seen.due_on.is_some_and(|due| due < today));
                let alarmed = seen.due_on.is_none_or(|due| due >= today)
                    && seen.amber_on.is_some_and(|amber| amber <= today);
                self.amber += u64::from(alarmed);
            }
            Some(Outcome::Done) => self.done += 1,
            Some(_) => self.otherwise += 1,
        }
        self.late += u64::from(seen.late && seen.outcome.is_some());
        self.last_on = self.last_on.max(Some(seen.closed_on.unwrap_or(seen.filed_on)));
    }

    fn join(&mut self, other: &Self) {
        self.open += other.open;
        self.red += other.red;
        self.amber += other.amber;
        self.done += other.done;
        self.otherwise += other.otherwise;
        self.late += other.late;
        self.last_on = self.last_on.max(other.last_on);
    }
}

impl Cases {
    /// The board of some groups of processes: what is open, and what ended within the last year.
    pub fn board(&self, groups: &[ProcessGroup]) -> Result<Board, WorkflowError> {
        let inner = &*self.0;
        let today = inner.clock.today();
        let since = today.checked_sub(1.year()).unwrap_or(ALWAYS.0);
        let processes = inner.chosen(|process| groups.contains(&process.group));
        let mut rows: BTreeMap<String, Vec<Cell>> = BTreeMap::new();
        let blank = vec![Cell::default(); processes.len()];
        inner.db.read(|tx| {
            for (column, process) in processes.iter().enumerate() {
                boards::each(tx, &process.id, (since, ALWAYS.1), |seen| {
                    let row =
                        rows.entry(inner.body(process, &seen)).or_insert_with(|| blank.clone());
                    if let Some(cell) = row.get_mut(column) {
                        cell.add(&seen, today);
                    }
                })?;
            }
            Ok::<_, WorkflowError>(())
        })?;
        let mut total = blank;
        for (sum, column) in total.iter_mut().zip(0..) {
            rows.values().filter_map(|row| row.get(column)).for_each(|cell| sum.join(cell));
        }
        let row = |(unit, cells): (String, Vec<Cell>)| BoardRow {
            title: inner.law.agency(&unit).map(|agency| agency.title.clone()),
            colour: cells.iter().map(Cell::colour).min().unwrap_or(Colour::Grey),
            unit,
            cells,
        };
        let mut rows: Vec<BoardRow> = rows.into_iter().map(row).collect();
        rows.sort_by_key(|row| {
            let red = row.cells.iter().map(|cell| cell.red).sum::<u64>();
            (row.colour, std::cmp::Reverse(red))
        });
        let named = processes.iter().map(|one| (one.id.clone(), one.title.clone()));
        Ok(Board { on: today, processes: named.collect(), total, rows })
    }
}
