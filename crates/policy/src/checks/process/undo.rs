//! Every effect that burdens somebody can be undone.

use std::collections::BTreeSet;

use super::deeds;
use crate::{
    checks::World,
    finding::Finding,
    model::process::{About, Effect, GuardRule, Outcome, Process, State},
    pack::Filed,
    rule::NO_UNDO,
};

pub(super) fn check(world: &World<'_>, process: &Filed<Process>, out: &mut Vec<Finding>) {
    marked_for_ever(process, out);
    for deed in deeds(&process.value) {
        for (index, effect) in deed.effects.iter().enumerate() {
            if let Some(message) = without_undo(world, &process.value, effect) {
                let key = format!("{}.effects.{index}", deed.key);
                out.push(process.finding(&NO_UNDO, &key, format!("{}：{message}", deed.id)));
            }
        }
    }
}

fn effects(process: &Process) -> impl Iterator<Item = &Effect> {
    process.start.effects.iter().chain(process.moves.iter().flat_map(|one| &one.effects))
}

fn without_undo(world: &World<'_>, process: &Process, effect: &Effect) -> Option<String> {
    let here = |undo: fn(&Effect) -> bool| effects(process).any(undo);
    // A remedy that takes records of the item, or of any.
    let for_item = |item: Option<&str>, undo: fn(&Effect) -> bool| {
        world.processes().map(|other| &other.value).any(|other| {
            let takes = other.items.is_empty()
                || item.is_some_and(|item| other.items.iter().any(|one| one == item));
            other.about == About::Record && takes && effects(other).any(undo)
        })
    };
    let anywhere =
        |undo: fn(&Effect) -> bool| world.processes().any(|other| effects(&other.value).any(undo));
    let (undone, undo) = match effect {
        Effect::File { item, .. } => (
            here(|one| matches!(one, Effect::Withdraw {}))
                || for_item(Some(item), |one| {
                    matches!(one, Effect::Withdraw {} | Effect::Correct { .. })
                }),
            "withdraw 或 correct",
        ),
        Effect::Designate { .. } => (anywhere(|one| matches!(one, Effect::Remove {})), "remove"),
        Effect::StartMeasure { .. } => {
            (anywhere(|one| matches!(one, Effect::LiftMeasures {})), "lift-measures")
        }
        Effect::BlockMeasure { .. } => {
            (anywhere(|one| matches!(one, Effect::ClearMeasure { .. })), "clear-measure")
        }
        // What the administration tells of its own work burdens nobody.
        Effect::Announce {} if matches!(process.about, About::Agency | About::Nothing) => {
            return None;
        }
        Effect::Certify { .. } => (here(|one| matches!(one, Effect::Revoke {})), "revoke"),
        Effect::Announce {} => (here(|one| matches!(one, Effect::Retract {})), "retract"),
        Effect::MakeTask { process: task, .. } => {
            let waits =
                deeds(process).iter().any(|deed| deed.guards.contains(&GuardRule::TasksEnded));
            let closes = here(|one| matches!(one, Effect::CloseTasks {}));
            (waits || closes || ends_by_itself(world, task), "close-tasks 或 tasks-ended")
        }
        _ => return None,
    };
    (!undone).then(|| format!("{} 没有撤销的办法（{undo}）", name(effect)))
}

/// Whether a case of a process can end without what it was made for being done.
fn ends_by_itself(world: &World<'_>, process: &str) -> bool {
    let ends = |state: &State| {
        matches!(state.outcome, Some(Outcome::Refused | Outcome::Withdrawn | Outcome::Lapsed))
    };
    world.process(process).is_some_and(|process| process.value.state.iter().any(ends))
}

fn name(effect: &Effect) -> &'static str {
    match effect {
        Effect::Mark {} => "mark",
        Effect::Unmark {} => "unmark",
        Effect::Correct { .. } => "correct",
        Effect::Withdraw {} => "withdraw",
        Effect::StopPublication {} => "stop-publication",
        Effect::File { .. } => "file",
        Effect::Designate { .. } => "designate",
        Effect::Remove {} => "remove",
        Effect::StartMeasure { .. } => "start-measure",
        Effect::LiftMeasures {} => "lift-measures",
        Effect::BlockMeasure { .. } => "block-measure",
        Effect::ClearMeasure { .. } => "clear-measure",
        Effect::MakeTask { .. } => "make-task",
        Effect::CloseTasks {} => "close-tasks",
        Effect::Certify { .. } => "certify",
        Effect::Revoke {} => "revoke",
        Effect::Announce {} => "announce",
        Effect::Retract {} => "retract",
    }
}

/// What the effects of a deed do to the mark of a record.
fn marks(before: bool, effects: &[Effect]) -> bool {
    effects.iter().fold(before, |marked, effect| match effect {
        Effect::Mark {} => true,
        Effect::Unmark {}
        | Effect::Withdraw {}
        | Effect::StopPublication {}
        | Effect::Remove {} => false,
        _ => marked,
    })
}

/// A search over pairs of state and mark: no case ends with the mark still standing.
fn marked_for_ever(filed: &Filed<Process>, out: &mut Vec<Finding>) {
    let process = &filed.value;
    let mut seen: BTreeSet<(&str, bool)> = BTreeSet::new();
    let mut open =
        vec![(process.start.to.as_str(), marks(false, &process.start.effects), "start".to_owned())];
    let mut blamed = BTreeSet::new();
    while let Some((state, marked, key)) = open.pop() {
        if marked && process.state(state).is_some_and(State::is_final) {
            blamed.insert((key.clone(), state));
        }
        if !seen.insert((state, marked)) {
            continue;
        }
        for (index, one) in process.moves.iter().enumerate() {
            if one.from.iter().any(|from| from == state) {
                let to = if one.to == "same" { state } else { one.to.as_str() };
                open.push((to, marks(marked, &one.effects), format!("move.{index}.id")));
            }
        }
    }
    for (key, state) in blamed {
        let message = format!("办件在 {state} 终结时，“异议中”的标注还在（unmark）");
        out.push(filed.finding(&NO_UNDO, &key, message));
    }
}
