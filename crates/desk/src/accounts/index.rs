//! The list of accounts in reach.

use account::{AccountFilter, AccountView, State as Stand};
use axum::{extract::State, response::Response};
use policy::model::role::Action;
use serde::Serialize;
use web::{
    WebError,
    door::{Asked, Language, Site, Staff, Visit, page, tell::instant},
};

use super::tone;
use crate::{chip::Chip, may, unit};

/// Accounts of one page.
const SIZE: u32 = 50;
/// The states by which the list is narrowed.
const STATES: [Stand; 5] =
    [Stand::Proposed, Stand::Invited, Stand::Active, Stand::Locked, Stand::Ended];

/// What is asked for.
#[derive(Clone, Debug, Default, serde::Deserialize)]
pub(super) struct Asking {
    state: Option<String>,
    after: Option<String>,
}

/// The page.
#[derive(Clone, Debug, Serialize)]
struct Page {
    opens: bool,
    states: Vec<Chip>,
    accounts: Vec<Line>,
    next: Option<String>,
    first: Option<String>,
}

/// One account.
#[derive(Clone, Debug, Serialize)]
struct Line {
    id: String,
    name: String,
    login: Option<String>,
    staff: bool,
    role: String,
    unit: String,
    state: &'static str,
    tone: &'static str,
    signed_in: String,
}

/// `GET /desk/accounts`
pub(super) async fn show(
    State(site): State<Site>,
    visit: Visit,
    staff: Staff,
    Asked(asking): Asked<Asking>,
) -> Result<Response, WebError> {
    page(&site, visit, ("desk/accounts/index.html", "accounts"), move |site, visit| {
        let language = visit.language;
        let state = STATES.into_iter().find(|s| Some(s.as_str()) == asking.state.as_deref());
        let after = asking.after.clone();
        let filter = AccountFilter { state, after, limit: SIZE, ..AccountFilter::default() };
        let found = site.accounts().list(&staff, &filter)?;
        let base = state.map_or_else(
            || "/desk/accounts".to_owned(),
            |state| format!("/desk/accounts?state={}", state.as_str()),
        );
        let joint = if state.is_some() { '&' } else { '?' };
        Ok(Page {
            opens: may::has(site.law(), &staff, Action::KeepAccounts),
            states: states(site, language, state),
            accounts: found.accounts.iter().map(|view| line(site, language, view)).collect(),
            next: found.next.map(|after| format!("{base}{joint}after={after}")),
            first: asking.after.map(|_| base),
        })
    })
    .await
}

fn states(site: &Site, language: Language, current: Option<Stand>) -> Vec<Chip> {
    let all = site.word(language, "desk.accounts.all");
    let all = Chip::new(all, "/desk/accounts", current.is_none());
    let chip = |state: Stand| {
        let title = site.word(language, &format!("desk.account_state.{}", state.as_str()));
        let href = format!("/desk/accounts?state={}", state.as_str());
        Chip::new(title, href, current == Some(state))
    };
    std::iter::once(all).chain(STATES.into_iter().map(chip)).collect()
}

fn line(site: &Site, language: Language, view: &AccountView) -> Line {
    let role = view.role.as_deref().map(|role| role_title(site, language, role));
    Line {
        id: view.account.clone(),
        name: view.name.clone(),
        login: view.login.clone(),
        staff: view.staff,
        role: role.unwrap_or_default(),
        unit: view.agency.as_deref().map_or_else(String::new, |a| unit::title(site, language, a)),
        state: view.state.as_str(),
        tone: tone(view.state),
        signed_in: view.signed_in_at.map(instant).unwrap_or_default(),
    }
}

/// What a role is called.
pub(super) fn role_title(site: &Site, language: Language, role: &str) -> String {
    site.law().role(role).map_or_else(|| role.to_owned(), |role| language.of(&role.title))
}

/// Accounts that wait for the approval of this person: for the queue.
pub(crate) fn proposed(site: &Site, staff: &Staff) -> Result<Vec<AccountView>, WebError> {
    if !may::has(site.law(), staff, Action::ApproveAccounts) {
        return Ok(Vec::new());
    }
    let state = Some(Stand::Proposed);
    let filter = AccountFilter { staff: Some(true), state, ..AccountFilter::default() };
    let mut found = site.accounts().list(staff, &filter)?.accounts;
    found.retain(|view| view.account != staff.account && view.proposed_by != staff.account);
    Ok(found)
}
