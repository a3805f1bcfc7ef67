//! Queues: what a person of staff must do next. Each is a range of one index for an agency and an actor;
//! they are merged in memory, so that a queue opens as fast with many cases as with few.

use std::collections::{BTreeMap, BTreeSet};

use policy::model::process::Who;

use super::{view::colour, who::ANY};
use crate::{
    Cases, StaffBy, WorkflowError,
    case::{CaseLine, Colour, Count, Page, Paged, QueueFilter, Why},
    cases::Inner,
    queries::{
        cases::{self, NEVER},
        places::{self, Placed, Span},
    },
};

impl Cases {
    /// What a person of staff must do next, the earliest last day first.
    pub fn queue(
        &self,
        by: &StaffBy,
        filter: &QueueFilter,
        page: &Page,
    ) -> Result<Paged<CaseLine>, WorkflowError> {
        let rows = page.rows();
        let span = self.0.span(filter, page);
        let owners = self.0.owners(by, filter);
        let today = self.0.clock.today();
        self.0.db.read(|tx| {
            let mut found: BTreeMap<(String, String), Placed> = BTreeMap::new();
            for owner in &owners {
                for agency in [by.agency.as_str(), ANY] {
                    for placed in places::range(tx, (agency, owner), &span)? {
                        let key = (placed.due_on.clone(), placed.number.clone());
                        // Whoever must act sees it as his own, even if it was reported to him too.
                        let kept = found.entry(key).or_insert_with(|| placed.clone());
                        kept.escalated &= placed.escalated;
                    }
                }
            }
            let more = found.len() > rows;
            let kept: Vec<Placed> = found.into_values().take(rows).collect();
            let last = kept.last().map(|last| format!("{}_{}", last.due_on, last.number));
            let mut entries = Vec::with_capacity(kept.len());
            for placed in &kept {
                let Some(case) = cases::find(tx, &placed.number)? else { continue };
                let why = if placed.escalated { Why::Escalated } else { Why::Owner };
                entries.push(self.0.line(tx, &case, today, why)?);
            }
            Ok(Paged { entries, next: last.filter(|_| more) })
        })
    }

    /// How many cases are in that queue, by process and colour.
    pub fn counts(&self, by: &StaffBy) -> Result<Vec<Count>, WorkflowError> {
        let today = self.0.clock.today();
        let owners = self.0.owners(by, &QueueFilter::default());
        let mut counted: BTreeMap<(String, Colour), u64> = BTreeMap::new();
        self.0.db.read(|tx| {
            for owner in &owners {
                let process = owner.split('/').next().unwrap_or_default();
                for agency in [by.agency.as_str(), ANY] {
                    for (due, amber, places) in places::counted(tx, (agency, owner))? {
                        let key = (process.to_owned(), colour(due, amber, today));
                        *counted.entry(key).or_default() += places;
                    }
                }
            }
            Ok::<_, WorkflowError>(())
        })?;
        let count = |((process, colour), count)| Count { process, colour, count };
        Ok(counted.into_iter().map(count).collect())
    }
}

impl Inner {
    /// The owners (`process/actor`) that a person's role is, in any edition of any process.
    fn owners(&self, by: &StaffBy, filter: &QueueFilter) -> BTreeSet<String> {
        let processes = self.law.processes_ever().filter(|process| {
            filter.process.as_ref().is_none_or(|id| process.id == *id)
                && filter.group.is_none_or(|group| process.group == group)
        });
        let owners = processes.flat_map(|process| {
            let actors = process.actor.iter();
            let own = actors.filter(|one| one.who == Who::Staff && one.roles.contains(&by.role));
            own.map(|actor| format!("{}/{}", process.id, actor.id))
        });
        owners.collect()
    }

    /// The part of the index that a filter and a page ask for.
    fn span(&self, filter: &QueueFilter, page: &Page) -> Span {
        let today = self.clock.today();
        let (first, never) = ("0000-00-00".to_owned(), NEVER.to_string());
        let yesterday = today.yesterday().unwrap_or(today).to_string();
        let tomorrow = today.tomorrow().unwrap_or(today).to_string();
        let last = NEVER.yesterday().unwrap_or(NEVER).to_string();
        let (from, until, amber) = match filter.colour {
            None => (first.clone(), never.clone(), (first, never)),
            Some(Colour::Red) => (first.clone(), yesterday, (first, never)),
            Some(Colour::Amber) => (today.to_string(), last, (first, today.to_string())),
            Some(Colour::Green) => (today.to_string(), last, (tomorrow, never)),
            Some(Colour::Grey) => (never.clone(), never.clone(), (first, never)),
        };
        let cursor = page.after.as_deref().and_then(|after| after.split_once('_'));
        let cursor = cursor.map(|(day, number)| (day.to_owned(), number.to_owned()));
        let after = cursor.filter(|(day, _)| *day >= from).unwrap_or((from, String::new()));
        let state = filter.state.clone().unwrap_or_default();
        Span { after, until, amber, state, rows: page.rows() + 1 }
    }
}
