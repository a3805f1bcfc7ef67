//! A case as one line of a list: what, about whom, who has it, until when.

use policy::model::process::Outcome;
use serde::Serialize;
use web::door::{Language, Site};
use workflow::case::{CaseLine, Colour, Why};

/// One line.
#[derive(Clone, Debug, Serialize)]
pub(super) struct Told {
    pub(super) number: String,
    pub(super) process: String,
    /// What it is about, if that says more than the process.
    pub(super) about: Option<String>,
    /// Whom it is about: an organisation.
    pub(super) name: Option<String>,
    pub(super) state: String,
    pub(super) tone: &'static str,
    /// Who has it.
    pub(super) who: Option<String>,
    pub(super) due: Option<String>,
    /// Class of the clock: `late`, `today`, `soon`, `later`, `done`.
    pub(super) clock: &'static str,
    /// What the clock says.
    pub(super) words: String,
    /// Whether it is here because it is late elsewhere.
    pub(super) escalated: bool,
}

/// The line of a case.
pub(super) fn told(site: &Site, language: Language, line: &CaseLine) -> Told {
    let (clock, words) = clock(site, language, line);
    let process = language.of(&line.title);
    let about = line.about.as_ref().map(|about| language.of(about));
    Told {
        number: line.number.clone(),
        about: about.filter(|about| *about != process && !about.is_empty()),
        process,
        name: line.name.clone().or_else(|| line.code.clone()),
        state: language.of(&line.state_title),
        tone: tone(line),
        who: line.unit_title.as_ref().map(|unit| language.of(unit)),
        due: line.due_on.filter(|_| line.outcome.is_none()).map(|day| day.to_string()),
        clock,
        words,
        escalated: line.why == Why::Escalated && line.outcome.is_none(),
    }
}

/// Colour of a state.
pub(super) fn tone(line: &CaseLine) -> &'static str {
    match line.outcome {
        None => "",
        Some(Outcome::Done) => "good",
        Some(Outcome::Refused) => "bad",
        Some(Outcome::Withdrawn | Outcome::Lapsed) => "quiet",
    }
}

/// The clock of a case as a whole.
pub(super) fn clock(site: &Site, language: Language, line: &CaseLine) -> (&'static str, String) {
    if line.outcome.is_some() {
        let day = line.closed_on.map(|day| day.to_string()).unwrap_or_default();
        return ("done", site.words(language, "desk.case_clock.closed", &[("date", day)]));
    }
    let days = line.due_on.and(line.days_left);
    ticking(site, language, (line.colour, line.due_on.is_some()), days)
}

/// A clock by its colour, whether it has a day, and the working days that are left.
pub(super) fn ticking(
    site: &Site,
    language: Language,
    (colour, dated): (Colour, bool),
    days: Option<i64>,
) -> (&'static str, String) {
    let word = |key: &str| site.word(language, &format!("desk.case_clock.{key}"));
    let said = |key: &str, n: i64| {
        site.words(language, &format!("desk.case_clock.{key}"), &[("n", n.to_string())])
    };
    match (colour, days) {
        (Colour::Red, Some(days)) => ("late", said("late_working", days.abs().max(1))),
        (Colour::Red, None) => ("late", word("late")),
        (Colour::Grey, _) if !dated => ("later", word("undated")),
        (_, Some(..=0)) => ("today", word("today")),
        (Colour::Amber, Some(days)) => ("soon", said("working", days)),
        (Colour::Amber, None) => ("soon", word("soon")),
        (_, Some(days)) => ("later", said("working", days)),
        (_, None) => ("later", word("due")),
    }
}
