//! Pages that gather what several processes announce: models, typical cases, events, courses, contests.

use axum::{extract::State, response::Response};
use policy::model::process::{FieldKind, Process, Shelf};
use workflow::{Announcement, case::Page};

use super::{
    page::{Visit, page},
    process::{announced, open_to_anyone, parties},
};
use crate::{
    WebError,
    site::Site,
    view::{Labelled, case::About, process::Link, shelf as view},
    wording::Language,
};

/// Entries of one process on one page.
const PAGE: u32 = 60;

/// `GET /models`
pub(super) async fn models(site: State<Site>, visit: Visit) -> Result<Response, WebError> {
    show(site, visit, Shelf::Models).await
}

/// `GET /typical-cases`
pub(super) async fn cases(site: State<Site>, visit: Visit) -> Result<Response, WebError> {
    show(site, visit, Shelf::Cases).await
}

/// `GET /events`
pub(super) async fn events(site: State<Site>, visit: Visit) -> Result<Response, WebError> {
    show(site, visit, Shelf::Events).await
}

/// `GET /courses`
pub(super) async fn courses(site: State<Site>, visit: Visit) -> Result<Response, WebError> {
    show(site, visit, Shelf::Courses).await
}

/// `GET /contests`
pub(super) async fn contests(site: State<Site>, visit: Visit) -> Result<Response, WebError> {
    show(site, visit, Shelf::Contests).await
}

async fn show(State(site): State<Site>, visit: Visit, shelf: Shelf) -> Result<Response, WebError> {
    page(&site, visit, ("portal/shelf.html", "models"), move |site, visit| {
        let language = visit.language;
        let law = site.law.processes(site.today());
        let here = law.iter().copied().filter(|process| process.shelf == Some(shelf));
        let mut found: Vec<(&Process, Announcement)> = Vec::new();
        let mut all = Vec::new();
        for process in here.clone() {
            let request = Page { after: None, size: PAGE };
            let entries = site.cases.announced(&process.id, &request)?.entries;
            found.extend(entries.into_iter().map(|one| (process, one)));
            let title = language.of(&process.title);
            all.extend(announced(process).map(|href| Link { href, title }));
        }
        found.sort_by_key(|(_, one)| std::cmp::Reverse(one.position));
        let entry = |(process, one): &(&Process, Announcement)| entry(language, process, one, &law);
        let entries = found.iter().map(entry).collect();
        let begun = here.filter(|process| parties(process).next().is_some());
        let begun = begun.filter(|process| belongs_to(process).next().is_none());
        Ok(view::Shelf {
            key: key(shelf),
            tabs: tabs(shelf),
            ways: begun.map(|process| way(language, process)).collect(),
            entries,
            all,
        })
    })
    .await
}

fn key(shelf: Shelf) -> &'static str {
    match shelf {
        Shelf::Models => "models",
        Shelf::Cases => "cases",
        Shelf::Events => "events",
        Shelf::Courses => "courses",
        Shelf::Contests => "contests",
    }
}

fn tabs(shelf: Shelf) -> Vec<view::Tab> {
    let tab = |one: Shelf| view::Tab { key: key(one), href: one.path(), current: one == shelf };
    Shelf::ALL.into_iter().map(tab).collect()
}

fn way(language: Language, process: &Process) -> view::Way {
    let href = format!("/processes/{}", process.id);
    view::Way { title: language.of(&process.start.title), href }
}

/// `process` or `process:state` of which announced cases can be chosen when a process begins.
fn belongs_to(process: &Process) -> impl Iterator<Item = &str> {
    let fields = process.field.iter().filter(|field| field.kind == FieldKind::Announced);
    fields.flat_map(|field| field.of.iter().map(String::as_str))
}

fn entry(
    language: Language,
    process: &Process,
    one: &Announcement,
    law: &[&Process],
) -> view::ShelfEntry {
    let heading = process.heading().map(|field| field.id.as_str());
    let headed = one.fields.iter().find(|field| Some(field.id.as_str()) == heading);
    let facts = one.fields.iter().filter(|field| Some(field.id.as_str()) != heading);
    let fact = |field: &workflow::AnnouncedField| Labelled {
        label: language.of(&field.title),
        value: field.shown.as_ref().map_or_else(|| field.value.clone(), |one| language.of(one)),
        wide: field.value.chars().count() > 40,
    };
    let title = headed.map(|field| field.value.clone()).or_else(|| one.name.clone());
    let subject = one.name.clone().filter(|_| headed.is_some());
    let code = one.code.as_ref().map(|code| format!("/subjects/{code}"));
    let due = |(title, day): &(policy::model::basis::Title, vocabulary::Date)| Labelled {
        label: language.of(title),
        value: day.to_string(),
        wide: false,
    };
    let said = |day: &str| one.fields.iter().any(|field| field.value == day);
    let here = format!("{}:{}", process.id, one.state);
    let open = |other: &&&Process| belongs_to(other).any(|of| of == here || of == process.id);
    let act = |other: &&Process| view::Way {
        title: language.of(&other.start.title),
        href: if open_to_anyone(other) {
            format!("/processes/{}/new?of={}", other.id, one.number)
        } else {
            format!("/processes/{}", other.id)
        },
    };
    view::ShelfEntry {
        heading: title.unwrap_or_else(|| language.of(&process.title)),
        process: language.of(&process.title),
        state: one.state_title.as_ref().map(|title| language.of(title)),
        subject: match (subject, headed.is_some()) {
            (Some(title), _) => Some(About { title, href: code }),
            (None, false) => code.map(|href| About {
                title: one.code.clone().unwrap_or_default(),
                href: Some(href),
            }),
            (None, true) => None,
        },
        facts: facts.map(fact).filter(|fact| !fact.value.is_empty()).collect(),
        dues: one.dues.iter().map(due).filter(|due| !said(&due.value)).collect(),
        acts: law.iter().filter(open).map(act).collect(),
        on: one.on.to_string(),
        number: one.number.clone(),
    }
}
