//! Batches that the agency's plan wants.

use intake::{IntakeError, Overdue};
use jiff::ToSpan;
use policy::model::role::Action;
use web::{
    WebError,
    door::{Language, Site, Staff, tell::id},
};

use super::{Task, clock};
use crate::{may, unit};

/// How many days ahead a batch of the plan is shown.
const AHEAD: i32 = 7;

/// What the own agency should have sent, and what it has still to send in these days. Whoever reads
/// quality sees what other agencies have not sent, through the quality report and not here.
pub(super) fn tasks(site: &Site, language: Language, staff: &Staff) -> Result<Vec<Task>, WebError> {
    if !may::has(site.law(), staff, Action::SubmitBatch) {
        return Ok(Vec::new());
    }
    let own = |owed: &Overdue| owed.agency == staff.agency;
    let late: Vec<Overdue> = site.intake().overdue()?.into_iter().filter(own).collect();
    let until = site.today().saturating_add(AHEAD.days());
    let coming = match site.intake().expected(&staff.agency, until) {
        // Towards the end of a year the calendar of the next may not be announced.
        Err(IntakeError::Calendar(_)) => site.intake().expected(&staff.agency, site.today())?,
        coming => coming?,
    };
    // What is sent now makes up for what is late: an item is asked for once.
    let once = |owed: &Overdue| late.iter().all(|other| other.item != owed.item);
    let coming: Vec<Overdue> = coming.into_iter().filter(once).collect();
    Ok(late.iter().chain(&coming).map(|owed| task(site, language, owed)).collect())
}

fn task(site: &Site, language: Language, owed: &Overdue) -> Task {
    let (state, words) = clock(site, language, owed.due);
    let cycle = site.word(language, &format!("cycle.{}", id(&owed.cycle)));
    let (from, due) = (owed.from.to_string(), owed.due.to_string());
    let last = owed.last.map(|day| day.to_string());
    let never = || site.word(language, "desk.quality.never");
    Task {
        kind: "report",
        title: unit::item_title(site, language, &owed.item),
        detail: site.words(
            language,
            "desk.task_text.report",
            &[("last", last.unwrap_or_else(never))],
        ),
        whose: unit::title(site, language, &owed.agency),
        due: Some(due.clone()),
        state,
        words,
        why: site.words(
            language,
            "desk.task_why.report",
            &[("cycle", cycle), ("from", from), ("due", due)],
        ),
        href: format!("/desk/batches?item={}", owed.item),
    }
}
