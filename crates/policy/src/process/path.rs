//! Every simple path of a process from its start to its ends, played on days.

use std::collections::BTreeMap;

use vocabulary::{Date, WorkCalendar, period::add_days};

use super::{
    clock::{Running, last_day},
    walk::{Walk, WalkError},
};
use crate::model::process::{Counted, Move, Process, State};

/// More paths than anybody reads: a process with more is cut off here, and says so.
pub const MOST_PATHS: usize = 2_000;

/// One leg of a path: the moves that lead from one state to the next, made by people or by a clock.
#[derive(Clone, Debug)]
pub struct Leg<'p> {
    /// The moves; those of people that lead the same way stand together.
    pub steps: Vec<&'p Move>,
    /// The clock that makes it by running out.
    pub clock: Option<&'p str>,
    /// Where it leads.
    pub to: &'p State,
}

/// A stop of a path that was played: when it was reached, by which leg, and the clocks from then on.
#[derive(Clone, Debug)]
pub struct Stop<'p> {
    /// The day.
    pub on: Date,
    /// The leg; none for the start.
    pub leg: Option<Leg<'p>>,
    /// The state.
    pub state: &'p State,
    /// The clocks that run or stand still there.
    pub running: Vec<Running>,
}

/// Every simple path to a final state, no state twice; at most [`MOST_PATHS`].
pub fn paths(process: &Process) -> Vec<Vec<Leg<'_>>> {
    let mut found = Vec::new();
    if let Some(start) = process.state(&process.start.to) {
        follow(process, start, &mut vec![start.id.as_str()], &mut Vec::new(), &mut found);
    }
    found
}

fn follow<'p>(
    process: &'p Process,
    state: &'p State,
    seen: &mut Vec<&'p str>,
    legs: &mut Vec<Leg<'p>>,
    found: &mut Vec<Vec<Leg<'p>>>,
) {
    if found.len() >= MOST_PATHS {
        return;
    }
    if state.is_final() {
        found.push(legs.clone());
        return;
    }
    for leg in legs_from(process, state) {
        let to = leg.to;
        if seen.contains(&to.id.as_str()) {
            continue;
        }
        seen.push(&to.id);
        legs.push(leg);
        follow(process, to, seen, legs, found);
        legs.pop();
        seen.pop();
    }
}

/// The legs out of a state: those of people first, one for each state they lead to, then those of clocks.
pub fn legs_from<'p>(process: &'p Process, state: &'p State) -> Vec<Leg<'p>> {
    let mut legs: Vec<Leg<'p>> = Vec::new();
    let by_people =
        process.moves_from(&state.id).filter(|one| !one.by.is_empty() && one.to != "same");
    for step in by_people {
        let Some(to) = process.state(&step.to) else { continue };
        match legs.iter_mut().find(|leg| leg.to.id == to.id) {
            Some(leg) => leg.steps.push(step),
            None => legs.push(Leg { steps: vec![step], clock: None, to }),
        }
    }
    for clock in state.clocks.iter().filter_map(|id| process.clock(id)) {
        let step = clock.expires.as_deref().and_then(|id| process.step(id));
        let to = step.and_then(|step| Some((step, process.state(&step.to)?)));
        if let Some((step, to)) = to {
            legs.push(Leg { steps: vec![step], clock: Some(&clock.id), to });
        }
    }
    legs
}

/// Plays a path from a day: everybody takes all the time that the clocks leave, and a clock's move comes
/// on the day after. What clocks of their own would do first is what happens then.
pub fn play<'p>(
    process: &'p Process,
    calendar: &'p WorkCalendar,
    path: &[Leg<'p>],
    from: Date,
) -> Result<Vec<Stop<'p>>, WalkError> {
    let first = process.state(&process.start.to);
    let days = first.map(|state| days_for(process, state, &[], from));
    let mut walk = Walk::begin(process, calendar, from, days.unwrap_or_default());
    let mut stops = Vec::new();
    stops.extend(stop(process, &walk, None));
    for leg in path {
        let Some(step) = leg.steps.first() else { continue };
        match leg.clock {
            None => {
                let first = walk.running().iter().filter_map(last_day).min();
                let on = first.unwrap_or(walk.today()).max(walk.today());
                walk.fill_all(days_for(process, leg.to, walk.running(), on));
                walk.make(&step.id, on)?;
            }
            Some(clock) => {
                let due = walk.running().iter().find(|one| one.clock == clock).and_then(last_day);
                let on = due.unwrap_or(walk.today()).max(walk.today());
                let on = on.tomorrow().unwrap_or(on);
                walk.fill_all(days_for(process, leg.to, walk.running(), on));
                walk.expire(&step.id, clock, on)?;
            }
        }
        stops.extend(stop(process, &walk, Some(leg.clone())));
    }
    Ok(stops)
}

fn stop<'p>(process: &'p Process, walk: &Walk<'p>, leg: Option<Leg<'p>>) -> Option<Stop<'p>> {
    let state = process.state(walk.state())?;
    Some(Stop { on: walk.today(), leg, state, running: walk.running().to_vec() })
}

/// The fields on which clocks hang; days in them are assumed when a path is played.
pub fn assumed(process: &Process) -> Vec<&str> {
    let by = process.clock.iter().filter_map(|clock| clock.by.as_deref());
    let since = process.clock.iter().filter_map(|clock| match &clock.from {
        Counted::Field(field) => Some(field.as_str()),
        Counted::Entry | Counted::Start => None,
    });
    let mut fields: Vec<&str> = by.chain(since).collect();
    fields.sort_unstable();
    fields.dedup();
    fields
}

/// Days for the fields of the clocks that a state starts: a last day thirty days on, a first day the same.
fn days_for(
    process: &Process,
    state: &State,
    running: &[Running],
    on: Date,
) -> BTreeMap<String, Date> {
    let starts = |id: &&String| !running.iter().any(|one| one.clock == **id);
    let clocks = state.clocks.iter().filter(starts).filter_map(|id| process.clock(id));
    let mut days = BTreeMap::new();
    for clock in clocks {
        if let Some(by) = &clock.by {
            days.insert(by.clone(), add_days(on, 30).unwrap_or(on));
        }
        if let Counted::Field(since) = &clock.from {
            days.insert(since.clone(), on);
        }
    }
    days
}
