//! How a case stands after a step: who has it, its clocks, its places in queues.

use policy::{
    model::process::{Process, Who},
    process::{Running, alarm_on, expires, last_day, steps_due},
};
use vocabulary::Date;

use crate::{
    WorkflowError,
    case::Given,
    cases::Inner,
    facts::{Place, Standing, Watched},
    queries::cases::Case,
};

/// What is known of clocks beside how they run.
#[derive(Clone, Copy, Default)]
pub(crate) struct Marks {
    /// Whether the day is known to have passed.
    pub(crate) over: bool,
    /// Whether its own move was refused.
    pub(crate) stuck: bool,
}

impl Inner {
    /// How a case stands in a state with these clocks; `before` are the clocks as they were watched.
    ///
    /// # Errors
    ///
    /// [`WorkflowError::NoOwner`] if no agency is the owner of the state (H-36).
    pub(crate) fn standing(
        &self,
        (process, case, fields): (&Process, &Case, &Given),
        state: &str,
        (clocks, before): (&[Running], &[Watched]),
        today: Date,
    ) -> Result<Standing, WorkflowError> {
        let damaged = WorkflowError::Damaged { what: "the state of a case" };
        let state = process.state(state).ok_or(damaged)?;
        let passed = |running: &Running| last_day(running).is_some_and(|due| due < today);
        let late = clocks.iter().any(passed)
            || before.iter().any(|watched| watched.over || passed(&watched.running));
        if state.is_final() {
            return Ok(Standing {
                state: state.id.clone(),
                outcome: state.outcome,
                unit: case.unit.clone(),
                owner: String::new(),
                due_on: None,
                amber_on: None,
                late,
                clocks: Vec::new(),
                places: Vec::new(),
            });
        }
        let owner = state.owner.as_deref().and_then(|owner| process.actor(owner));
        let owner = owner.ok_or(WorkflowError::Damaged { what: "the owner of a state" })?;
        let unit = self.agency_of(owner, case, fields);
        if unit.is_none() && owner.who == Who::Staff {
            let (process, owner) = (process.title.zh.clone(), owner.title.zh.clone());
            return Err(WorkflowError::NoOwner { process, owner });
        }
        let mut places: Vec<Place> = Vec::new();
        if let Some(unit) = &unit {
            let (agency, actor) = (unit.clone(), owner.id.clone());
            places.push(Place { agency, actor, escalated: false });
        }
        for running in clocks {
            for place in self.escalated((process, case, fields), running) {
                let there = |one: &Place| one.agency == place.agency && one.actor == place.actor;
                if !places.iter().any(there) {
                    places.push(place);
                }
            }
        }
        let calendar = self.law.calendar();
        let watch = |running: &Running| {
            let known = before.iter().find(|one| one.running == *running);
            let marks =
                known.map_or_else(Marks::default, |one| Marks { over: one.over, stuck: one.stuck });
            self.watch(process, running, marks, today)
        };
        Ok(Standing {
            state: state.id.clone(),
            outcome: None,
            unit: unit.unwrap_or_default(),
            owner: owner.id.clone(),
            due_on: clocks.iter().filter_map(last_day).min(),
            amber_on: clocks.iter().filter_map(|one| alarm_on(process, calendar, one)).min(),
            late,
            clocks: clocks.iter().map(watch).collect(),
            places,
        })
    }

    /// Whom the steps of a clock that were taken reported it to.
    fn escalated(
        &self,
        (process, case, fields): (&Process, &Case, &Given),
        running: &Running,
    ) -> Vec<Place> {
        let steps = process.clock(&running.clock).map_or(&[][..], |clock| &clock.step);
        let taken = steps.iter().take(usize::from(running.told));
        let place = |actor: &str| {
            let actor = process.actor(actor)?;
            let agency = self.agency_of(actor, case, fields)?;
            Some(Place { agency, actor: actor.id.clone(), escalated: true })
        };
        taken.filter_map(|step| place(&step.to)).collect()
    }

    /// A clock and the day from which it must be looked at.
    pub(crate) fn watch(
        &self,
        process: &Process,
        running: &Running,
        marks: Marks,
        today: Date,
    ) -> Watched {
        let look = self.look(process, running, marks, today);
        Watched { running: running.clone(), look, over: marks.over, stuck: marks.stuck }
    }

    fn look(
        &self,
        process: &Process,
        running: &Running,
        marks: Marks,
        today: Date,
    ) -> Option<Date> {
        if running.paused_on.is_some() {
            return None;
        }
        let tomorrow = today.tomorrow().ok();
        let Some(due) = last_day(running) else { return tomorrow };
        let calendar = self.law.calendar();
        if !marks.over {
            let alarm = alarm_on(process, calendar, running).filter(|_| !running.alarmed);
            return alarm.into_iter().chain(due.tomorrow().ok()).min();
        }
        let steps = process.clock(&running.clock).map_or(0, |clock| clock.step.len());
        let more = usize::from(running.told) < steps
            || !steps_due(process, calendar, running, today).is_empty()
            || expires(process, running, today).is_some();
        tomorrow.filter(|_| more)
    }
}
