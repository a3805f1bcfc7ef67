//! The examples of a process: paths that come out, with their days.

use std::collections::BTreeMap;

use vocabulary::Date;

use crate::{
    finding::Finding,
    law::Law,
    model::process::{Process, ProcessExample},
    pack::Filed,
    process::{Walk, WalkError},
    rule::{EXAMPLE_UNREADABLE, EXAMPLE_WRONG},
};

pub(super) fn check(process: &Filed<Process>, law: &Law, out: &mut Vec<Finding>) {
    for (index, example) in process.value.example.iter().enumerate() {
        let at = |part: &str| format!("example.{index}.{part}");
        match walked(&process.value, law, example) {
            Ok(stands) if said(&stands) == said(&example.expect) => {}
            Ok(stands) => {
                let message = format!("写的是“{}”，实际是“{stands}”", example.expect);
                out.push(process.finding(&EXAMPLE_WRONG, &at("expect"), message));
            }
            Err(Fault::Unreadable(step)) => {
                let message = format!("读不懂“{step}”，应写成“日期 动作”，栏目写成“栏目=日期”");
                out.push(process.finding(&EXAMPLE_UNREADABLE, &at("steps"), message));
            }
            Err(Fault::Stopped(error)) => {
                out.push(process.finding(&EXAMPLE_WRONG, &at("steps"), error.to_string()));
            }
        }
    }
}

enum Fault {
    Unreadable(String),
    Stopped(WalkError),
}

impl From<WalkError> for Fault {
    fn from(error: WalkError) -> Self {
        Self::Stopped(error)
    }
}

/// The parts of an expectation, whatever their order and spaces.
fn said(text: &str) -> (Option<String>, Vec<String>) {
    let mut parts =
        text.split(';').map(|part| part.split_whitespace().collect::<Vec<_>>().join(" "));
    let state = parts.next();
    let mut clocks: Vec<String> = parts.filter(|part| !part.is_empty()).collect();
    clocks.sort();
    (state, clocks)
}

/// Where the steps lead, worded as examples word it.
fn walked(process: &Process, law: &Law, example: &ProcessExample) -> Result<String, Fault> {
    let mut steps = example.steps.iter();
    let first = steps.next().ok_or_else(|| Fault::Unreadable(String::new()))?;
    let (on, act, days) = read(first)?;
    if act != "start" {
        return Err(Fault::Unreadable(first.clone()));
    }
    let mut walk = Walk::begin(process, law.calendar(), on, days);
    for step in steps {
        let (on, act, days) = read(step)?;
        days.iter().for_each(|(field, day)| walk.fill(field, *day));
        match act.split_once(':') {
            Some(("extend", clock)) => walk.extend(clock, on)?,
            _ if act == "pass" => walk.pass(on)?,
            _ => walk.make(act, on)?,
        }
    }
    let clocks = walk.running().iter().map(|running| match (running.paused_on, running.due) {
        (Some(_), _) => format!("; {} paused", running.clock),
        (None, Some(due)) => format!("; {} by {due}", running.clock),
        (None, None) => format!("; {} without a day", running.clock),
    });
    Ok(format!("{}{}", walk.state(), clocks.collect::<String>()))
}

/// `2026-09-30 start due_on=2026-12-31`.
fn read(step: &str) -> Result<(Date, &str, BTreeMap<String, Date>), Fault> {
    let unreadable = || Fault::Unreadable(step.to_owned());
    let mut words = step.split_whitespace();
    let on = words.next().and_then(|day| day.parse().ok()).ok_or_else(unreadable)?;
    let act = words.next().ok_or_else(unreadable)?;
    let day = |word: &str| {
        let (field, day) = word.split_once('=')?;
        Some((field.to_owned(), day.parse().ok()?))
    };
    let days = words.map(|word| day(word).ok_or_else(unreadable)).collect::<Result<_, _>>()?;
    Ok((on, act, days))
}
