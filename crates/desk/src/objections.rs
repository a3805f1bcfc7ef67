//! Objections: what waits for an answer, until when, and the steps of each.

mod case;
mod queue;
mod step;

use policy::model::role::Action::HandleCases;
use web::door::{Language, Site};
use workflow::{CaseLine, ObjectionState};

use crate::table::{Line, get, post};

pub(crate) use queue::tasks;

/// The routes of these pages.
pub(crate) fn lines() -> Vec<Line> {
    vec![
        get("/desk/objections", &[HandleCases], queue::show),
        get("/desk/objections/{number}", &[HandleCases], case::show),
        post("/desk/objections/{number}/accept", &[HandleCases], step::accept),
        post("/desk/objections/{number}/decline", &[HandleCases], step::decline),
        post("/desk/objections/{number}/notes", &[HandleCases], step::note),
        post("/desk/objections/{number}/contact", &[HandleCases], step::contact),
    ]
}

/// Colour of a state.
fn tone(state: ObjectionState) -> &'static str {
    match state {
        ObjectionState::Filed => "wait",
        ObjectionState::Accepted => "",
        ObjectionState::Declined => "quiet",
    }
}

/// The clock of an objection: its colour and what it says, in working days.
fn clock(site: &Site, language: Language, line: &CaseLine) -> (&'static str, String) {
    let said = |key: &str, n: i64| site.words(language, key, &[("n", n.to_string())]);
    match line.days_left {
        _ if !line.state.is_open() => ("done", site.word(language, "clock.done")),
        _ if line.overdue => {
            let days = line.days_left.unwrap_or_default().abs().max(1);
            ("late", said("desk.clock.late_working", days))
        }
        Some(..=0) => ("today", site.word(language, "clock.today")),
        Some(days @ 1) => ("soon", said("desk.clock.working", days)),
        Some(days) => ("later", said("desk.clock.working", days)),
        None => ("later", site.word(language, "desk.objections.no_due")),
    }
}

/// What the record is called that is objected to.
fn item(language: Language, line: &CaseLine) -> String {
    line.title.as_ref().map_or_else(|| line.item.clone(), |title| language.of(title))
}
