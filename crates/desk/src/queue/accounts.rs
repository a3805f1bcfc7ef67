//! Accounts that wait for the approval of this person.

use web::{
    WebError,
    door::{Language, Site, Staff, tell::instant},
};

use super::Task;
use crate::{accounts, unit};

/// What the security officer must approve.
pub(super) fn tasks(site: &Site, language: Language, staff: &Staff) -> Result<Vec<Task>, WebError> {
    let task = |view: account::AccountView| Task {
        kind: "approval",
        title: view.name,
        detail: view.agency.map_or_else(String::new, |agency| unit::title(site, language, &agency)),
        whose: view.proposed_by,
        due: None,
        state: "soon",
        words: instant(view.opened_at).get(..10).unwrap_or_default().to_owned(),
        why: site.word(language, "desk.task_why.approval"),
        href: format!("/desk/accounts/{}", view.account),
    };
    Ok(accounts::proposed(site, staff)?.into_iter().map(task).collect())
}
