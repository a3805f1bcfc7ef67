//! Headers that keep pages from being misused, on every answer.

use axum::{
    extract::{Request, State},
    http::{HeaderName, HeaderValue, header},
    middleware::Next,
    response::Response,
};

use crate::site::Site;

/// No script, no frame, nothing from elsewhere.
const POLICY: &str = "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; \
                      base-uri 'none'; frame-ancestors 'none'";

/// The same for the pages with a search box: the site's own script, which asks the site for suggestions.
const POLICY_OF_SEARCH: &str = "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; \
                                base-uri 'none'; frame-ancestors 'none'; script-src 'self'; \
                                connect-src 'self'";

/// The templates with a script. The only one that the site serves is `search.js`.
pub(crate) const SCRIPTED: [&str; 3] =
    ["portal/home.html", "portal/search.html", "portal/subject.html"];

/// Lets the page of a template run the script that it brings, if it brings one.
pub(crate) fn let_run(template: &str, page: &mut Response) {
    if SCRIPTED.contains(&template) {
        let policy = HeaderValue::from_static(POLICY_OF_SEARCH);
        page.headers_mut().insert(header::CONTENT_SECURITY_POLICY, policy);
    }
}

/// Who came over TLS once comes no other way.
const A_YEAR: &str = "max-age=31536000";

/// Adds the headers; a cache must ask again unless the answer says otherwise, so that what is
/// taken down is gone at once (H-17).
pub(crate) async fn add(State(site): State<Site>, request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    let headers = response.headers_mut();
    headers.entry(header::CONTENT_SECURITY_POLICY).or_insert(HeaderValue::from_static(POLICY));
    let fixed = [
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::X_FRAME_OPTIONS, "DENY"),
        (header::REFERRER_POLICY, "same-origin"),
        (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
        (HeaderName::from_static("permissions-policy"), "camera=(), microphone=(), geolocation=()"),
    ];
    for (name, value) in fixed {
        headers.insert(name, HeaderValue::from_static(value));
    }
    if site.config.address.starts_with("https://") {
        headers.insert(header::STRICT_TRANSPORT_SECURITY, HeaderValue::from_static(A_YEAR));
    }
    headers.entry(header::CACHE_CONTROL).or_insert(HeaderValue::from_static("no-cache"));
    response
}
