//! The queue of the desk, and one case with everything that was said.

use std::collections::BTreeMap;

use crate::{
    CaseLine, CaseView, Due, Objections, Page, Paged, QueueFilter, WorkflowError, number,
    objections::Inner,
    queries::objections::{self, Objection},
};

impl Objections {
    /// The queue, oldest first, which is the order in which they are due but for those that other
    /// units help with.
    pub fn open(&self, filter: &QueueFilter, page: Page) -> Result<Paged<CaseLine>, WorkflowError> {
        let rows = page.rows();
        let mut after = page.after.map_or(-1, |after| i64::try_from(after).unwrap_or(i64::MAX));
        let mut kept: Vec<(CaseLine, u64)> = Vec::new();
        loop {
            let span = (after, rows + 1);
            let read = self.0.db.read(|tx| objections::open(tx, filter.state, span))?;
            let Some(last) = read.last() else { break };
            after = i64::try_from(last.position).unwrap_or(i64::MAX);
            let full = read.len() > rows;
            for objection in &read {
                let line = self.0.line(objection)?;
                let wanted =
                    filter.due_until.is_none_or(|day| line.due_on.is_some_and(|due| due <= day));
                if wanted {
                    kept.push((line, objection.position));
                }
            }
            if !full || kept.len() > rows {
                break;
            }
        }
        let more = kept.len() > rows;
        kept.truncate(rows);
        let next = kept.last().filter(|_| more).map(|(_, position)| *position);
        Ok(Paged { entries: kept.into_iter().map(|(line, _)| line).collect(), next })
    }

    /// How many objections stand in each state (`filed` …).
    pub fn counts(&self) -> Result<BTreeMap<String, u64>, WorkflowError> {
        Ok(self.0.db.read(objections::counts)?.into_iter().collect())
    }

    /// One case, for the desk.
    pub fn case(&self, number: &str) -> Result<CaseView, WorkflowError> {
        let missing = || WorkflowError::NoSuchObjection { number: number.to_owned() };
        let parsed = number::parse(number).ok_or_else(missing)?;
        self.0.db.read(|tx| {
            let found = objections::find(tx, &parsed)?.ok_or_else(missing)?;
            Ok(CaseView {
                line: self.0.line(&found)?,
                due: Due::of(&self.0.law, found.filed_on, found.involved)?,
                statement: self.0.open(&found.number, "statement", &found.statement)?,
                wish: self.0.open(&found.number, "wish", &found.wish)?,
                has_contact: !found.contact.is_empty(),
                steps: self.0.steps(tx, &found)?,
            })
        })
    }
}

impl Inner {
    fn line(&self, found: &Objection) -> Result<CaseLine, WorkflowError> {
        let due_on = Due::of(&self.law, found.filed_on, found.involved)?.on;
        let today = self.clock.today();
        let left = |due| self.law.calendar().working_days_between(today, due).ok();
        Ok(CaseLine {
            number: found.number.clone(),
            subject: found.subject.to_hex(),
            digest: found.digest.clone(),
            title: self.title(&found.item),
            item: found.item.clone(),
            objector: found.objector.clone(),
            state: found.state,
            marked: found.marked,
            filed_on: found.filed_on,
            due_on,
            overdue: found.state.is_open() && due_on.is_some_and(|due| due < today),
            days_left: due_on.and_then(left),
        })
    }
}
