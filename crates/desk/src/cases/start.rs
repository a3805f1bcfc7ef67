//! What a role may begin.

use axum::{extract::State, response::Response};
use policy::model::process::{Process, ProcessGroup};
use serde::Serialize;
use web::{
    WebError,
    door::{Language, Site, Staff, Visit, page, tell::id},
};

use super::by;

/// Every group, in the order in which they are listed.
pub(super) const GROUPS: [ProcessGroup; 9] = [
    ProcessGroup::Rights,
    ProcessGroup::Lists,
    ProcessGroup::JointAction,
    ProcessGroup::Measures,
    ProcessGroup::Commitments,
    ProcessGroup::Government,
    ProcessGroup::Campaigns,
    ProcessGroup::Supervision,
    ProcessGroup::Tasks,
];

/// The page.
#[derive(Clone, Debug, Serialize)]
struct Page {
    groups: Vec<Group>,
}

/// Processes of one group.
#[derive(Clone, Debug, Serialize)]
struct Group {
    title: String,
    processes: Vec<Begin>,
}

/// One process.
#[derive(Clone, Debug, Serialize)]
struct Begin {
    id: String,
    title: String,
    text: String,
}

/// `GET /desk/cases/new`
pub(super) async fn show(
    State(site): State<Site>,
    visit: Visit,
    staff: Staff,
) -> Result<Response, WebError> {
    page(&site, visit, ("desk/cases/start.html", "cases"), move |site, visit| {
        view(site, visit.language, &staff)
    })
    .await
}

/// The processes that this person may begin today.
pub(super) fn startable<'s>(site: &'s Site, staff: &Staff) -> Result<Vec<&'s Process>, WebError> {
    Ok(site.cases().startable(&by(staff), None, None)?)
}

fn view(site: &Site, language: Language, staff: &Staff) -> Result<Page, WebError> {
    let mine = startable(site, staff)?;
    let begin = |process: &&Process| Begin {
        id: process.id.clone(),
        title: language.of(&process.title),
        text: language.of(&process.purpose),
    };
    let group = |group: ProcessGroup| Group {
        title: site.word(language, &format!("desk.group.{}", id(&group))),
        processes: mine.iter().filter(|process| process.group == group).map(begin).collect(),
    };
    let groups = GROUPS.into_iter().map(group);
    Ok(Page { groups: groups.filter(|group| !group.processes.is_empty()).collect() })
}
