//! Approving, locking, ending, and handing out one-time links.

use account::{AccountError, Invitation};
use axum::{extract::State, http::StatusCode, response::Response};
use serde::Serialize;
use web::{
    WebError,
    door::{Fields, Form, Language, Named, Site, Staff, Visit, page, said, tell::instant},
};

use super::show;
use crate::form::{Refused, again};

/// A one-time link as it is shown, once.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Handed {
    name: String,
    link: String,
    until: String,
}

impl Handed {
    /// The link of an invitation, in the language of whoever hands it over.
    pub(crate) fn of(site: &Site, language: Language, name: &str, invitation: Invitation) -> Self {
        let path = language.href(&format!("/invitations/{}", invitation.token));
        Self {
            name: name.to_owned(),
            link: format!("{}{path}", site.config().address),
            until: instant(invitation.expires_at),
        }
    }
}

/// The page of a link. It is the answer to the form itself: no address leads to it again.
pub(crate) async fn handed(site: &Site, visit: Visit, link: Handed) -> Result<Response, WebError> {
    page(site, visit, ("desk/accounts/link.html", "accounts"), |_, _| Ok(link)).await
}

/// `POST /desk/accounts/{id}/approval`
pub(super) async fn approve(
    State(site): State<Site>,
    visit: Visit,
    staff: Staff,
    Named(id): Named<String>,
    Form(_): Form<Fields>,
) -> Result<Response, WebError> {
    let key = "desk.said.account_approved";
    act(site, visit, (staff, id), key, |site, staff, id| site.accounts().approve(staff, id)).await
}

/// `POST /desk/accounts/{id}/lock`
pub(super) async fn lock(
    State(site): State<Site>,
    visit: Visit,
    staff: Staff,
    Named(id): Named<String>,
    Form(fields): Form<Fields>,
) -> Result<Response, WebError> {
    act(site, visit, (staff, id), "desk.said.account_locked", move |site, staff, id| {
        site.accounts().lock(staff, id, fields.get("reason"))
    })
    .await
}

/// `POST /desk/accounts/{id}/unlock`
pub(super) async fn unlock(
    State(site): State<Site>,
    visit: Visit,
    staff: Staff,
    Named(id): Named<String>,
    Form(fields): Form<Fields>,
) -> Result<Response, WebError> {
    act(site, visit, (staff, id), "desk.said.account_unlocked", move |site, staff, id| {
        site.accounts().unlock(staff, id, fields.get("reason"))
    })
    .await
}

/// `POST /desk/accounts/{id}/end`
pub(super) async fn end(
    State(site): State<Site>,
    visit: Visit,
    staff: Staff,
    Named(id): Named<String>,
    Form(fields): Form<Fields>,
) -> Result<Response, WebError> {
    act(site, visit, (staff, id), "desk.said.account_ended", move |site, staff, id| {
        site.accounts().end(staff, id, fields.get("reason"))
    })
    .await
}

/// `POST /desk/accounts/{id}/link`
pub(super) async fn link(
    State(site): State<Site>,
    visit: Visit,
    staff: Staff,
    Named(id): Named<String>,
    Form(_): Form<Fields>,
) -> Result<Response, WebError> {
    let language = visit.language;
    let outcome = site.ask(move |site| {
        let name = site.accounts().show(&staff, &id)?.name;
        match site.accounts().invite_again(&staff, &id) {
            Ok(invitation) => Ok(Ok(Handed::of(site, language, &name, invitation))),
            Err(AccountError::Refused(refused)) => {
                refused_view(site, language, (&staff, &id), refused).map(Err)
            }
            Err(other) => Err(other.into()),
        }
    });
    match outcome.await? {
        Ok(link) => handed(&site, visit, link).await,
        Err(view) => once_more(&site, visit, view).await,
    }
}

async fn act(
    site: Site,
    visit: Visit,
    (staff, id): (Staff, String),
    key: &'static str,
    done: impl FnOnce(&Site, &account::Staff, &str) -> Result<(), AccountError> + Send + 'static,
) -> Result<Response, WebError> {
    let (language, path) = (visit.language, format!("/desk/accounts/{id}"));
    let outcome = site.ask(move |site| match done(site, &staff, &id) {
        Ok(()) => Ok(None),
        Err(AccountError::Refused(refused)) => {
            refused_view(site, language, (&staff, &id), refused).map(Some)
        }
        Err(other) => Err(other.into()),
    });
    match outcome.await? {
        None => Ok(said(&visit, &path, key)),
        Some(view) => once_more(&site, visit, view).await,
    }
}

fn refused_view(
    site: &Site,
    language: Language,
    (staff, id): (&Staff, &str),
    refused: account::Refused,
) -> Result<Box<show::Page>, WebError> {
    let mut view = show::view(site, language, staff, id)?;
    view.refused = Some(Refused::from(refused));
    Ok(Box::new(view))
}

async fn once_more(site: &Site, visit: Visit, view: Box<show::Page>) -> Result<Response, WebError> {
    let form = page(site, visit, ("desk/accounts/show.html", "accounts"), |_, _| Ok(view));
    Ok(again(form.await?, StatusCode::UNPROCESSABLE_ENTITY))
}
