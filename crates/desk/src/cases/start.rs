//! What a role may begin.

use axum::{extract::State, response::Response};
use policy::model::process::{ActorRule, AgencyOf, Process, ProcessGroup, Who};
use serde::Serialize;
use web::{
    WebError,
    door::{Language, Site, Staff, Visit, page, tell::id},
};

/// Every group, in the order in which they are listed.
pub(super) const GROUPS: [ProcessGroup; 10] = [
    ProcessGroup::Rights,
    ProcessGroup::Lists,
    ProcessGroup::JointAction,
    ProcessGroup::Measures,
    ProcessGroup::Commitments,
    ProcessGroup::Government,
    ProcessGroup::Campaigns,
    ProcessGroup::Supervision,
    ProcessGroup::Tasks,
    ProcessGroup::Publicity,
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
        Ok(view(site, visit.language, &staff))
    })
    .await
}

/// The processes that this person may begin today, as far as role and agency tell; the rest depends
/// on whom and what the case is about, and is said on the way.
pub(super) fn startable<'s>(site: &'s Site, staff: &Staff) -> Vec<&'s Process> {
    let Some(agency) = site.law().agency(&staff.agency) else { return Vec::new() };
    let mine = |actor: &ActorRule| {
        let named = actor.agency.as_ref();
        let here = named.is_none_or(|named| *named == agency.id || agency.groups.contains(named));
        actor.who == Who::Staff
            && actor.roles.contains(&staff.role)
            && (here || actor.of != Some(AgencyOf::Named))
    };
    let begins = |process: &&Process| {
        process.start.by.iter().filter_map(|actor| process.actor(actor)).any(mine)
    };
    site.law().processes(site.today()).into_iter().filter(begins).collect()
}

fn view(site: &Site, language: Language, staff: &Staff) -> Page {
    let mine = startable(site, staff);
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
    Page { groups: groups.filter(|group| !group.processes.is_empty()).collect() }
}
