//! The page of the queue.

use axum::{extract::State, response::Response};
use jiff::civil::Weekday;
use policy::model::role::Role;
use serde::{Deserialize, Serialize};
use web::{
    WebError,
    door::{Asked, Language, Site, Staff, Visit, page},
};

use super::{SOURCES, Task};
use crate::{menu, unit};

/// Tasks on the page.
const SHOWN: usize = 100;

/// Which tasks.
#[derive(Clone, Debug, Default, Deserialize)]
pub(super) struct Chosen {
    kind: Option<String>,
}

/// The page.
#[derive(Clone, Debug, Serialize)]
struct Page {
    unit: String,
    role: String,
    today: String,
    weekday: &'static str,
    chips: Vec<Chip>,
    tasks: Vec<Task>,
    /// Whether some of them are other people's.
    others: bool,
    more: usize,
    doors: Vec<Door>,
}

/// A kind of tasks, and how many there are.
#[derive(Clone, Debug, Serialize)]
struct Chip {
    title: String,
    href: String,
    count: usize,
    current: bool,
}

/// A page that the role opens.
#[derive(Clone, Debug, Serialize)]
struct Door {
    href: &'static str,
    title: String,
    text: String,
}

/// `GET /desk`
pub(super) async fn show(
    State(site): State<Site>,
    visit: Visit,
    staff: Staff,
    Asked(chosen): Asked<Chosen>,
) -> Result<Response, WebError> {
    page(&site, visit, ("desk/queue.html", "desk"), move |site, visit| {
        view(site, visit.language, &staff, &chosen)
    })
    .await
}

fn view(site: &Site, language: Language, staff: &Staff, chosen: &Chosen) -> Result<Page, WebError> {
    let mut tasks = Vec::new();
    for source in SOURCES {
        tasks.extend(source(site, language, staff)?);
    }
    // The earliest due day first; what has none comes last.
    tasks.sort_by(|a, b| {
        let key = |task: &Task| (task.due.is_none(), task.due.clone(), task.kind);
        key(a).cmp(&key(b))
    });
    let chips = chips(site, language, &tasks, chosen);
    tasks.retain(|task| chosen.kind.as_deref().is_none_or(|kind| kind == task.kind));
    let more = tasks.len().saturating_sub(SHOWN);
    tasks.truncate(SHOWN);
    let role = site.law().role(&staff.role);
    let doors = menu::entries(site.law(), staff).filter(|entry| entry.path != "/desk");
    let unit = unit::title(site, language, &staff.agency);
    Ok(Page {
        others: tasks.iter().any(|task| task.whose != unit),
        unit,
        role: role.map_or_else(String::new, |role: &Role| language.of(&role.title)),
        today: site.today().to_string(),
        weekday: weekday(site.today().weekday()),
        chips,
        tasks,
        more,
        doors: doors
            .map(|entry| Door {
                href: entry.path,
                title: site.word(language, entry.key),
                text: said(site, language, entry.key),
            })
            .collect(),
    })
}

/// What a place of the menu is for, in one line.
fn said(site: &Site, language: Language, key: &str) -> String {
    let place = key.rsplit('.').next().unwrap_or_default();
    site.word(language, &format!("desk.menu.{place}_text"))
}

fn chips(site: &Site, language: Language, tasks: &[Task], chosen: &Chosen) -> Vec<Chip> {
    let mut kinds: Vec<&'static str> = Vec::new();
    for task in tasks {
        if !kinds.contains(&task.kind) {
            kinds.push(task.kind);
        }
    }
    let all = Chip {
        title: site.word(language, "desk.queue.all"),
        href: "/desk".to_owned(),
        count: tasks.len(),
        current: chosen.kind.is_none(),
    };
    let of_kind = |kind: &'static str| Chip {
        title: site.word(language, &format!("desk.task.{kind}")),
        href: format!("/desk?kind={kind}"),
        count: tasks.iter().filter(|task| task.kind == kind).count(),
        current: chosen.kind.as_deref() == Some(kind),
    };
    std::iter::once(all).chain(kinds.into_iter().map(of_kind)).collect()
}

fn weekday(day: Weekday) -> &'static str {
    match day {
        Weekday::Monday => "monday",
        Weekday::Tuesday => "tuesday",
        Weekday::Wednesday => "wednesday",
        Weekday::Thursday => "thursday",
        Weekday::Friday => "friday",
        Weekday::Saturday => "saturday",
        Weekday::Sunday => "sunday",
    }
}
