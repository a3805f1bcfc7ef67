//! Rows that wait for somebody to say whom they mean.

use intake::{HeldRow, Page};
use policy::model::role::Action;
use vocabulary::Timestamp;
use web::{
    WebError,
    door::{Language, Site, Staff, tell::instant},
};

use super::Task;
use crate::{may, unit};

/// Rows that are named; the page of held rows has them all.
const NAMED: u32 = 30;

/// What whoever keeps subjects must decide.
pub(super) fn tasks(site: &Site, language: Language, staff: &Staff) -> Result<Vec<Task>, WebError> {
    if !may::has(site.law(), staff, Action::KeepSubjects) {
        return Ok(Vec::new());
    }
    let held = site.intake().held(None, &Page { after: None, size: NAMED })?.entries;
    let reached = held.into_iter().filter(|row| may::reaches(site.law(), staff, &row.agency));
    Ok(reached.map(|row| task(site, language, row)).collect())
}

/// A person's name stands on no list.
fn task(site: &Site, language: Language, row: HeldRow) -> Task {
    let at = Timestamp::from_microsecond(row.received_at).unwrap_or_default();
    let title = match row.named.filter(|_| !row.person) {
        Some(name) => site.words(language, "desk.task_text.held", &[("name", name)]),
        None => site.word(language, "desk.task_text.held_person"),
    };
    Task {
        kind: "held",
        title,
        detail: unit::item_title(site, language, &row.item),
        whose: unit::title(site, language, &row.agency),
        due: None,
        state: "soon",
        words: instant(at).get(..10).unwrap_or_default().to_owned(),
        why: site.word(language, "desk.task_why.held"),
        href: format!("/desk/held/{}/{}", row.batch, row.line),
    }
}
