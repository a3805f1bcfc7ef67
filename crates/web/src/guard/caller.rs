//! Who calls: the holder of a key, or somebody anonymous at an address.

use std::net::SocketAddr;

use account::KeyHolder;
use axum::{
    extract::{ConnectInfo, FromRequestParts, Request, State},
    http::request::Parts,
    middleware::Next,
    response::{IntoResponse, Response},
};
use disclosure::{GateError, Look, Refusal};
use policy::model::role::{Action, Role};
use vocabulary::SubjectId;

use super::{bound, session, shut};
use crate::{WebError, site::Site, wording::Language};

/// Where suggestions are asked for.
const SUGGESTIONS: [&str; 3] =
    ["/search/suggest", "/en/search/suggest", "/api/v1/subjects/suggest"];

/// The address a request is counted by, left with it.
#[derive(Clone, Debug)]
pub(crate) struct Address(pub(crate) String);

/// Finds the caller, takes one of its tokens, and leaves the holder with the request.
pub(crate) async fn find(State(site): State<Site>, mut request: Request, next: Next) -> Response {
    let address = address(&site, &request);
    request.extensions_mut().insert(Address(address.clone()));
    let holder = match bound::bearer(request.headers()) {
        None => Ok(None),
        Some(secret) => {
            site.ask(move |site| site.keys.holder(&secret)?.map(Some).ok_or(WebError::Unauthorised))
                .await
        }
    };
    let limits = &site.config.limits;
    let (caller, allowance) = match &holder {
        Ok(Some(holder)) => (format!("key {}", holder.id), limits.key),
        _ if session::is_presented(&site, &request) => {
            (format!("sessions of {address}"), limits.sessions)
        }
        // Who types asks often: it takes nothing from what he may read.
        _ if SUGGESTIONS.contains(&request.uri().path()) => {
            (format!("suggestions of {address}"), limits.suggestions)
        }
        _ => (address, limits.anonymous),
    };
    if let Err(seconds) = site.buckets.take(&caller, allowance, site.clock.now()) {
        return WebError::Busy { seconds }.into_response();
    }
    match admit(&site, holder, request).await {
        Ok(request) => next.run(request).await,
        Err(error) => error.into_response(),
    }
}

/// Lets a request in, unless its door is shut or its key is not what it is bound to.
async fn admit(
    site: &Site,
    holder: Result<Option<KeyHolder>, WebError>,
    request: Request,
) -> Result<Request, WebError> {
    let holder = holder?;
    let (path, caller) = (request.uri().path().to_owned(), holder.clone());
    site.ask(move |site| shut::refuse(site, &path, caller.as_ref())).await?;
    let Some(holder) = holder else { return Ok(request) };
    let mut request = bound::check(site, &holder, request).await?;
    request.extensions_mut().insert(holder);
    Ok(request)
}

/// The address to count by: of the connection, or, behind a proxy of ours, the last one it wrote.
fn address(site: &Site, request: &Request) -> String {
    if site.config.behind_proxy {
        let forwarded = request.headers().get("x-forwarded-for").and_then(|v| v.to_str().ok());
        if let Some(last) = forwarded.and_then(|list| list.rsplit(',').next()) {
            return last.trim().to_owned();
        }
    }
    let peer = request.extensions().get::<ConnectInfo<SocketAddr>>();
    peer.map_or_else(|| "unknown".to_owned(), |ConnectInfo(peer)| peer.ip().to_string())
}

impl FromRequestParts<Site> for KeyHolder {
    type Rejection = WebError;

    async fn from_request_parts(parts: &mut Parts, _: &Site) -> Result<Self, WebError> {
        parts.extensions.get::<Self>().cloned().ok_or(WebError::Unauthorised)
    }
}

/// The role of a holder, if it allows `action`. What only persons of staff may be, no key is.
pub(crate) fn allow<'law>(
    site: &'law Site,
    holder: &KeyHolder,
    action: Action,
) -> Result<&'law Role, WebError> {
    let named = format!("action.{}", action.as_str());
    let word = || site.word(Language::Zh, &named);
    let forbidden = || WebError::Forbidden { role: holder.role.clone(), action: word() };
    let role = site.law.role(&holder.role).filter(|role| role.fits_key());
    let role = role.ok_or_else(forbidden)?;
    if role.actions.contains(&action) { Ok(role) } else { Err(forbidden()) }
}

/// A request beyond what the key was given for stands in the register, which the subject reads
/// (H-19); whoever asked gets the same answer as without. Other errors pass.
pub(crate) fn registered(
    site: &Site,
    holder: &KeyHolder,
    subject: Option<SubjectId>,
    (purpose, matter_number): (&str, &str),
    error: WebError,
) -> WebError {
    let WebError::Forbidden { .. } = error else { return error };
    let agency = site.law.agency(&holder.agency);
    let look = Look {
        organisation: agency.map_or_else(|| holder.agency.clone(), |agency| agency.code.clone()),
        purpose: purpose.to_owned(),
        matter_number: matter_number.to_owned(),
        ..Look::default()
    };
    let refusal = Refusal {
        rule: "H-19",
        reason: error.to_string(),
        basis: "《山东省社会信用条例》第22条".to_owned(),
        remedy: String::new(),
    };
    match site.gate.refuse(&holder.actor(), subject, refusal, &look) {
        GateError::Refused(_) => error,
        unwritten => unwritten.into(),
    }
}
