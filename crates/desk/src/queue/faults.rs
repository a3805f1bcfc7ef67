//! Batches of the own agency with rows to mend.

use jiff::SignedDuration;
use policy::model::role::Action;
use vocabulary::Timestamp;
use web::{
    WebError,
    door::{Language, Site, Staff, tell::instant},
};

use super::Task;
use crate::{may, unit};

/// Batches that are looked through.
const RECENT: u64 = 40;
/// How far back rows are still asked for, in days.
const BACK: i64 = 60;

/// Rows that were refused and not sent again since.
pub(super) fn tasks(site: &Site, language: Language, staff: &Staff) -> Result<Vec<Task>, WebError> {
    if !may::has(site.law(), staff, Action::SubmitBatch) {
        return Ok(Vec::new());
    }
    let since = site.clock().now() - SignedDuration::from_hours(24 * BACK);
    let faulty = |batch: &intake::BatchLine| {
        let at = Timestamp::from_microsecond(batch.received_at).unwrap_or_default();
        batch.state == "done" && batch.rejected > 0 && at >= since
    };
    let batches = site.intake().batches(Some(unit::code(site, staff)), RECENT)?;
    let mut tasks = Vec::new();
    for batch in batches.into_iter().filter(faulty) {
        let waiting = crate::faults::waiting(site, &batch.batch, batch.rejected)?;
        if waiting > 0 {
            tasks.push(task(site, language, batch, waiting));
        }
    }
    Ok(tasks)
}

fn task(site: &Site, language: Language, batch: intake::BatchLine, waiting: u64) -> Task {
    let at = Timestamp::from_microsecond(batch.received_at).unwrap_or_default();
    Task {
        kind: "mend",
        title: site.words(language, "desk.task_text.mend", &[("n", waiting.to_string())]),
        detail: unit::item_title(site, language, &batch.item),
        whose: unit::title(site, language, &batch.agency),
        due: None,
        state: "soon",
        words: instant(at).get(..10).unwrap_or_default().to_owned(),
        why: site.word(language, "desk.task_why.mend"),
        href: format!("/desk/faults/{}", batch.batch),
    }
}
