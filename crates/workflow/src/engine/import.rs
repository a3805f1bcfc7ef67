//! Plans: each entry begins a case of its process, once.

use std::sync::Arc;

use policy::model::plan::{Plan, PlanEntry};
use vocabulary::clock::date_in_china;

use super::begin::Begin;
use crate::{
    By, Cases, WorkflowError,
    case::{Given, Imported},
    cases::Inner,
    queries::cases,
};

impl Cases {
    /// Begins a case for each entry of a plan that never had one; all or none.
    pub fn import(&self, by: &By, plan: &str) -> Result<Imported, WorkflowError> {
        let missing = || WorkflowError::NoSuchProcess { process: plan.to_owned() };
        let id = self.0.law.plan(plan).ok_or_else(missing)?.id.clone();
        let (inner, by) = (Arc::clone(&self.0), by.clone());
        self.0.pen.transact(move |scribe| {
            let mut imported = Imported::default();
            let missing = || WorkflowError::NoSuchProcess { process: id.clone() };
            let plan = inner.law.plan(&id).ok_or_else(missing)?;
            let process = inner.process(&plan.process, date_in_china(scribe.now()))?;
            inner.may_import(&by, process)?;
            for entry in &plan.entry {
                let slot = format!("plan:{}/{}/{}", process.id, plan.id, entry.id);
                if cases::in_slot(scribe.tx(), (None, &slot))?.is_some() {
                    imported.known += 1;
                    continue;
                }
                let begin = Begin {
                    process: process.id.clone(),
                    subject: None,
                    digest: String::new(),
                    fields: filled(plan, entry),
                    parent: String::new(),
                    agency: by.agency().unwrap_or_default().to_owned(),
                    depth: 0,
                };
                inner.begin(scribe, &by, begin)?;
                imported.opened += 1;
            }
            Ok(imported)
        })
    }

    /// The plans, each with how many of its entries have their case and how many they are.
    pub fn plans(&self) -> Result<Vec<(&Plan, u64, u64)>, WorkflowError> {
        self.0.db.read(|tx| {
            let mut plans = Vec::new();
            for plan in self.0.law.plans() {
                let mut known = 0;
                for entry in &plan.entry {
                    let slot = format!("plan:{}/{}/{}", plan.process, plan.id, entry.id);
                    known += u64::from(cases::in_slot(tx, (None, &slot))?.is_some());
                }
                plans.push((plan, known, plan.entry.len() as u64));
            }
            Ok(plans)
        })
    }
}

impl Inner {
    /// Refuses whoever may not begin a case of the plan's process; one that nobody begins by hand is
    /// begun by any of its staff.
    fn may_import(
        &self,
        by: &By,
        process: &policy::model::process::Process,
    ) -> Result<(), WorkflowError> {
        let start = &process.start.by;
        let sits = |actor: &policy::model::process::ActorRule| {
            let starts = start.is_empty() || start.contains(&actor.id);
            matches!(by, By::Staff(staff) if starts && actor.roles.contains(&staff.role))
        };
        if process.actor.iter().any(sits) {
            return Ok(());
        }
        let remedy = "请由有权发起的人导入。";
        Err(self.refused(process, "C-32", "您不能导入这个方案", remedy))
    }
}

/// The fields of the case of an entry.
fn filled(plan: &Plan, entry: &PlanEntry) -> Given {
    let mut fields: Given = entry.set.clone();
    let own = [
        ("plan", format!("{}/{}", plan.id, entry.id)),
        ("unit", entry.unit.clone()),
        ("due_on", entry.due.to_string()),
        ("clause", entry.clause.clone()),
        ("what", entry.title.zh.clone()),
        ("with", entry.with.join("、")),
    ];
    fields.extend(own.map(|(id, value)| (id.to_owned(), value)));
    fields
}
