//! Interfaces that are shut, and shutting them: from the alarm to a shut door in two clicks (C-34.f).

use account::{AccountError, Door, Frozen};
use axum::{extract::State, http::StatusCode, response::Response};
use serde::Serialize;
use web::{
    WebError,
    door::{Fields, Form, Language, Site, Staff, Visit, page, said, tell::instant},
};

use crate::{
    form::{Choice, Refused, Wrongs, again},
    unit,
};

const TEMPLATE: (&str, &str) = ("desk/alerts/doors.html", "doors");

/// The page.
#[derive(Clone, Debug, Serialize)]
struct Page {
    shut: Vec<Shut>,
    doors: Vec<Choice>,
    door: String,
    key: String,
    reason: String,
    /// Minutes within which the plan wants a door shut.
    minutes: u16,
    errors: Wrongs,
    refused: Option<Refused>,
}

/// A door that is shut.
#[derive(Clone, Debug, Serialize)]
struct Shut {
    name: String,
    title: String,
    reason: String,
    by: String,
    since: String,
}

/// `GET /desk/doors`
pub(super) async fn show(
    State(site): State<Site>,
    visit: Visit,
    _: Staff,
) -> Result<Response, WebError> {
    page(&site, visit, TEMPLATE, |site, visit| view(site, visit.language, &Fields::default())).await
}

/// `POST /desk/doors`
pub(super) async fn freeze(
    State(site): State<Site>,
    visit: Visit,
    staff: Staff,
    Form(fields): Form<Fields>,
) -> Result<Response, WebError> {
    turn(site, visit, fields, "desk.said.door_shut", move |site, door, reason| {
        site.shutters.freeze(&staff, door, reason)
    })
    .await
}

/// `POST /desk/doors/thaw`
pub(super) async fn thaw(
    State(site): State<Site>,
    visit: Visit,
    staff: Staff,
    Form(fields): Form<Fields>,
) -> Result<Response, WebError> {
    turn(site, visit, fields, "desk.said.door_open", move |site, door, reason| {
        site.shutters.thaw(&staff, door, reason)
    })
    .await
}

async fn turn(
    site: Site,
    visit: Visit,
    fields: Fields,
    key: &'static str,
    act: impl FnOnce(&Site, &Door, &str) -> Result<(), AccountError> + Send + 'static,
) -> Result<Response, WebError> {
    let language = visit.language;
    let outcome = site.ask(move |site| {
        let mut form = view(site, language, &fields)?;
        let Some(door) = chosen(&fields) else {
            form.errors.add(site, language, "door", "desk.error.door_missing");
            return Ok(Some(form));
        };
        if form.reason.is_empty() {
            form.errors.add(site, language, "reason", "desk.error.withdrawal_reason_missing");
            return Ok(Some(form));
        }
        match act(site, &door, &form.reason) {
            Ok(()) => Ok(None),
            Err(AccountError::Refused(refused)) => {
                form.refused = Some(refused.into());
                Ok(Some(form))
            }
            Err(other) => Err(other.into()),
        }
    });
    match outcome.await? {
        None => Ok(said(&visit, "/desk/doors", key)),
        Some(view) => {
            let form = page(&site, visit, TEMPLATE, |_, _| Ok(view));
            Ok(again(form.await?, StatusCode::UNPROCESSABLE_ENTITY))
        }
    }
}

/// The door that a form names: by the drop-down, or a key by its id.
fn chosen(fields: &Fields) -> Option<Door> {
    match fields.given("key") {
        Some(key) => Some(Door::Key(key)),
        None => Door::parse(fields.get("door")),
    }
}

fn view(site: &Site, language: Language, fields: &Fields) -> Result<Page, WebError> {
    let shut = site.shutters.frozen()?;
    let agency = |agency: &policy::model::agency::Agency| {
        Choice::new(Door::Agency(agency.code.clone()).name(), language.of(&agency.title))
    };
    let mut doors = vec![Choice::new(Door::Api.name(), site.word(language, "desk.doors.api"))];
    doors.extend(site.law().agencies().iter().map(agency));
    Ok(Page {
        shut: shut.iter().map(|frozen| told(site, language, frozen)).collect(),
        doors,
        door: fields.get("door").to_owned(),
        key: fields.get("key").to_owned(),
        reason: fields.get("reason").to_owned(),
        minutes: site.law().security().incident.freeze_minutes,
        errors: Wrongs::default(),
        refused: None,
    })
}

fn told(site: &Site, language: Language, frozen: &Frozen) -> Shut {
    let title = match &frozen.door {
        Door::Api => site.word(language, "desk.doors.api"),
        Door::Agency(agency) => unit::title(site, language, agency),
        Door::Key(key) => site.words(language, "desk.doors.key_of", &[("key", key.clone())]),
        Door::Door(door) => door.clone(),
    };
    Shut {
        name: frozen.door.name(),
        title,
        reason: frozen.reason.clone(),
        by: frozen.by.clone(),
        since: instant(frozen.since),
    }
}
