//! Single records: a form for each item that the unit sends, the review for secrecy and privacy by a second
//! person, publication in the moment of filing (C-06.b, H-06, H-24).

mod form;
mod index;
mod keep;
mod review;
mod show;

use policy::model::role::Action::SubmitBatch;
use web::{
    WebError,
    door::{Language, Site, Staff, tell::instant},
};

use crate::{
    may,
    queue::Task,
    table::{Line, get, post},
    unit,
};

/// The routes of these pages.
pub(crate) fn lines() -> Vec<Line> {
    vec![
        get("/desk/records", &[SubmitBatch], index::show),
        get("/desk/records/new/{item}", &[SubmitBatch], form::new),
        post("/desk/records/new/{item}", &[SubmitBatch], keep::enter),
        get("/desk/records/{number}", &[SubmitBatch], show::show),
        get("/desk/records/{number}/edit", &[SubmitBatch], form::edit),
        post("/desk/records/{number}/edit", &[SubmitBatch], keep::change),
        post("/desk/records/{number}/review", &[SubmitBatch], review::review),
        post("/desk/records/{number}/drop", &[SubmitBatch], review::drop),
    ]
}

/// Entries that are looked through.
const RECENT: u64 = 60;

/// What waits for the review of this person, and what came back to it.
pub(crate) fn tasks(site: &Site, language: Language, staff: &Staff) -> Result<Vec<Task>, WebError> {
    if !may::has(site.law(), staff, SubmitBatch) {
        return Ok(Vec::new());
    }
    let own = staff.actor().by;
    let mut tasks = Vec::new();
    for line in site.intake().entries(&staff.agency, RECENT)? {
        let mine = line.entered_by == own;
        let key = match (line.state, mine) {
            (intake::EntryState::Waiting, false) => "entry",
            (intake::EntryState::Returned, true) => "entry_back",
            _ => continue,
        };
        tasks.push(Task {
            kind: "entry",
            title: site.word(language, &format!("desk.task_text.{key}")),
            detail: unit::item_title(site, language, &line.item),
            whose: unit::title(site, language, &staff.agency),
            due: None,
            state: "soon",
            words: instant(line.entered_at).get(..10).unwrap_or_default().to_owned(),
            why: site.word(language, &format!("desk.task_why.{key}")),
            href: format!("/desk/records/{}", line.number),
        });
    }
    Ok(tasks)
}

/// Colour of a state.
fn tone(state: intake::EntryState) -> &'static str {
    match state {
        intake::EntryState::Waiting => "wait",
        intake::EntryState::Returned => "bad",
        intake::EntryState::Filed => "good",
        intake::EntryState::Dropped => "quiet",
    }
}
