//! Processes: what a file says holds together, every case can end, nobody judges what is his own, and what
//! burdens can be undone.

mod actor;
mod clock;
mod decider;
mod effect;
mod example;
mod fee;
mod graph;
mod name;
mod open;
mod sight;
mod undo;

use super::World;
use crate::{
    finding::Finding,
    law::Law,
    model::process::{About, Effect, GuardRule, Process, Who},
    pack::Filed,
};
use vocabulary::SubjectKind;

/// Every process of the chain.
pub(super) fn check(world: &World<'_>, out: &mut Vec<Finding>) {
    for process in world.processes() {
        let before = out.len();
        name::check(world, process, out);
        if out.len() > before {
            // What follows names that do not exist would only repeat it.
            continue;
        }
        alone(process, out);
        actor::check(world, process, out);
        fee::check(world, process, out);
        effect::check(world, process, out);
        undo::check(world, process, out);
    }
}

/// Everything wrong in a process that stands in no pack.
pub(crate) fn check_alone(process: &Filed<Process>) -> Vec<Finding> {
    let mut findings = Vec::new();
    name::inside(process, &mut findings);
    if findings.is_empty() {
        alone(process, &mut findings);
    }
    findings.sort();
    findings
}

/// What can be said of a process without the rest of the law.
fn alone(process: &Filed<Process>, out: &mut Vec<Finding>) {
    graph::check(process, out);
    clock::check(process, out);
    decider::check(process, out);
    sight::check(process, out);
    open::check(process, out);
}

/// The examples of the processes.
pub(super) fn examples(world: &World<'_>, law: &Law, out: &mut Vec<Finding>) {
    world.processes().for_each(|process| example::check(process, law, out));
}

/// A place of a process where something is asked for or done: its start, or a move.
struct Deed<'p> {
    /// `start` or `move.3`.
    key: String,
    id: &'p str,
    needs: &'p [String],
    notices: &'p [String],
    effects: &'p [Effect],
    guards: Vec<GuardRule>,
}

/// The start and the moves, in order.
fn deeds(process: &Process) -> Vec<Deed<'_>> {
    let start = &process.start;
    let guards = |guards: &[crate::model::process::Guard]| {
        guards.iter().map(|guard| guard.rule).collect::<Vec<_>>()
    };
    let mut deeds = vec![Deed {
        key: "start".to_owned(),
        id: "start",
        needs: &start.needs,
        notices: &start.notices,
        effects: &start.effects,
        guards: guards(&start.guards),
    }];
    deeds.extend(process.moves.iter().enumerate().map(|(index, one)| Deed {
        key: format!("move.{index}"),
        id: &one.id,
        needs: &one.needs,
        notices: &one.notices,
        effects: &one.effects,
        guards: guards(&one.guards),
    }));
    deeds
}

impl Deed<'_> {
    /// Whether it, or the start of the case before it, asks for a condition.
    fn guarded(&self, process: &Process, rule: GuardRule) -> bool {
        self.guards.contains(&rule) || process.start.guards.iter().any(|one| one.rule == rule)
    }
}

/// Whether a case can be about a natural person.
fn about_persons(process: &Process) -> bool {
    matches!(process.about, About::Record | About::Subject)
        && (process.subjects.is_empty() || process.subjects.contains(&SubjectKind::Person))
}

/// Whether an actor stands outside the administration.
fn is_party(process: &Process, actor: &str) -> bool {
    process.actor(actor).is_some_and(|actor| actor.who == Who::Party)
}
