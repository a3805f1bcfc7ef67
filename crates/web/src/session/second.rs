//! `/sign-in/second`: the code of the second factor.

use ::account::AccountError;
use axum::{
    extract::State,
    http::{HeaderMap, StatusCode},
    response::Response,
};
use serde::Deserialize;

use super::{From, enter, next, sign_in::no_store};
use crate::{
    WebError,
    door::{Asked, Open, Site, Visit, page, see_other},
    guard::session,
    view::session as view,
};

/// Query of the page.
#[derive(Deserialize)]
pub(super) struct Come {
    #[serde(default)]
    next: String,
}

/// The form.
#[derive(Deserialize)]
pub(super) struct Given {
    #[serde(default)]
    code: String,
    #[serde(default)]
    next: String,
}

/// `GET /sign-in/second`
pub(super) async fn ask(
    State(site): State<Site>,
    visit: Visit,
    headers: HeaderMap,
    Asked(come): Asked<Come>,
) -> Result<Response, WebError> {
    match session::cookie(&headers, session::HALF) {
        Some(_) => show(&site, visit, come.next, false).await,
        None => Ok(anew(&visit, &come.next)),
    }
}

/// `POST /sign-in/second`
pub(super) async fn take(
    State(site): State<Site>,
    visit: Visit,
    From(from): From,
    headers: HeaderMap,
    Open(given): Open<Given>,
) -> Result<Response, WebError> {
    let Some(pending) = session::cookie(&headers, session::HALF) else {
        return Ok(anew(&visit, &given.next));
    };
    let Given { code, next } = given;
    let digits: String = code.chars().filter(|letter| !letter.is_whitespace()).collect();
    let outcome = site
        .ask(move |site| match site.accounts.second(&pending, &digits, &from) {
            Ok(token) => Ok(Some(token)),
            Err(AccountError::Refused(_)) => Ok(None),
            Err(fault) => Err(fault.into()),
        })
        .await?;
    match outcome {
        Some(token) => enter(&site, &visit, &headers, (token, &next)).await,
        None => show(&site, visit, next, true).await,
    }
}

/// Back to the first step: the time between the two is over.
fn anew(visit: &Visit, next: &str) -> Response {
    let query = next::query(next);
    let joined = if query.is_empty() { "?" } else { "&" };
    see_other(visit, &format!("/sign-in{query}{joined}why=late"))
}

async fn show(
    site: &Site,
    visit: Visit,
    next: String,
    refused: bool,
) -> Result<Response, WebError> {
    let template = ("session/second.html", "session");
    let mut response = page(site, visit, template, move |_, _| {
        let next = next::safe(&next).unwrap_or_default().to_owned();
        Ok(view::Second { next, refused })
    })
    .await?;
    if refused {
        *response.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
    }
    no_store(&mut response);
    Ok(response)
}
