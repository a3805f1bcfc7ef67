//! The session cookie: who is signed in is found once, before any door.

use account::Signed;
use axum::{
    extract::{Request, State},
    http::{HeaderMap, HeaderValue, Method, StatusCode, header},
    middleware::Next,
    response::{IntoResponse, Response},
};

use super::caller::Address;
use crate::{WebError, site::Site};

/// Left with a request whose session has ended.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Expired;

/// Left with a request: the key of what the act before has to say.
#[derive(Clone, Debug)]
pub(crate) struct Said(pub(crate) String);

/// The secret of a session, left with the request for those who end or change it.
#[derive(Clone)]
pub(crate) struct Secret(pub(crate) String);

/// The cookie that holds what the next page has to say.
const SAID: &str = "probity-said";
/// The cookie that holds a sign-in between its two factors.
pub(crate) const HALF: &str = "probity-second";
/// The cookie that holds a sign-in while the unified login is asked.
pub(crate) const AWAY: &str = "probity-unified";

/// Finds the session of a request and leaves it there. Answers to somebody signed in are kept by
/// no cache.
pub(crate) async fn find(State(site): State<Site>, mut request: Request, next: Next) -> Response {
    if request.uri().path().starts_with("/api/v1/") {
        return next.run(request).await;
    }
    let said = cookie(request.headers(), SAID).filter(|_| request.method() == Method::GET);
    if let Some(key) = said.clone() {
        request.extensions_mut().insert(Said(key));
    }
    let signed = match cookie(request.headers(), name(&site)) {
        None => false,
        Some(secret) => {
            let asked = secret.clone();
            let session = site.ask(move |site| Ok(site.accounts.session(&asked)?)).await;
            if let Err(seconds) = counted(&site, &request, session.as_ref()) {
                return WebError::Busy { seconds }.into_response();
            }
            let extensions = request.extensions_mut();
            match session {
                Err(error) => return error.into_response(),
                Ok(None) => {
                    extensions.insert(Expired);
                    false
                }
                Ok(Some(signed)) => {
                    extensions.insert(signed);
                    extensions.insert(Secret(secret));
                    true
                }
            }
        }
    };
    let mut response = next.run(request).await;
    if said.is_some() && response.status() == StatusCode::OK {
        let over =
            HeaderValue::from_static("probity-said=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax");
        response.headers_mut().append(header::SET_COOKIE, over);
    }
    if signed || said.is_some() {
        let kept = HeaderValue::from_static("no-store");
        response.headers_mut().insert(header::CACHE_CONTROL, kept);
    }
    response
}

/// Whether a request comes with a cookie that may be a session: it is counted when that is known.
pub(crate) fn is_presented(site: &Site, request: &Request) -> bool {
    let page = !request.uri().path().starts_with("/api/v1/");
    page && cookie(request.headers(), name(site)).is_some()
}

/// Counts a request by its account, so that a whole office behind one address can work; one whose
/// cookie is no session by its address, like any other.
fn counted(
    site: &Site,
    request: &Request,
    session: Result<&Option<Signed>, &WebError>,
) -> Result<(), u64> {
    let (limits, now) = (&site.config.limits, site.clock.now());
    match session {
        Ok(Some(signed)) => {
            let caller = format!("account {}", signed.who.account());
            site.buckets.take(&caller, limits.account, now)
        }
        _ => {
            let address = request.extensions().get::<Address>();
            let address = address.map_or("unknown", |Address(address)| address);
            site.buckets.take(address, limits.anonymous, now)
        }
    }
}

/// Name of the session cookie: over TLS one that browsers take from this host alone.
pub(crate) fn name(site: &Site) -> &'static str {
    if secure(site) { "__Host-probity" } else { "probity" }
}

fn secure(site: &Site) -> bool {
    site.config.address.starts_with("https://")
}

/// The value of a cookie.
pub(crate) fn cookie(headers: &HeaderMap, name: &str) -> Option<String> {
    headers
        .get_all(header::COOKIE)
        .iter()
        .filter_map(|line| line.to_str().ok())
        .flat_map(|line| line.split(';'))
        .filter_map(|pair| pair.trim().split_once('='))
        .find(|(key, value)| *key == name && !value.is_empty())
        .map(|(_, value)| value.to_owned())
}

/// The header that sets a cookie until the browser is closed; or for some seconds, or away (0).
pub(crate) fn set(site: &Site, name: &str, value: &str, seconds: Option<u32>) -> HeaderValue {
    let age = seconds.map(|seconds| format!("; Max-Age={seconds}")).unwrap_or_default();
    let secure = if secure(site) { "; Secure" } else { "" };
    let text = format!("{name}={value}; Path=/{age}; HttpOnly; SameSite=Lax{secure}");
    HeaderValue::from_str(&text).unwrap_or(HeaderValue::from_static("probity=; Max-Age=0; Path=/"))
}

/// The cookie by which the next page says `key`, a message of the catalog.
pub(crate) fn said_cookie(key: &'static str) -> HeaderValue {
    let text = format!("{SAID}={key}; Path=/; Max-Age=60; HttpOnly; SameSite=Lax");
    HeaderValue::from_str(&text).unwrap_or(HeaderValue::from_static("probity-said=; Max-Age=0"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cookie_is_found_among_others() {
        let mut headers = HeaderMap::new();
        headers.append(header::COOKIE, HeaderValue::from_static("a=1; probity=s=x; b=2"));
        headers.append(header::COOKIE, HeaderValue::from_static("c="));
        assert_eq!(cookie(&headers, "probity").as_deref(), Some("s=x"));
        assert_eq!(cookie(&headers, "c"), None, "an empty one is none");
        assert_eq!(cookie(&headers, "robity"), None);
    }
}
