//! Articles that wait for the review of this person.

use web::{
    WebError,
    door::{Language, Site, Staff, tell::instant},
};

use super::Task;
use crate::articles;

/// What a second person must review.
pub(super) fn tasks(site: &Site, language: Language, staff: &Staff) -> Result<Vec<Task>, WebError> {
    let task = |line: content::ArticleLine| Task {
        kind: "review",
        title: line.title,
        detail: articles::place(site, language, &line.site, &line.column),
        whose: line.writer,
        due: None,
        state: "soon",
        words: instant(line.changed_at).get(..10).unwrap_or_default().to_owned(),
        why: site.word(language, "desk.task_why.review"),
        href: format!("/desk/articles/{}", line.number),
    };
    Ok(articles::waiting(site, staff)?.into_iter().map(task).collect())
}
