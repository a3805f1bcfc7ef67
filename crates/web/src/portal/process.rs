//! What can be asked for, and how: `GET /processes`, and the guide of each, `GET /processes/{id}`.

mod guide;
mod terms;

use axum::{extract::State, response::Response};
use policy::model::process::{Effect, Party, Process, Who};

use super::{
    law::id,
    page::{Visit, page},
};
use crate::{WebError, guard::read::Named, site::Site, view::process as view, wording::Language};

/// `GET /processes`
pub(super) async fn index(State(site): State<Site>, visit: Visit) -> Result<Response, WebError> {
    page(&site, visit, ("portal/process/index.html", "services"), |site, visit| {
        let (mut yours, mut theirs) = (Vec::new(), Vec::new());
        for process in site.law.processes(site.today()) {
            let entry = entry(site, visit.language, process);
            match parties(process).next() {
                Some(_) => put(&mut yours, process, entry),
                None if concerns(process) => put(&mut theirs, process, entry),
                None => {}
            }
        }
        Ok(view::Index { yours: titled(yours), theirs: titled(theirs) })
    })
    .await
}

/// What parties can begin, by group.
pub(super) fn yours(site: &Site, language: Language) -> Vec<view::Group> {
    let mut yours = Vec::new();
    for process in site.law.processes(site.today()) {
        if parties(process).next().is_some() {
            put(&mut yours, process, entry(site, language, process));
        }
    }
    titled(yours)
}

/// Processes with public notices.
pub(super) fn noticed(site: &Site, language: Language) -> Vec<view::Link> {
    let all = site.law.processes(site.today()).into_iter();
    let link = |process: &Process| {
        Some(view::Link { href: announced(process)?, title: language.of(&process.title) })
    };
    all.filter_map(link).collect()
}

/// `GET /processes/{id}`
pub(super) async fn show(
    State(site): State<Site>,
    visit: Visit,
    Named(id): Named<String>,
) -> Result<Response, WebError> {
    page(&site, visit, ("portal/process/guide.html", "services"), move |site, visit| {
        let process = site.law.process(&id, site.today()).ok_or(WebError::Missing)?;
        Ok(guide::guide(site, visit.language, process))
    })
    .await
}

/// Groups in their order in the law.
type Groups = Vec<(policy::model::process::ProcessGroup, Vec<view::Entry>)>;

fn put(groups: &mut Groups, process: &Process, entry: view::Entry) {
    match groups.iter_mut().find(|(group, _)| *group == process.group) {
        Some((_, entries)) => entries.push(entry),
        None => groups.push((process.group, vec![entry])),
    }
}

fn titled(mut groups: Groups) -> Vec<view::Group> {
    groups.sort_by_key(|(group, _)| *group);
    let titled = |(group, entries)| view::Group { key: group_key(group), entries };
    groups.into_iter().map(titled).collect()
}

fn group_key(group: policy::model::process::ProcessGroup) -> String {
    format!("process.group.{}", id(&group))
}

fn entry(site: &Site, language: Language, process: &Process) -> view::Entry {
    let first = process.state(&process.start.to);
    let decider = first.and_then(|state| process.actor(state.owner.as_deref()?));
    let clock = first.and_then(|state| process.clock(state.clocks.first()?));
    view::Entry {
        href: format!("/processes/{}", process.id),
        title: language.of(&process.title),
        purpose: language.of(&process.purpose),
        decider: decider.map(|actor| language.of(&actor.title)),
        within: clock.map(|clock| terms::length(site, language, clock)),
        announced_href: announced(process),
    }
}

/// Its public notices, if it has any.
pub fn announced(process: &Process) -> Option<String> {
    let announces =
        |effects: &[Effect]| effects.iter().any(|one| matches!(one, Effect::Announce {}));
    let some = process.public
        || announces(&process.start.effects)
        || process.moves.iter().any(|one| announces(&one.effects));
    some.then(|| format!("/announcements/{}", process.id))
}

/// Parties who can begin a process.
pub fn parties(process: &Process) -> impl Iterator<Item = Party> {
    let actors = process.start.by.iter().filter_map(|id| process.actor(id));
    actors.filter(|actor| actor.who == Who::Party).flat_map(|actor| actor.parties.iter().copied())
}

/// Whether somebody without an account can begin it.
pub(crate) fn open_to_anyone(process: &Process) -> bool {
    parties(process).any(|party| party == Party::Anyone)
}

/// Whether somebody who is signed in can begin it.
pub fn open_to_holders(process: &Process) -> bool {
    parties(process).any(|party| matches!(party, Party::Subject | Party::Interested))
}

/// Whether a party has a part in it, or everybody can read what becomes of it.
fn concerns(process: &Process) -> bool {
    process.guide.is_some()
        || announced(process).is_some()
        || process.actor.iter().any(|actor| actor.who == Who::Party)
}

/// Whether it is how a record is objected to: it marks the record at its beginning.
pub(crate) fn objects(process: &Process) -> bool {
    process.start.effects.iter().any(|one| matches!(one, Effect::Mark {}))
}
