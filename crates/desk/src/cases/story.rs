//! The story of a case, step by step; of a long one the earlier part is folded away.

use policy::model::process::Outcome;
use serde::Serialize;
use vocabulary::clock::date_in_china;
use web::door::{Language, Site, process_of, tell::instant};
use workflow::case::{CaseView, StepView};

/// Steps that stand open.
const OPEN: usize = 12;

/// One step.
#[derive(Clone, Debug, Serialize)]
pub(super) struct Step {
    on: String,
    at: String,
    title: String,
    tone: &'static str,
    /// The state after it.
    state: Option<String>,
    /// Who did it; none if the clock did.
    who: Option<String>,
    note: Option<String>,
    position: u64,
}

/// The last steps, and those before them.
pub(super) fn told(site: &Site, language: Language, case: &CaseView) -> (Vec<Step>, Vec<Step>) {
    let mut all: Vec<Step> = case.steps.iter().map(|one| step(site, language, case, one)).collect();
    // A single step is not worth a fold.
    let folded = all.len().saturating_sub(OPEN);
    let folded = if folded > 1 { folded } else { 0 };
    let last = all.split_off(folded);
    (last, all)
}

/// What was done: a move by its own name, everything else with a word before it.
fn said(site: &Site, language: Language, step: &StepView) -> String {
    let what = language.of(&step.title);
    if matches!(step.step.as_str(), "opened" | "moved") && !what.is_empty() {
        return what;
    }
    let contact = step.step == "revealed" && what.is_empty();
    let what = if contact { site.word(language, "desk.case.contact") } else { what };
    site.words(language, &format!("desk.case_event.{}", step.step), &[("what", what)])
}

fn step(site: &Site, language: Language, case: &CaseView, step: &StepView) -> Step {
    let state = step.state.as_ref().and_then(|state| process_of(site, case)?.state(state));
    let tone = match (step.step.as_str(), state.and_then(|state| state.outcome)) {
        (_, Some(Outcome::Done)) => "good",
        (_, Some(Outcome::Refused)) | ("escalated" | "overdue" | "stuck", _) => "bad",
        ("alarm" | "extended", _) => "wait",
        _ => "",
    };
    let clock = ["alarm", "overdue", "escalated", "stuck", "ended", "told"];
    let clock = clock.contains(&step.step.as_str());
    let party = || site.word(language, "desk.case.party");
    let agency = step.agency_title.as_ref().map(|agency| language.of(agency));
    Step {
        on: date_in_china(step.at).to_string(),
        at: instant(step.at),
        title: said(site, language, step),
        tone,
        state: state.map(|state| language.of(&state.title)),
        who: agency.or_else(|| (!clock).then(party)),
        note: step.note.clone().filter(|note| !note.is_empty()),
        position: step.position,
    }
}
