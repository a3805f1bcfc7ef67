//! A process as text: its page, its picture, its paths on days, and what silence does.

use std::fmt::{Error, Write};

use vocabulary::{Date, WorkCalendar};

use super::item::write_basis;
use crate::{
    law::Law,
    model::process::{
        About, ActorRule, AgencyOf, Clock, Escalation, Move, Outcome, Party, Process, State, Who,
    },
    process::{
        Leg, MOST_PATHS, Running, Stop, WalkError, alarm_on, assumed, explain, last_day, legs_from,
        paths, play,
    },
};

/// The page that `policy show` prints: what it is for, who takes part, what happens by when, on what basis.
pub fn process(process: &Process, law: &Law) -> String {
    let mut text = String::new();
    // Writing to a string cannot fail.
    let _ = write_page(process, law, &mut text);
    text
}

/// The states and moves as a mermaid diagram.
pub fn picture(process: &Process) -> String {
    let mut text = String::new();
    let _ = write_picture(process, &mut text);
    text
}

/// Every simple path with its days, and what happens in each state if nobody does anything.
pub fn simulation(
    process: &Process,
    calendar: &WorkCalendar,
    from: Date,
) -> Result<String, WalkError> {
    let paths = paths(process);
    let mut text = String::new();
    let mut first_stops: Vec<Stop<'_>> = Vec::new();
    let mut played = Vec::new();
    for path in &paths {
        let stops = play(process, calendar, path, from)?;
        for stop in &stops {
            if !first_stops.iter().any(|seen| seen.state.id == stop.state.id) {
                first_stops.push(stop.clone());
            }
        }
        played.push(stops);
    }
    let _ = write_simulation(process, calendar, from, &played, &first_stops, &mut text);
    Ok(text)
}

fn write_page(process: &Process, law: &Law, out: &mut String) -> Result<(), Error> {
    let Process { id, title, purpose, effective_from, .. } = process;
    let version = law.version();
    writeln!(out, "{}（{}）", title.zh, title.en)?;
    writeln!(out, "代码 {id}，{effective_from} 起的版本，政策版本 {version}")?;
    writeln!(out, "{}", purpose.zh)?;
    if let Some(guide) = &process.guide {
        writeln!(out, "\n指南\n  {}", guide.zh.replace('\n', "\n  "))?;
    }
    writeln!(out, "\n依据")?;
    write_basis(&process.basis, out)?;
    writeln!(out, "\n关于什么：{}；费用：无", about_zh(process.about))?;
    writeln!(out, "\n谁参与")?;
    for actor in &process.actor {
        writeln!(out, "  {}（{}）——{}", actor.title.zh, actor.id, who_zh(actor, law))?;
    }
    writeln!(
        out,
        "\n怎样开始\n  {}：{}{}",
        process.start.title.zh,
        names(process, &process.start.by),
        needs(process, &process.start.needs, &process.start.documents)
    )?;
    writeln!(out, "\n一步一步")?;
    process.state.iter().try_for_each(|state| write_state(process, state, out))?;
    writeln!(out, "\n期限")?;
    process.clock.iter().try_for_each(|clock| write_clock(process, clock, out))?;
    if !process.example.is_empty() {
        writeln!(out, "\n例子")?;
    }
    for example in &process.example {
        writeln!(
            out,
            "  {}\n    {} → {}",
            example.situation,
            example.steps.join("，"),
            example.expect
        )?;
    }
    Ok(())
}

fn write_state(process: &Process, state: &State, out: &mut String) -> Result<(), Error> {
    let said = &state.said.zh;
    if let Some(outcome) = state.outcome {
        return writeln!(
            out,
            "  ■ {}（{}）：{said} 终结，{}",
            state.title.zh,
            state.id,
            outcome_zh(outcome)
        );
    }
    let owner = state.owner.as_deref().unwrap_or_default();
    writeln!(out, "  □ {}（{}）：{said} 由 {} 办", state.title.zh, state.id, name(process, owner))?;
    for step in process.moves_from(&state.id) {
        let to = process.state(&step.to).map_or("原状态", |to| &to.title.zh);
        let by =
            if step.by.is_empty() { "期限届满".to_owned() } else { names(process, &step.by) };
        writeln!(
            out,
            "      {} → {to}：{by}{}",
            step.title.zh,
            needs(process, &step.needs, &step.documents)
        )?;
    }
    Ok(())
}

fn write_clock(process: &Process, clock: &Clock, out: &mut String) -> Result<(), Error> {
    let length = match (clock.within, &clock.by) {
        (Some(within), _) if within.count == 0 => "当日".to_owned(),
        (Some(within), _) => within.in_words(),
        (None, by) => {
            let field = by.as_deref().and_then(|by| process.field(by));
            format!("到“{}”写明的那天", field.map_or("", |field| &field.title.zh))
        }
    };
    write!(out, "  {}（{}）：{length}", clock.title.zh, clock.id)?;
    if let Some(extension) = &clock.extend {
        write!(out, "，可延长 {} 次、每次 {}", extension.times, extension.within.in_words())?;
    }
    writeln!(out, "{}", consequence(process, clock))?;
    write_basis(&clock.basis, out)
}

/// What follows once the last day has passed.
fn consequence(process: &Process, clock: &Clock) -> String {
    let mut parts = Vec::new();
    if let Some(step) = clock.expires.as_deref().and_then(|id| process.step(id)) {
        parts.push(format!("逾期自动“{}”", step.title.zh));
    }
    for step in &clock.step {
        let after = if step.after.count == 0 {
            "逾期".to_owned()
        } else {
            format!("逾期 {}", step.after.in_words())
        };
        parts.push(format!("{after}{} {}", escalation_zh(step.act), name(process, &step.to)));
    }
    if parts.is_empty() { String::new() } else { format!("；{}", parts.join("，")) }
}

fn write_picture(process: &Process, out: &mut String) -> Result<(), Error> {
    writeln!(out, "stateDiagram-v2")?;
    for state in &process.state {
        writeln!(out, "    {}: {}", node(&state.id), state.title.zh)?;
    }
    writeln!(out, "    [*] --> {}: {}", node(&process.start.to), process.start.title.zh)?;
    for state in &process.state {
        for Leg { steps, clock, to } in legs_from(process, state) {
            let titles: Vec<&str> = steps.iter().map(|step| step.title.zh.as_str()).collect();
            let clock = clock.and_then(|id| process.clock(id));
            let why = clock.map_or(String::new(), |clock| format!("（{} 届满）", clock.title.zh));
            writeln!(
                out,
                "    {} --> {}: {}{why}",
                node(&state.id),
                node(&to.id),
                titles.join(" / ")
            )?;
        }
        if state.is_final() {
            writeln!(out, "    {} --> [*]", node(&state.id))?;
        }
    }
    Ok(())
}

/// Mermaid reads a hyphen as part of an arrow.
fn node(id: &str) -> String {
    id.replace('-', "_")
}

fn write_simulation(
    process: &Process,
    calendar: &WorkCalendar,
    from: Date,
    played: &[Vec<Stop<'_>>],
    stops: &[Stop<'_>],
    out: &mut String,
) -> Result<(), Error> {
    writeln!(out, "{}（{}），{from} 开始，人人用足期限", process.title.zh, process.id)?;
    for field in assumed(process) {
        let title = process.field(field).map_or(field, |field| &field.title.zh);
        writeln!(out, "“{title}”由人填写，这里假定：截止日写三十日后，起算日写当天")?;
    }
    for (index, stops) in played.iter().enumerate() {
        let end = stops.last();
        let state = end.map_or("", |stop| &stop.state.title.zh);
        let outcome = end.and_then(|stop| stop.state.outcome).map_or("", outcome_zh);
        writeln!(out, "\n路径 {}：{state}（{outcome}）", index + 1)?;
        stops.iter().try_for_each(|stop| write_stop(process, calendar, stop, out))?;
    }
    if played.len() >= MOST_PATHS {
        writeln!(out, "\n路径太多，只列出前 {MOST_PATHS} 条")?;
    }
    writeln!(out, "\n没有人办时")?;
    for stop in stops.iter().filter(|stop| !stop.state.is_final()) {
        write_silence(process, calendar, stop, out)?;
    }
    Ok(())
}

fn write_stop(
    process: &Process,
    calendar: &WorkCalendar,
    stop: &Stop<'_>,
    out: &mut String,
) -> Result<(), Error> {
    let what = match &stop.leg {
        None => format!("{}（{}）", process.start.title.zh, names(process, &process.start.by)),
        Some(Leg { steps, clock: Some(clock), .. }) => {
            let title = process.clock(clock).map_or(*clock, |clock| &clock.title.zh);
            format!("{}（“{title}”届满）", titles(steps))
        }
        Some(Leg { steps, .. }) => {
            let mut by: Vec<String> =
                steps.iter().flat_map(|step| step.by.iter().cloned()).collect();
            by.dedup();
            format!("{}（{}）", titles(steps), names(process, &by))
        }
    };
    writeln!(out, "  {} {what} → {}", stop.on, stop.state.title.zh)?;
    for running in &stop.running {
        let title = process.clock(&running.clock).map_or("", |clock| &clock.title.zh);
        writeln!(out, "      {title}：{}", explain(process, calendar, running).zh)?;
    }
    Ok(())
}

fn write_silence(
    process: &Process,
    calendar: &WorkCalendar,
    stop: &Stop<'_>,
    out: &mut String,
) -> Result<(), Error> {
    let owner = stop.state.owner.as_deref().unwrap_or_default();
    writeln!(
        out,
        "  “{}”（{}），{} 起由 {} 办",
        stop.state.title.zh,
        stop.state.id,
        stop.on,
        name(process, owner)
    )?;
    for running in &stop.running {
        let Some(clock) = process.clock(&running.clock) else { continue };
        match (running.paused_on, last_day(running)) {
            (Some(_), _) => writeln!(out, "      {}：暂停", clock.title.zh)?,
            (None, None) => writeln!(out, "      {}：到期日未定", clock.title.zh)?,
            (None, Some(due)) => {
                let alarm = alarm_on(process, calendar, running);
                let alarm = alarm.map_or(String::new(), |day| format!("{day} 预警，"));
                writeln!(
                    out,
                    "      {}：{alarm}{due} 届满{}",
                    clock.title.zh,
                    dated(process, calendar, clock, running, due)
                )?;
            }
        }
    }
    Ok(())
}

/// What follows after the last day, each with its day.
fn dated(
    process: &Process,
    calendar: &WorkCalendar,
    clock: &Clock,
    running: &Running,
    due: Date,
) -> String {
    let mut parts = String::new();
    let next = due.tomorrow().unwrap_or(due);
    if let Some(step) = clock.expires.as_deref().and_then(|id| process.step(id)) {
        let to = process.state(&step.to).map_or("", |to| &to.title.zh);
        parts.push_str(&format!("，{next} 自动“{}”→ {to}", step.title.zh));
    }
    for (index, step) in clock.step.iter().enumerate() {
        let told = u8::try_from(index).unwrap_or(u8::MAX);
        let day = crate::process::step_on(process, calendar, &Running { told, ..running.clone() });
        let day = day.map_or("日期未定".to_owned(), |day| day.to_string());
        parts.push_str(&format!("，{day} {} {}", escalation_zh(step.act), name(process, &step.to)));
    }
    parts
}

fn titles(steps: &[&Move]) -> String {
    steps.iter().map(|step| step.title.zh.as_str()).collect::<Vec<_>>().join(" / ")
}

fn name<'p>(process: &'p Process, actor: &'p str) -> &'p str {
    process.actor(actor).map_or(actor, |actor| &actor.title.zh)
}

fn names(process: &Process, actors: &[String]) -> String {
    if actors.is_empty() {
        return "由别的流程或计划派生".to_owned();
    }
    actors.iter().map(|actor| name(process, actor)).collect::<Vec<_>>().join("、")
}

fn needs(process: &Process, fields: &[String], papers: &[String]) -> String {
    let fields =
        fields.iter().filter_map(|id| process.field(id)).map(|field| field.title.zh.as_str());
    let papers = papers.iter().filter_map(|id| process.document.iter().find(|one| one.id == *id));
    let all: Vec<&str> = fields.chain(papers.map(|one| one.title.zh.as_str())).collect();
    if all.is_empty() { String::new() } else { format!("；要写：{}", all.join("、")) }
}

fn who_zh(actor: &ActorRule, law: &Law) -> String {
    if actor.who == Who::Party {
        let parties = actor.parties.iter().map(|party| match party {
            Party::Subject => "主体本人",
            Party::Interested => "利害关系人",
            Party::Anyone => "任何人",
            Party::Starter => "提出的人",
        });
        return parties.collect::<Vec<_>>().join("、");
    }
    let of = match actor.of {
        Some(AgencyOf::Named) => {
            let id = actor.agency.as_deref().unwrap_or_default();
            let agency = law.agency(id).map(|agency| &agency.title);
            agency.or_else(|| law.group(id)).map_or(id, |title| title.zh.as_str())
        }
        Some(AgencyOf::Field) => "栏目写明的机关",
        Some(AgencyOf::Starter) => "提出的机关",
        Some(AgencyOf::RecordSource) => "提供信息的单位",
        Some(AgencyOf::RecordRecogniser) => "认定的单位",
        Some(AgencyOf::Any) | None => "任何机关",
    };
    let role = |id: &String| law.role(id).map_or(id.clone(), |role| role.title.zh.clone());
    format!("{of}：{}", actor.roles.iter().map(role).collect::<Vec<_>>().join("、"))
}

fn about_zh(about: About) -> &'static str {
    match about {
        About::Record => "一条信息",
        About::Subject => "一个主体",
        About::Agency => "一个机关",
        About::Nothing => "不关于特定主体",
    }
}

fn outcome_zh(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::Done => "办成",
        Outcome::Refused => "不予",
        Outcome::Withdrawn => "撤回",
        Outcome::Lapsed => "自行结束",
    }
}

fn escalation_zh(act: Escalation) -> &'static str {
    match act {
        Escalation::Remind => "提醒",
        Escalation::Escalate => "上报",
        Escalation::Notify => "通报",
        Escalation::Talk => "约谈",
        Escalation::Order => "专项督办",
    }
}
