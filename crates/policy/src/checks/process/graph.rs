//! States and moves as a graph: every state is reached, every state can end, somebody makes every move.

use std::collections::BTreeSet;

use crate::{
    finding::Finding,
    model::process::{Move, Process, RecordEnd, State},
    pack::Filed,
    rule::{
        MOVE_UNMADE, RECORD_END, STATE_AFTER_END, STATE_ENDLESS, STATE_UNOWNED, STATE_UNREACHED,
    },
};

/// The state into which a case falls whose record is gone.
const ENDED: &str = "ended";

pub(super) fn check(process: &Filed<Process>, out: &mut Vec<Finding>) {
    reached(process, out);
    ending(process, out);
    states(process, out);
    moves(process, out);
}

/// The states that a case can come to from some states, without entering those that `barred` names.
pub(super) fn reachable<'p>(
    process: &'p Process,
    from: impl IntoIterator<Item = &'p str>,
    barred: &dyn Fn(&str) -> bool,
) -> BTreeSet<&'p str> {
    reachable_by(process, from, barred, &|_| true)
}

/// The same, by some moves only.
pub(super) fn reachable_by<'p>(
    process: &'p Process,
    from: impl IntoIterator<Item = &'p str>,
    barred: &dyn Fn(&str) -> bool,
    open_to: &dyn Fn(&Move) -> bool,
) -> BTreeSet<&'p str> {
    let mut seen = BTreeSet::new();
    let mut open: Vec<&str> = from.into_iter().filter(|state| !barred(state)).collect();
    while let Some(state) = open.pop() {
        if seen.insert(state) {
            open.extend(next(process, state, open_to).into_iter().filter(|to| !barred(to)));
        }
    }
    seen
}

/// The states to which moves that somebody or a clock makes lead from one.
fn next<'p>(process: &'p Process, state: &str, open_to: &dyn Fn(&Move) -> bool) -> Vec<&'p str> {
    let from = |one: &&Move| one.from.iter().any(|from| from == state) && open_to(one);
    let moved = process.moves.iter().filter(from);
    let made = moved.filter(|one| one.to != "same" && is_made(process, state, &one.id));
    let mut next: Vec<&str> = made.map(|one| one.to.as_str()).collect();
    let open = process.state(state).is_some_and(|state| !state.is_final());
    if open && process.on_record_end == RecordEnd::Ends {
        next.extend(process.state(ENDED).map(|state| state.id.as_str()));
    }
    next
}

/// Whether a move is made out of a state: by an actor, or by a clock that runs there.
fn is_made(process: &Process, state: &str, step: &str) -> bool {
    let by_actor = process.step(step).is_some_and(|one| !one.by.is_empty());
    let clocks = process.state(state).into_iter().flat_map(|state| &state.clocks);
    let mut clocks = clocks.filter_map(|clock| process.clock(clock));
    let serious = process.on_serious.as_deref() == Some(step);
    by_actor || serious || clocks.any(|clock| clock.expires.as_deref() == Some(step))
}

fn reached(process: &Filed<Process>, out: &mut Vec<Finding>) {
    let start = process.value.start.to.as_str();
    let reached = reachable(&process.value, [start], &|_| false);
    for (index, state) in process.value.state.iter().enumerate() {
        if !reached.contains(state.id.as_str()) {
            let message = format!("从开始走不到“{}”（{}）", state.title.zh, state.id);
            out.push(process.finding(&STATE_UNREACHED, &format!("state.{index}.id"), message));
        }
    }
}

fn ending(process: &Filed<Process>, out: &mut Vec<Finding>) {
    let value = &process.value;
    let ends = value.state(ENDED).filter(|state| state.is_final());
    if value.on_record_end == RecordEnd::Ends && ends.is_none() {
        let message = "信息离开档案时办件要结束，却没有名为 ended 的终结状态";
        out.push(process.finding(&RECORD_END, "on_record_end", message));
    }
    for (index, state) in value.state.iter().enumerate().filter(|(_, state)| !state.is_final()) {
        // What the record's end does to a case is no way out that anybody could take.
        let mut reached = reachable(value, [state.id.as_str()], &|to| to == ENDED);
        if ends.is_some() && led_to(value, &reached, ENDED) {
            reached.insert(ENDED);
        }
        let ends = |id: &&str| value.state(id).is_some_and(State::is_final);
        if !reached.iter().any(ends) {
            let message = format!("从“{}”（{}）走不到任何终结", state.title.zh, state.id);
            out.push(process.finding(&STATE_ENDLESS, &format!("state.{index}.id"), message));
        }
    }
}

fn led_to(process: &Process, from: &BTreeSet<&str>, to: &str) -> bool {
    let mut moves = process.moves.iter().filter(|one| one.to == to);
    moves.any(|one| {
        one.from
            .iter()
            .any(|state| from.contains(state.as_str()) && is_made(process, state, &one.id))
    })
}

fn states(process: &Filed<Process>, out: &mut Vec<Finding>) {
    let value = &process.value;
    for (index, state) in value.state.iter().enumerate() {
        let key = |part: &str| format!("state.{index}.{part}");
        let name = format!("“{}”（{}）", state.title.zh, state.id);
        if state.is_final() {
            let out_of = value.moves_from(&state.id).next();
            let more = [
                ("owner", state.owner.is_some().then(|| "还有人要办".to_owned())),
                ("clocks", (!state.clocks.is_empty()).then(|| "还有期限在走".to_owned())),
                ("pauses", (!state.pauses.is_empty()).then(|| "还有期限暂停着".to_owned())),
                ("id", out_of.map(|one| format!("还能 {}", one.id))),
            ];
            for (part, more) in more {
                let finding = more.map(|more| {
                    process.finding(&STATE_AFTER_END, &key(part), format!("{name}已终结，{more}"))
                });
                out.extend(finding);
            }
            continue;
        }
        let owner = state.owner.as_deref();
        let idle = |owner: &str| {
            !value.moves_from(&state.id).any(|one| one.by.iter().any(|by| by == owner))
        };
        let lacks = [
            ("id", owner.is_none().then(|| "没有写由谁办（owner）".to_owned())),
            (
                "owner",
                owner
                    .filter(|owner| idle(owner))
                    .map(|owner| format!("由 {owner} 办，它却什么也做不了")),
            ),
            ("id", state.clocks.is_empty().then(|| "没有期限（clocks）".to_owned())),
        ];
        for (part, lack) in lacks {
            out.extend(
                lack.map(|lack| {
                    process.finding(&STATE_UNOWNED, &key(part), format!("{name}{lack}"))
                }),
            );
        }
    }
}

fn moves(process: &Filed<Process>, out: &mut Vec<Finding>) {
    let value = &process.value;
    for (index, one) in value.moves.iter().enumerate() {
        let unmade: Vec<&str> = one
            .from
            .iter()
            .filter(|from| !is_made(value, from, &one.id))
            .map(String::as_str)
            .collect();
        let message = if one.from.is_empty() {
            format!("{} 没有写从哪个状态出发", one.id)
        } else if !unmade.is_empty() {
            format!("{} 没有人做，在 {} 也没有期限届满时做它", one.id, unmade.join("、"))
        } else {
            continue;
        };
        out.push(process.finding(&MOVE_UNMADE, &format!("move.{index}.id"), message));
    }
}
