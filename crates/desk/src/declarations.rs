//! What subjects declare about themselves: evidence beside the words, and the verdict of an officer.

mod check;
mod queue;
mod show;

use policy::model::role::Action::CheckDeclarations;

use crate::table::{Line, get, post};

pub(crate) use queue::tasks;

/// The routes of these pages.
pub(crate) fn lines() -> Vec<Line> {
    vec![
        get("/desk/declarations", &[CheckDeclarations], queue::show),
        get("/desk/declarations/{number}", &[CheckDeclarations], show::show),
        get("/desk/declarations/{number}/files/{file}", &[CheckDeclarations], show::evidence),
        post("/desk/declarations/{number}", &[CheckDeclarations], check::check),
    ]
}
