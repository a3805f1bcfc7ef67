//! `/sign-in/unified`: to the city's unified login, and back.

use ::account::AccountError;
use axum::{
    extract::State,
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use serde::Deserialize;

use super::{From, enter, next};
use crate::{
    WebError,
    door::{Asked, Language, Site, Visit, see_other},
    guard::session,
};

/// How long somebody may take there, in seconds.
const PATIENCE: u32 = 600;

/// Query of the way there.
#[derive(Deserialize)]
pub(super) struct Go {
    #[serde(default)]
    next: String,
}

/// Query with which the provider sends back; `error` instead of `code` where nothing came of it.
#[derive(Deserialize)]
pub(super) struct Back {
    #[serde(default)]
    code: String,
    #[serde(default)]
    state: String,
}

/// `GET /sign-in/unified`
pub(super) async fn go(
    State(site): State<Site>,
    visit: Visit,
    Asked(go): Asked<Go>,
) -> Result<Response, WebError> {
    let unified = site.config.unified.clone().ok_or(WebError::Missing)?;
    let home = if visit.language == Language::En { "/en/" } else { "" };
    let wanted = next::safe(&go.next).unwrap_or(home).to_owned();
    let start = match site.ask(move |_| Ok(unified.start(&wanted)?)).await {
        Ok(start) => start,
        Err(error) => return not_done(&visit, error),
    };
    let location = HeaderValue::from_str(&start.url)
        .map_err(|_| WebError::Machine("the provider's address is none".to_owned()))?;
    let cookie = session::set(&site, session::AWAY, &start.cookie, Some(PATIENCE));
    let kept = (header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    let headers = [(header::LOCATION, location), (header::SET_COOKIE, cookie), kept];
    Ok((StatusCode::SEE_OTHER, headers).into_response())
}

/// `GET /sign-in/unified/return`
pub(super) async fn back(
    State(site): State<Site>,
    visit: Visit,
    From(from): From,
    headers: HeaderMap,
    Asked(back): Asked<Back>,
) -> Result<Response, WebError> {
    let unified = site.config.unified.clone().ok_or(WebError::Missing)?;
    let carried = session::cookie(&headers, session::AWAY).unwrap_or_default();
    let over = session::set(&site, session::AWAY, "", Some(0));
    let known =
        match site.ask(move |_| Ok(unified.finish(&back.code, &back.state, &carried)?)).await {
            Ok(known) => known,
            Err(error) => return not_done(&visit, error),
        };
    let (identity, next) = known;
    // Who is known but may not come in is told why: a minor, somebody without an account.
    let token = site.ask(move |site| Ok(site.accounts.sign_in_as(&identity, &from)?)).await?;
    let mut response = enter(&site, &visit, &headers, (token, &next)).await?;
    response.headers_mut().append(header::SET_COOKIE, over);
    Ok(response)
}

/// Nobody was identified: back to the page where one signs in, which says so.
fn not_done(visit: &Visit, error: WebError) -> Result<Response, WebError> {
    match &error {
        WebError::Account(AccountError::Provider { reason }) => {
            tracing::warn!(%reason, "unified login failed");
            Ok(see_other(visit, "/sign-in?why=unified"))
        }
        WebError::Account(AccountError::Refused(_)) => Ok(see_other(visit, "/sign-in?why=unified")),
        _ => Err(error),
    }
}
