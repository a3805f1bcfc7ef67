//! The list of objections, and what of it is due.

use axum::{extract::State, response::Response};
use policy::model::role::Action;
use serde::{Deserialize, Serialize};
use web::{
    WebError,
    door::{Asked, Language, Site, Staff, Visit, page},
};
use workflow::{CaseLine, ObjectionState, Page as Part, QueueFilter};

use super::{clock, item, tone};
use crate::{may, queue::Task, unit};

/// Objections in the queue of a day.
const DUE: u32 = 50;

/// Which objections.
#[derive(Clone, Debug, Default, Deserialize)]
pub(super) struct Chosen {
    state: Option<String>,
    after: Option<u64>,
}

/// The page.
#[derive(Clone, Debug, Serialize)]
struct Page {
    chips: Vec<Chip>,
    cases: Vec<Case>,
    next: Option<String>,
    first: Option<String>,
}

/// A state, and how many stand in it.
#[derive(Clone, Debug, Serialize)]
struct Chip {
    title: String,
    href: String,
    count: u64,
    current: bool,
}

/// One objection.
#[derive(Clone, Debug, Serialize)]
struct Case {
    number: String,
    item: String,
    objector: String,
    state: &'static str,
    tone: &'static str,
    filed_on: String,
    due: Option<String>,
    clock: &'static str,
    words: String,
}

/// `GET /desk/objections`
pub(super) async fn show(
    State(site): State<Site>,
    visit: Visit,
    Asked(chosen): Asked<Chosen>,
) -> Result<Response, WebError> {
    page(&site, visit, ("desk/objections/index.html", "objections"), move |site, visit| {
        let state = chosen.state.as_deref().and_then(ObjectionState::parse);
        let filter = QueueFilter { state, due_until: None };
        let part = Part { after: chosen.after, size: 30 };
        let open = site.objections().open(&filter, part)?;
        let base = state.map_or_else(String::new, |state| format!("state={}&", state.as_str()));
        let next = open.next.map(|after| format!("/desk/objections?{base}after={after}"));
        Ok(Page {
            chips: chips(site, visit.language, state)?,
            cases: open.entries.iter().map(|line| case(site, visit.language, line)).collect(),
            next,
            first: chosen.after.map(|_| format!("/desk/objections?{}", base.trim_end_matches('&'))),
        })
    })
    .await
}

fn chips(
    site: &Site,
    language: Language,
    chosen: Option<ObjectionState>,
) -> Result<Vec<Chip>, WebError> {
    let counts = site.objections().counts()?;
    let count = |state: ObjectionState| counts.get(state.as_str()).copied().unwrap_or_default();
    let open = Chip {
        title: site.word(language, "desk.objections.open"),
        href: "/desk/objections".to_owned(),
        count: ObjectionState::ALL.into_iter().filter(|state| state.is_open()).map(count).sum(),
        current: chosen.is_none(),
    };
    let of = |state: ObjectionState| Chip {
        title: site.word(language, &format!("desk.case_state.{}", state.as_str())),
        href: format!("/desk/objections?state={}", state.as_str()),
        count: count(state),
        current: chosen == Some(state),
    };
    Ok(std::iter::once(open).chain(ObjectionState::ALL.into_iter().map(of)).collect())
}

fn case(site: &Site, language: Language, line: &CaseLine) -> Case {
    let (state, words) = clock(site, language, line);
    Case {
        number: line.number.clone(),
        item: item(language, line),
        objector: line.objector.clone(),
        state: line.state.as_str(),
        tone: tone(line.state),
        filed_on: line.filed_on.to_string(),
        due: line.due_on.map(|day| day.to_string()),
        clock: state,
        words,
    }
}

/// Objections that wait for an answer, for the queue.
pub(crate) fn tasks(site: &Site, language: Language, staff: &Staff) -> Result<Vec<Task>, WebError> {
    if !may::has(site.law(), staff, Action::HandleCases) {
        return Ok(Vec::new());
    }
    let open = site.objections().open(&QueueFilter::default(), Part { after: None, size: DUE })?;
    let task = |line: &CaseLine| {
        let (state, words) = clock(site, language, line);
        let key = format!("desk.task_why.objection_{}", line.state.as_str());
        Task {
            kind: "objection",
            title: item(language, line),
            detail: line.number.clone(),
            whose: unit::title(site, language, &staff.agency),
            due: line.due_on.map(|day| day.to_string()),
            state,
            words,
            why: site.word(language, &key),
            href: format!("/desk/objections/{}", line.number),
        }
    };
    Ok(open.entries.iter().map(task).collect())
}
