//! Results that the upper platform should have acknowledged by now and has not (C-17.d).

use policy::model::role::Action;
use web::{
    WebError,
    door::{Language, Site, Staff},
};
use workflow::dispatch::Dispatch;

use super::by;
use crate::{
    may,
    queue::{Task, clock},
    unit,
};

/// Results in the queue of a day.
const SHOWN: usize = 20;

/// The late ones of cases in which this person has a part.
pub(crate) fn tasks(site: &Site, language: Language, staff: &Staff) -> Result<Vec<Task>, WebError> {
    if !may::has(site.law(), staff, Action::HandleCases) {
        return Ok(Vec::new());
    }
    let late = site.cases().overdue_dispatches()?;
    let mine = |one: &&Dispatch| site.cases().view(&by(staff), &one.number).is_ok();
    Ok(late.iter().filter(mine).take(SHOWN).map(|one| task(site, language, staff, one)).collect())
}

fn task(site: &Site, language: Language, staff: &Staff, one: &Dispatch) -> Task {
    let (state, words) = match one.due_on {
        Some(due) => clock(site, language, due),
        None => ("late", site.word(language, "desk.case_clock.late")),
    };
    Task {
        kind: "result",
        title: language.of(&one.title),
        detail: one.number.clone(),
        whose: unit::title(site, language, &staff.agency),
        due: one.due_on.map(|day| day.to_string()),
        state,
        words,
        why: site.words(language, "desk.task_why.result", &[("n", one.attempts.to_string())]),
        href: format!("/desk/cases/{}", one.number),
    }
}
