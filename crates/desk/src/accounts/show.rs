//! One account: what it may do, how it came to be, and what may be done with it.

use account::{AccountView, State as Stand};
use axum::{extract::State, response::Response};
use policy::model::role::Action;
use serde::Serialize;
use web::{
    WebError,
    door::{
        Language, Named, Site, Staff, Visit, page,
        tell::{Labelled, instant},
    },
};

use super::{index::role_title, tone};
use crate::{
    form::{Refused, Wrongs},
    may, unit,
};

/// The page.
#[derive(Clone, Debug, Serialize)]
pub(super) struct Page {
    id: String,
    name: String,
    state: &'static str,
    tone: &'static str,
    facts: Vec<Labelled>,
    /// What the role may do, in words.
    actions: Vec<String>,
    may: May,
    pub(super) errors: Wrongs,
    pub(super) refused: Option<Refused>,
}

/// What this person may do now.
#[derive(Clone, Copy, Debug, Serialize)]
struct May {
    approve: bool,
    /// Whether only having proposed it keeps this person from approving.
    own: bool,
    edit: bool,
    link: bool,
    lock: bool,
    unlock: bool,
    end: bool,
}

/// `GET /desk/accounts/{id}`
pub(super) async fn show(
    State(site): State<Site>,
    visit: Visit,
    staff: Staff,
    Named(id): Named<String>,
) -> Result<Response, WebError> {
    page(&site, visit, ("desk/accounts/show.html", "accounts"), move |site, visit| {
        view(site, visit.language, &staff, &id)
    })
    .await
}

/// The page of an account.
pub(super) fn view(
    site: &Site,
    language: Language,
    staff: &Staff,
    id: &str,
) -> Result<Page, WebError> {
    let account = site.accounts().show(staff, id)?;
    let role = account.role.as_deref().and_then(|role| site.law().role(role));
    let actions = role.map(|role| role.actions.as_slice()).unwrap_or_default();
    let action = |action: &Action| site.word(language, &format!("action.{}", action.as_str()));
    Ok(Page {
        id: account.account.clone(),
        name: account.name.clone(),
        state: account.state.as_str(),
        tone: tone(account.state),
        facts: facts(site, language, &account),
        actions: actions.iter().map(action).collect(),
        may: allowed(site, staff, &account),
        errors: Wrongs::default(),
        refused: None,
    })
}

fn facts(site: &Site, language: Language, account: &AccountView) -> Vec<Labelled> {
    let fact = |key: &str, value: String| {
        let label = site.word(language, &format!("desk.accounts.{key}"));
        Labelled { label, value, wide: false }
    };
    let said = |key: &str| site.word(language, &format!("desk.accounts.{key}"));
    let text = |value: &Option<String>| value.clone().unwrap_or_default();
    let agency = account.agency.as_deref().map(|agency| unit::title(site, language, agency));
    let role = account.role.as_deref().map(|role| role_title(site, language, role));
    let factor = if account.second_factor { "factor_set" } else { "factor_missing" };
    vec![
        fact("id", account.account.clone()),
        fact("login", text(&account.login)),
        fact("role", role.unwrap_or_else(|| said("subject"))),
        fact("unit", agency.unwrap_or_default()),
        fact("division", text(&account.division)),
        fact("factor", said(factor)),
        fact("proposed_by", account.proposed_by.clone()),
        fact("approved_by", text(&account.approved_by)),
        fact("opened_at", instant(account.opened_at)),
        fact("signed_in_at", account.signed_in_at.map(instant).unwrap_or_default()),
    ]
}

fn allowed(site: &Site, staff: &Staff, account: &AccountView) -> May {
    let has = |action| may::has(site.law(), staff, action);
    let (keeps, approves) = (has(Action::KeepAccounts), has(Action::ApproveAccounts));
    let other = account.account != staff.account;
    let stands = account.state != Stand::Ended;
    let proposed = account.state == Stand::Proposed;
    let locked = matches!(account.state, Stand::Locked | Stand::Held);
    let own = account.proposed_by == staff.account || !other;
    May {
        approve: approves && proposed && !own,
        own: approves && proposed && own,
        edit: keeps && other && stands && account.staff,
        link: keeps && other && stands && account.staff,
        lock: (keeps || approves) && other && stands && !locked,
        unlock: (keeps || approves) && other && stands && locked,
        end: keeps && other && stands,
    }
}
