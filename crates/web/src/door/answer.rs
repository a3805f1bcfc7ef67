//! Answers to forms and downloads.

use axum::{
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};

use super::Visit;
use crate::guard::session::said_cookie;

/// Leads to another page of the site, in the language of the visit. `path` is without prefix.
pub fn see_other(visit: &Visit, path: &str) -> Response {
    let location = HeaderValue::from_str(&visit.language.href(path));
    let location = location.unwrap_or(HeaderValue::from_static("/"));
    let kept = (header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    (StatusCode::SEE_OTHER, [(header::LOCATION, location), kept]).into_response()
}

/// The same, and the next page says once what was done: `key` is a message of the catalog.
pub fn said(visit: &Visit, path: &str, key: &'static str) -> Response {
    let mut response = see_other(visit, path);
    response.headers_mut().append(header::SET_COOKIE, said_cookie(key));
    response
}

/// A file to keep: `name` in ASCII, kept by no cache.
pub fn file(name: &str, kind: &'static str, content: impl Into<Vec<u8>>) -> Response {
    let name = HeaderValue::from_str(&format!("attachment; filename=\"{name}\""));
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static(kind)),
        (header::CONTENT_DISPOSITION, name.unwrap_or(HeaderValue::from_static("attachment"))),
        (header::CACHE_CONTROL, HeaderValue::from_static("no-store")),
    ];
    (headers, content.into()).into_response()
}
