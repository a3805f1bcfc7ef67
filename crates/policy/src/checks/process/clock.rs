//! Clocks: a length, a start, and something that happens when they run out.

use super::{graph::reachable, is_party};
use crate::{
    finding::Finding,
    model::{
        basis::Length,
        process::{Clock, Counted, FieldKind, Process, State},
    },
    pack::Filed,
    rule::{CLOCK_AGAIN, CLOCK_EXPIRY, CLOCK_LENGTH, CLOCK_UNUSED, SILENCE},
};

pub(super) fn check(process: &Filed<Process>, out: &mut Vec<Finding>) {
    for (index, clock) in process.value.clock.iter().enumerate() {
        let mut report = |rule, part: &str, message: String| {
            let message = format!("期限 {}：{message}", clock.id);
            out.push(process.finding(rule, &format!("clock.{index}.{part}"), message));
        };
        let starts = |state: &State| state.clocks.contains(&clock.id);
        if !process.value.state.iter().any(starts) {
            report(&CLOCK_UNUSED, "id", "没有一个状态让它开始".to_owned());
        }
        for (part, message) in lengths(&process.value, clock) {
            report(&CLOCK_LENGTH, part, message);
        }
        for (part, message) in expiry(&process.value, clock) {
            report(&CLOCK_EXPIRY, part, message);
        }
    }
    again(process, out);
    for (index, state) in process.value.state.iter().enumerate() {
        if hangs(&process.value, state) {
            let message = format!("“{}”等当事人来办，他不作声就永远停在这里", state.title.zh);
            out.push(process.finding(&SILENCE, &format!("state.{index}.owner"), message));
        }
        for clock in state.pauses.iter().filter(|clock| state.clocks.contains(clock)) {
            let message = format!("“{}”既让 {clock} 走，又让它停", state.title.zh);
            out.push(process.finding(&CLOCK_EXPIRY, &format!("state.{index}.pauses"), message));
        }
    }
}

/// Whether a case stays in a state for ever if the party that owns it says nothing: no clock moves it, and
/// nobody of staff is told who could.
fn hangs(process: &Process, state: &State) -> bool {
    let party = state.owner.as_deref().is_some_and(|owner| is_party(process, owner));
    let leads_on = |clock: &Clock| {
        let can = |actor: &str| {
            let mut moves = process.moves_from(&state.id).filter(|one| one.to != "same");
            !is_party(process, actor) && moves.any(|one| one.by.iter().any(|by| by == actor))
        };
        clock.expires.is_some() || clock.step.iter().any(|step| can(&step.to))
    };
    let mut clocks = state.clocks.iter().filter_map(|id| process.clock(id));
    party && !state.clocks.is_empty() && !clocks.any(leads_on)
}

/// Clocks counted from the start of the case that a later state starts again.
fn again(process: &Filed<Process>, out: &mut Vec<Finding>) {
    let value = &process.value;
    for (index, clock) in value.clock.iter().enumerate() {
        if clock.from != Counted::Start {
            continue;
        }
        let keeps = |state: &str| {
            let of = |state: &State| {
                state.clocks.contains(&clock.id) || state.pauses.contains(&clock.id)
            };
            value.state(state).is_some_and(of)
        };
        let from_kept = value.moves.iter().filter(|one| one.from.iter().any(|from| keeps(from)));
        let ended = from_kept.map(|one| one.to.as_str()).filter(|to| *to != "same" && !keeps(to));
        let later = reachable(value, ended, &|_| false);
        if let Some(state) = later.into_iter().find(|state| keeps(state)) {
            let message = format!("期限 {}：停止之后，{state} 又让它从开始之日起算", clock.id);
            out.push(process.finding(&CLOCK_AGAIN, &format!("clock.{index}.from"), message));
        }
    }
}

fn lengths(process: &Process, clock: &Clock) -> Vec<(&'static str, String)> {
    let mut faults = Vec::new();
    match (clock.within, &clock.by) {
        (Some(_), Some(_)) => faults.push(("by", "within 和 by 只能写一个".to_owned())),
        (None, None) => {
            faults.push(("id", "没有写多长（within），也没有写到哪天（by）".to_owned()))
        }
        _ => {}
    }
    let field = |name: &str| process.field(name).is_some_and(|one| one.kind == FieldKind::Date);
    if let Some(by) = clock.by.as_deref().filter(|by| !field(by)) {
        faults.push(("by", format!("{by} 不是日期栏目")));
    }
    if let Counted::Field(from) = &clock.from
        && !field(from)
    {
        faults.push(("from", format!("{from} 不是日期栏目")));
    }
    let too_late = |within: Length| {
        clock.alarm.is_some_and(|alarm| alarm.days_at_most() > within.days_at_most())
    };
    if clock.within.is_some_and(too_late) {
        faults.push(("alarm", "预警晚于期限本身".to_owned()));
    }
    if let Some(extension) = &clock.extend {
        if extension.times == 0 || extension.within.count == 0 {
            faults.push(("extend", "延长零次或零天等于不能延长".to_owned()));
        }
        if extension.by.is_empty() {
            faults.push(("extend", "没有人可以延长".to_owned()));
        }
    }
    faults
}

fn expiry(process: &Process, clock: &Clock) -> Vec<(&'static str, String)> {
    let mut faults = Vec::new();
    if clock.expires.is_none() && clock.step.is_empty() {
        faults.push(("id", "逾期没有任何后果（expires 或 step）".to_owned()));
    }
    let days: Vec<u32> = clock.step.iter().map(|step| step.after.days_at_most()).collect();
    if days.windows(2).any(|pair| pair.first() > pair.last()) {
        faults.push(("step", "催办步骤没有按先后排列".to_owned()));
    }
    let Some(step) = clock.expires.as_deref().and_then(|id| process.step(id)) else {
        return faults;
    };
    let runs = process.state.iter().filter(|state| state.clocks.contains(&clock.id));
    let stuck = runs.clone().filter(|state| !step.from.contains(&state.id));
    for state in stuck {
        faults.push(("expires", format!("在“{}”届满时，{} 走不出去", state.title.zh, step.id)));
    }
    let again = step.to == "same"
        || process
            .state(&step.to)
            .is_some_and(|to| to.clocks.contains(&clock.id) || to.pauses.contains(&clock.id));
    if again {
        faults.push(("expires", format!("{} 之后它还在，会一再届满", step.id)));
    }
    if !step.needs.is_empty() || !step.documents.is_empty() {
        faults.push(("expires", format!("{} 要人填写内容，期限届满时没有人填", step.id)));
    }
    if !step.guards.is_empty() || step.times.is_some() {
        faults.push(("expires", format!("{} 附有条件，届满时可能走不了", step.id)));
    }
    faults
}
