//! Proposing an account, and changing one: either must be approved by a second person.

use account::{AccountError, NewStaff};
use axum::{extract::State, http::StatusCode, response::Response};
use serde::Serialize;
use web::{
    WebError,
    door::{Fields, Form, Language, Named, Site, Staff, Visit, page, said},
};

use super::act::{Handed, handed};
use crate::form::{Choice, Refused, Wrongs, again};

const TEMPLATE: (&str, &str) = ("desk/accounts/open.html", "accounts");

/// The form.
#[derive(Clone, Debug, Default, Serialize)]
struct Page {
    /// Id of the account that is changed; none for a new one.
    id: Option<String>,
    login: String,
    name: String,
    agencies: Vec<Choice>,
    agency: String,
    divisions: Vec<Choice>,
    division: String,
    roles: Vec<Choice>,
    role: String,
    errors: Wrongs,
    refused: Option<Refused>,
}

/// `GET /desk/accounts/new`
pub(super) async fn blank(
    State(site): State<Site>,
    visit: Visit,
    _: Staff,
) -> Result<Response, WebError> {
    page(&site, visit, TEMPLATE, |site, visit| Ok(form(site, visit.language, &Fields::default())))
        .await
}

/// `POST /desk/accounts`
pub(super) async fn propose(
    State(site): State<Site>,
    visit: Visit,
    staff: Staff,
    Form(fields): Form<Fields>,
) -> Result<Response, WebError> {
    let language = visit.language;
    let outcome = site.ask(move |site| invite(site, language, &staff, &fields)).await?;
    match outcome {
        Ok(link) => handed(&site, visit, link).await,
        Err(view) => once_more(&site, visit, *view).await,
    }
}

/// `GET /desk/accounts/{id}/edit`
pub(super) async fn edit(
    State(site): State<Site>,
    visit: Visit,
    staff: Staff,
    Named(id): Named<String>,
) -> Result<Response, WebError> {
    page(&site, visit, TEMPLATE, move |site, visit| {
        let view = site.accounts().show(&staff, &id)?;
        if !view.staff {
            return Err(WebError::Missing);
        }
        let known = |value: Option<String>| value.unwrap_or_default();
        Ok(Page {
            id: Some(view.account),
            login: known(view.login),
            name: view.name,
            agency: known(view.agency),
            division: known(view.division),
            role: known(view.role),
            ..form(site, visit.language, &Fields::default())
        })
    })
    .await
}

/// `POST /desk/accounts/{id}`
pub(super) async fn change(
    State(site): State<Site>,
    visit: Visit,
    staff: Staff,
    Named(id): Named<String>,
    Form(fields): Form<Fields>,
) -> Result<Response, WebError> {
    let (language, path) = (visit.language, format!("/desk/accounts/{id}"));
    let outcome = site.ask(move |site| alter(site, language, &staff, &id, &fields)).await?;
    match outcome {
        None => Ok(said(&visit, &path, "desk.said.account_changed")),
        Some(view) => once_more(&site, visit, *view).await,
    }
}

async fn once_more(site: &Site, visit: Visit, view: Page) -> Result<Response, WebError> {
    let form = page(site, visit, TEMPLATE, |_, _| Ok(view));
    Ok(again(form.await?, StatusCode::UNPROCESSABLE_ENTITY))
}

fn form(site: &Site, language: Language, fields: &Fields) -> Page {
    let law = site.law();
    let agencies = law.agencies().iter();
    let divisions = law.divisions().all_on(site.today());
    let roles = law.roles().filter(|role| role.fits_account());
    Page {
        id: None,
        login: fields.get("login").to_owned(),
        name: fields.get("name").to_owned(),
        agencies: agencies.map(|a| Choice::new(&a.id, language.of(&a.title))).collect(),
        agency: fields.get("agency").to_owned(),
        divisions: divisions
            .map(|d| Choice::new(&d.code, format!("{} {}", d.code, d.name)))
            .collect(),
        division: fields.get("division").to_owned(),
        roles: roles.map(|role| Choice::new(&role.id, language.of(&role.title))).collect(),
        role: fields.get("role").to_owned(),
        errors: Wrongs::default(),
        refused: None,
    }
}

fn new(fields: &Fields) -> NewStaff {
    NewStaff {
        login: fields.get("login").to_owned(),
        name: fields.get("name").to_owned(),
        agency: fields.get("agency").to_owned(),
        division: fields.given("division"),
        role: fields.get("role").to_owned(),
    }
}

fn missing(site: &Site, language: Language, fields: &Fields, errors: &mut Wrongs, login: bool) {
    let wanted = [
        ("login", "desk.error.login_missing"),
        ("name", "desk.error.name_missing"),
        ("agency", "desk.error.agency_missing"),
        ("role", "desk.error.role_missing"),
    ];
    for (field, key) in wanted.into_iter().filter(|(field, _)| login || *field != "login") {
        if fields.get(field).is_empty() {
            errors.add(site, language, field, key);
        }
    }
}

fn invite(
    site: &Site,
    language: Language,
    staff: &Staff,
    fields: &Fields,
) -> Result<Result<Handed, Box<Page>>, WebError> {
    let mut view = form(site, language, fields);
    missing(site, language, fields, &mut view.errors, true);
    if !view.errors.none() {
        return Ok(Err(Box::new(view)));
    }
    match site.accounts().invite_staff(staff, new(fields)) {
        Ok(invitation) => Ok(Ok(Handed::of(site, language, fields.get("name"), invitation))),
        Err(AccountError::Refused(refused)) => {
            view.refused = Some(refused.into());
            Ok(Err(Box::new(view)))
        }
        Err(other) => Err(other.into()),
    }
}

fn alter(
    site: &Site,
    language: Language,
    staff: &Staff,
    id: &str,
    fields: &Fields,
) -> Result<Option<Box<Page>>, WebError> {
    let standing = site.accounts().show(staff, id)?;
    let login = standing.login.unwrap_or_default();
    let mut view = form(site, language, fields);
    view.id = Some(id.to_owned());
    view.login.clone_from(&login);
    missing(site, language, fields, &mut view.errors, false);
    if !view.errors.none() {
        return Ok(Some(Box::new(view)));
    }
    match site.accounts().change(staff, id, NewStaff { login, ..new(fields) }) {
        Ok(()) => Ok(None),
        Err(AccountError::Refused(refused)) => {
            view.refused = Some(refused.into());
            Ok(Some(Box::new(view)))
        }
        Err(other) => Err(other.into()),
    }
}
