//! What is due today, for whoever looks, and by which clock.

mod accounts;
mod alerts;
mod articles;
mod checks;
mod exports;
mod faults;
mod held;
mod reports;
mod show;

use jiff::civil::Date;
use serde::Serialize;
use web::{
    WebError,
    door::{Language, Site, Staff},
};

use crate::{
    cases, declarations,
    table::{Line, get},
};

/// The routes of this page: whoever is of staff has a queue.
pub(crate) fn lines() -> Vec<Line> {
    vec![get("/desk", &[], show::show)]
}

/// One thing to do.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Task {
    /// Key of its kind under `desk.task.*`.
    pub(crate) kind: &'static str,
    /// What is to be done.
    pub(crate) title: String,
    /// What it is about.
    pub(crate) detail: String,
    /// Who waits for it, or whose duty it is.
    pub(crate) whose: String,
    /// Last day; none where the law sets none.
    pub(crate) due: Option<String>,
    /// Colour of the clock: `late`, `today`, `soon`, `later`.
    pub(crate) state: &'static str,
    /// What the clock says.
    pub(crate) words: String,
    /// Why it is due then.
    pub(crate) why: String,
    /// Where it is done.
    pub(crate) href: String,
}

/// Tasks of one kind, as far as the role may do them.
pub(crate) type Source = fn(&Site, Language, &Staff) -> Result<Vec<Task>, WebError>;

/// Where tasks come from: each page that has some adds its own.
pub(crate) const SOURCES: &[Source] = &[
    reports::tasks,
    faults::tasks,
    held::tasks,
    crate::records::tasks,
    crate::gaps::tasks,
    checks::tasks,
    cases::tasks,
    cases::results,
    declarations::tasks,
    articles::tasks,
    accounts::tasks,
    alerts::tasks,
    exports::tasks,
];

/// Days from which on a due day is near.
const SOON: i32 = 2;

/// The clock of a due day: its colour and what it says.
pub(crate) fn clock(site: &Site, language: Language, due: Date) -> (&'static str, String) {
    let days = (due - site.today()).get_days();
    let said = |key: &str, n: i32| site.words(language, key, &[("n", n.to_string())]);
    match days {
        ..0 => ("late", said("desk.clock.late", -days)),
        0 => ("today", site.word(language, "clock.today")),
        1..=SOON => ("soon", said("desk.clock.days", days)),
        _ => ("later", said("desk.clock.days", days)),
    }
}
