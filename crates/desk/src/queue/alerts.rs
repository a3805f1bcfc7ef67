//! Alerts that nobody has handled yet.

use web::{
    WebError,
    door::{
        Language, Site, Staff,
        tell::{agency, instant},
    },
};

use super::Task;
use crate::alerts;

/// What the security officer must look into.
pub(super) fn tasks(site: &Site, language: Language, staff: &Staff) -> Result<Vec<Task>, WebError> {
    let task = |alert: disclosure::AlertView| Task {
        kind: "alert",
        title: site.word(language, &format!("desk.alert_kind.{}", alert.kind.as_str())),
        detail: agency(language, &alert.organisation),
        whose: alert.actor,
        due: None,
        state: "today",
        words: instant(alert.at).get(..10).unwrap_or_default().to_owned(),
        why: site.word(language, "desk.task_why.alert"),
        href: format!("/desk/alerts/{}", alert.number),
    };
    Ok(alerts::open(site, staff)?.into_iter().map(task).collect())
}
