//! Terms of a process in words: how long, from when, and what happens when they have passed.

use policy::model::{
    basis::Length,
    process::{Clock, Counted, Process, State},
};

use crate::{portal::law::id, site::Site, view::process as view, wording::Language};

/// A length of time in words.
fn said(site: &Site, language: Language, length: Length) -> String {
    match length.count {
        0 => site.word(language, "process.same_day"),
        count => {
            let key = format!("length.{}", id(&length.unit));
            site.words(language, &key, &[("n", count.to_string())])
        }
    }
}

/// How long a clock gives.
pub(super) fn length(site: &Site, language: Language, clock: &Clock) -> String {
    match clock.within {
        None => site.word(language, "process.by_date"),
        Some(length) if length.count == 0 => said(site, language, length),
        Some(length) => {
            let values = [("length", said(site, language, length))];
            site.words(language, "process.within", &values)
        }
    }
}

/// A term that begins in a state.
pub(super) fn term(
    site: &Site,
    language: Language,
    process: &Process,
    clock: &Clock,
) -> view::Term {
    let extended = clock.extend.as_ref().map(|extension| {
        let length = said(site, language, extension.within);
        let values = [("times", extension.times.to_string()), ("length", length)];
        site.words(language, "process.extended", &values)
    });
    let start = match &clock.from {
        Counted::Entry => site.word(language, "process.from_entry"),
        Counted::Start => site.word(language, "process.from_start"),
        Counted::Field(field) => {
            let title = process.field(field).map(|field| language.of(&field.title));
            let values = [("field", title.unwrap_or_else(|| field.clone()))];
            site.words(language, "process.from_field", &values)
        }
    };
    let from = match clock.within {
        Some(length) if length.count > 0 => {
            site.words(language, "process.clock_from", &[("start", start)])
        }
        _ => String::new(),
    };
    view::Term {
        title: language.of(&clock.title),
        length: length(site, language, clock),
        from,
        extended,
        basis: clock.basis.clone(),
    }
}

/// Terms that go on or stand still in a state, in words; those of `begun` began before.
pub(super) fn going(
    site: &Site,
    language: Language,
    process: &Process,
    (state, begun): (&State, &[&str]),
) -> Vec<String> {
    let say = |key: &str, clock: &String| {
        let clock = process.clock(clock)?;
        let values = [("clock", language.of(&clock.title))];
        Some(site.words(language, key, &values))
    };
    let on = state.clocks.iter().filter(|clock| begun.contains(&clock.as_str()));
    let on = on.filter_map(|clock| say("process.clock_on", clock));
    let paused = state.pauses.iter().filter_map(|clock| say("process.clock_paused", clock));
    on.chain(paused).collect()
}

/// What happens when terms have passed, in words.
pub(super) fn silence(site: &Site, language: Language, process: &Process) -> Vec<view::Silence> {
    let silence = |clock: &Clock| view::Silence {
        title: language.of(&clock.title),
        steps: late(site, language, process, clock),
    };
    process.clock.iter().map(silence).filter(|one| !one.steps.is_empty()).collect()
}

/// Steps against lateness of one clock, and the move that it makes itself.
fn late(site: &Site, language: Language, process: &Process, clock: &Clock) -> Vec<String> {
    let step = |step: &policy::model::process::Step| {
        let who = process.actor(&step.to).map(|actor| language.of(&actor.title));
        let values = [
            ("length", said(site, language, step.after)),
            ("act", site.word(language, &format!("process.act.{}", id(&step.act)))),
            ("who", who.unwrap_or_default()),
        ];
        let key = if step.after.count == 0 { "late_same" } else { "late_step" };
        site.words(language, &format!("process.{key}"), &values)
    };
    let expires = clock.expires.as_ref().and_then(|id| process.step(id)).map(|one| {
        let state = process.state(&one.to).map(|state| language.of(&state.title));
        let values = [("state", state.unwrap_or_default())];
        site.words(language, "process.late_expires", &values)
    });
    clock.step.iter().map(step).chain(expires).collect()
}
