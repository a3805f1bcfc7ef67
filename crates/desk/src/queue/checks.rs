//! Interceptions whose outcome has not been recorded (C-09.c).

use policy::model::role::Action;
use vocabulary::clock::date_in_china;
use web::{
    WebError,
    door::{Language, Site, Staff},
};

use super::{Task, clock};
use crate::{may, unit};

/// Interceptions that are shown.
const SHOWN: u32 = 50;

/// What was done after an interception is to be recorded on the same day.
pub(super) fn tasks(site: &Site, language: Language, staff: &Staff) -> Result<Vec<Task>, WebError> {
    if !may::has(site.law(), staff, Action::DecideCheck) {
        return Ok(Vec::new());
    }
    let open = site.checker().undecided(&staff.agency, SHOWN)?;
    let task = |receipt: check::Receipt| {
        let day = date_in_china(receipt.at);
        let (state, words) = clock(site, language, day);
        let matter = site.law().matter(&receipt.matter, day);
        Task {
            kind: "decide",
            title: site.words(
                language,
                "desk.task_text.decide",
                &[("number", receipt.number.clone())],
            ),
            detail: matter.map_or_else(String::new, |matter| language.of(&matter.title)),
            whose: unit::title(site, language, &receipt.organisation),
            due: Some(day.to_string()),
            state,
            words,
            why: site.word(language, "desk.task_why.decide"),
            href: format!("/desk/checks/{}", receipt.number),
        }
    };
    Ok(open.into_iter().map(task).collect())
}
