//! Requests to take data out that wait for the decision of this person.

use web::{
    WebError,
    door::{
        Language, Site, Staff,
        tell::{agency, instant},
    },
};

use super::Task;
use crate::exports;

/// What a second person must decide.
pub(super) fn tasks(site: &Site, language: Language, staff: &Staff) -> Result<Vec<Task>, WebError> {
    let task = |export: disclosure::ExportView| Task {
        kind: "export",
        title: export.reason,
        detail: export.matter_number,
        whose: agency(language, &export.organisation),
        due: None,
        state: "soon",
        words: instant(export.at).get(..10).unwrap_or_default().to_owned(),
        why: site.word(language, "desk.task_why.export"),
        href: "/desk/exports".to_owned(),
    };
    Ok(exports::waiting(site, staff)?.into_iter().map(task).collect())
}
