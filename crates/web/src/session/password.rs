//! `/account/password`: a new password.

use ::account::{AccountError, Who};
use axum::{extract::State, http::StatusCode, response::Response};
use serde::Deserialize;

use crate::{
    WebError,
    door::{Form, Present, Site, Visit, page, said},
    view::{Refused, session as view},
};

/// The form.
#[derive(Deserialize)]
pub(super) struct Change {
    #[serde(default)]
    old: String,
    #[serde(default)]
    password: String,
    #[serde(default)]
    again: String,
}

/// `GET /account/password`
pub(super) async fn ask(
    State(site): State<Site>,
    visit: Visit,
    Present(signed): Present,
) -> Result<Response, WebError> {
    form(&site, visit, signed.must_change, None).await
}

/// `POST /account/password`
pub(super) async fn change(
    State(site): State<Site>,
    visit: Visit,
    Present(signed): Present,
    Form(change): Form<Change>,
) -> Result<Response, WebError> {
    let must = signed.must_change;
    if change.password != change.again {
        return form(&site, visit, must, Some(Wrong::Differ)).await;
    }
    let home = match signed.who {
        Who::Staff(_) => "/desk",
        Who::Holder(_) => "/mine",
    };
    let outcome = site
        .ask(move |site| {
            match site.accounts.change_password(&signed, &change.old, &change.password) {
                Ok(()) => Ok(None),
                Err(AccountError::Refused(refused)) => Ok(Some(refused)),
                Err(fault) => Err(fault.into()),
            }
        })
        .await?;
    match outcome {
        None => Ok(said(&visit, home, "session.said_changed")),
        Some(refused) => form(&site, visit, must, Some(Wrong::Refused(refused.into()))).await,
    }
}

/// What is wrong with the new password.
enum Wrong {
    Differ,
    Refused(Refused),
}

async fn form(
    site: &Site,
    visit: Visit,
    must: bool,
    wrong: Option<Wrong>,
) -> Result<Response, WebError> {
    let status = if wrong.is_some() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    let mut response = page(site, visit, ("session/password.html", "account"), move |site, _| {
        let password = &site.law.security().password;
        Ok(view::Password {
            must,
            length: password.minimum_length,
            classes: password.classes,
            days: password.rotate_days,
            differ: matches!(wrong, Some(Wrong::Differ)),
            refused: match wrong {
                Some(Wrong::Refused(refused)) => Some(refused),
                _ => None,
            },
        })
    })
    .await?;
    *response.status_mut() = status;
    Ok(response)
}
