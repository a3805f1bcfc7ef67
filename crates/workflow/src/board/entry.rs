//! Entries of plans by the cases that name them: how many were found, and how each of them stands (C-25.c).

use std::collections::BTreeMap;

use policy::model::{
    basis::Title,
    process::{FieldKind, Process},
};
use serde::Serialize;

use super::ALWAYS;
use crate::{Cases, WorkflowError, queries::boards};

/// Every entry of a plan that some case names, counted by the states of those cases.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct EntryBoard {
    /// The states, process by process, in the order in which people see them.
    pub states: Vec<Title>,
    /// One line an entry, in the order of the plans.
    pub lines: Vec<EntryLine>,
}

/// An entry of a plan.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct EntryLine {
    /// `plan/entry`.
    pub entry: String,
    /// What is to be done.
    pub title: Title,
    /// Who leads: an agency, by its id.
    pub unit: String,
    /// How many cases name it.
    pub found: u64,
    /// How many of them are open.
    pub open: u64,
    /// How many stand in each state.
    pub counts: Vec<u64>,
}

impl Cases {
    /// How the cases stand that name an entry of a plan, apart from the entry's own case.
    pub fn entries(&self) -> Result<EntryBoard, WorkflowError> {
        let inner = &*self.0;
        let naming = inner.chosen(|process| names(process).is_some());
        let states: Vec<(&str, &str, &Title)> = naming
            .iter()
            .flat_map(|one| one.state.iter().map(|state| (&*one.id, &*state.id, &state.title)))
            .collect();
        let mut found: BTreeMap<String, (u64, u64, Vec<u64>)> = BTreeMap::new();
        inner.db.read(|tx| {
            for process in &naming {
                let Some(field) = names(process) else { continue };
                boards::each(tx, &process.id, ALWAYS, |seen| {
                    let Some(entry) = seen.plain(field) else { return };
                    let blank = || (0, 0, vec![0; states.len()]);
                    let line = found.entry(entry.to_owned()).or_insert_with(blank);
                    line.0 += 1;
                    line.1 += u64::from(seen.outcome.is_none());
                    let of = |(of, state, _): &(&str, &str, &Title)| {
                        *of == process.id && *state == seen.state
                    };
                    if let Some(count) =
                        states.iter().position(of).and_then(|at| line.2.get_mut(at))
                    {
                        *count += 1;
                    }
                })?;
            }
            Ok::<_, WorkflowError>(())
        })?;
        let mut lines = Vec::new();
        for plan in inner.law.plans() {
            for one in &plan.entry {
                let entry = format!("{}/{}", plan.id, one.id);
                let Some((named, open, counts)) = found.remove(&entry) else { continue };
                let (title, unit) = (one.title.clone(), one.unit.clone());
                lines.push(EntryLine { entry, title, unit, found: named, open, counts });
            }
        }
        let states = states.into_iter().map(|(_, _, title)| title.clone()).collect();
        Ok(EntryBoard { states, lines })
    }
}

/// The field by which a case names an entry of a plan without being the entry's own case.
fn names(process: &Process) -> Option<&str> {
    let field = process.field.iter().find(|one| one.kind == FieldKind::Plan && one.id != "plan");
    field.map(|field| field.id.as_str())
}
