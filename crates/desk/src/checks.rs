//! The check window: one field, a matter and its number; the answer on one screen.

mod answer;
mod ask;
mod decide;
pub(crate) mod list;

use policy::model::role::Action::{DecideCheck, MakeCheck};

use crate::table::{Line, get, post};

/// The routes of these pages.
pub(crate) fn lines() -> Vec<Line> {
    vec![
        get("/desk/checks", &[MakeCheck], ask::form),
        post("/desk/checks", &[MakeCheck], ask::ask),
        get("/desk/checks/lists", &[MakeCheck], list::form),
        post("/desk/checks/lists", &[MakeCheck], list::send),
        get("/desk/checks/lists/{number}", &[MakeCheck], list::show),
        get("/desk/checks/lists/{number}/answers.csv", &[MakeCheck], list::download),
        get("/desk/checks/{number}", &[MakeCheck], decide::show),
        post("/desk/checks/{number}/decision", &[DecideCheck], decide::decide),
    ]
}

/// Colour of an outcome.
pub(crate) fn tone(outcome: check::Outcome) -> &'static str {
    match outcome {
        check::Outcome::Clear => "good",
        check::Outcome::Reference => "wait",
        check::Outcome::Intercept => "bad",
    }
}
