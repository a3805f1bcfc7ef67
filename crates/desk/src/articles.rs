//! Articles: written by one, reviewed by another, taken down with a reason (C-07.a, H-25).

mod index;
mod judge;
mod places;
mod show;
mod write;

use policy::model::role::Action::{EditContent, ReviewContent};

use crate::table::{Line, get, post};

pub(crate) use index::waiting;
pub(crate) use places::title as place;

/// The routes of these pages.
pub(crate) fn lines() -> Vec<Line> {
    vec![
        get("/desk/articles", &[EditContent, ReviewContent], index::show),
        post("/desk/articles", &[EditContent], write::create),
        get("/desk/articles/new", &[EditContent], write::blank),
        get("/desk/articles/{number}", &[EditContent, ReviewContent], show::show),
        post("/desk/articles/{number}", &[EditContent], write::revise),
        get("/desk/articles/{number}/edit", &[EditContent], write::edit),
        post("/desk/articles/{number}/submission", &[EditContent], judge::submit),
        post("/desk/articles/{number}/review", &[ReviewContent], judge::review),
        post("/desk/articles/{number}/hold", &[ReviewContent], judge::hold),
        post("/desk/articles/{number}/withdrawal", &[ReviewContent], judge::withdraw),
    ]
}

/// Colour of a state.
fn tone(state: content::State) -> &'static str {
    match state {
        content::State::Published => "good",
        content::State::Submitted | content::State::SentBack => "wait",
        content::State::Held => "bad",
        content::State::Draft | content::State::Withdrawn => "quiet",
    }
}
