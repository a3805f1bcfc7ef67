//! `/sign-in`: name and password.

use ::account::{AccountError, SignIn};
use axum::{
    extract::State,
    http::{HeaderMap, StatusCode, header},
    response::Response,
};
use serde::Deserialize;

use super::{From, enter, next};
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
    #[serde(default)]
    why: String,
}

/// The form.
#[derive(Deserialize)]
pub(super) struct Given {
    #[serde(default)]
    login: String,
    #[serde(default)]
    password: String,
    #[serde(default)]
    next: String,
}

/// `GET /sign-in`
pub(super) async fn ask(
    State(site): State<Site>,
    visit: Visit,
    Asked(come): Asked<Come>,
) -> Result<Response, WebError> {
    if let Some(signed) = &visit.signed {
        let home = match signed.who {
            ::account::Who::Staff(_) => "/desk",
            ::account::Who::Holder(_) => "/mine",
        };
        return Ok(next::safe(&come.next).map_or_else(|| see_other(&visit, home), next::to));
    }
    let why = match come.why.as_str() {
        "expired" => Some("session.why_expired"),
        "unsaved" => Some("session.why_unsaved"),
        "out" => Some("session.why_out"),
        "unified" => Some("session.why_unified"),
        "late" => Some("session.why_late"),
        _ if come.next.is_empty() => None,
        _ => Some("session.why_needed"),
    };
    show(&site, visit, (String::new(), come.next), why, false).await
}

/// `POST /sign-in`
pub(super) async fn take(
    State(site): State<Site>,
    visit: Visit,
    From(from): From,
    headers: HeaderMap,
    Open(given): Open<Given>,
) -> Result<Response, WebError> {
    let Given { login, password, next } = given;
    let login = login.trim().to_owned();
    let asked = login.clone();
    let outcome = site
        .ask(move |site| match site.accounts.sign_in(&asked, &password, &from) {
            Ok(signing) => Ok(Some(signing)),
            Err(AccountError::Refused(_)) => Ok(None),
            Err(fault) => Err(fault.into()),
        })
        .await?;
    match outcome {
        Some(SignIn::Opened(token)) => enter(&site, &visit, &headers, (token, &next)).await,
        Some(SignIn::Second(pending)) => {
            let path = format!("/sign-in/second{}", next::query(&next));
            let mut response = see_other(&visit, &path);
            let cookie = session::set(&site, session::HALF, &pending.secret, Some(600));
            response.headers_mut().append(header::SET_COOKIE, cookie);
            Ok(response)
        }
        // One answer, whatever was wrong: nobody learns whether the login exists or is locked.
        None => show(&site, visit, (login, next), None, true).await,
    }
}

async fn show(
    site: &Site,
    visit: Visit,
    (login, next): (String, String),
    why: Option<&'static str>,
    refused: bool,
) -> Result<Response, WebError> {
    let template = ("session/sign-in.html", "session");
    let mut response = page(site, visit, template, move |site, _| {
        let next = next::safe(&next).unwrap_or_default().to_owned();
        Ok(view::SignIn {
            login,
            unified_href: site
                .config
                .unified
                .is_some()
                .then(|| format!("/sign-in/unified{}", next::query(&next))),
            minutes: site.law.security().lockout.minutes,
            next,
            why,
            refused,
        })
    })
    .await?;
    if refused {
        *response.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
    }
    no_store(&mut response);
    Ok(response)
}

/// Pages with forms about who one is are kept by nobody.
pub(super) fn no_store(response: &mut Response) {
    let kept = axum::http::HeaderValue::from_static("no-store");
    response.headers_mut().insert(header::CACHE_CONTROL, kept);
}
