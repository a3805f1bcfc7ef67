//! Answers to forms and downloads.

use std::{fs::File, io::Read};

use axum::{
    body::Body,
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};

use super::Visit;
use crate::{WebError, guard::session::said_cookie};

/// Bytes of a file that are read at once.
const CHUNK: usize = 1 << 16;

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

/// A file to keep that lies on the disk: it is sent as it is read, and memory stays flat.
pub fn file_of(name: &str, kind: &'static str, content: File) -> Response {
    let (mut parts, _) = file(name, kind, Vec::new()).into_parts();
    parts.headers.remove(header::CONTENT_LENGTH);
    let chunks = futures_util::stream::try_unfold(content, |mut content| async move {
        let read = move || -> std::io::Result<(File, Vec<u8>)> {
            let mut chunk = vec![0; CHUNK];
            let size = content.read(&mut chunk)?;
            chunk.truncate(size);
            Ok((content, chunk))
        };
        let (content, chunk) = tokio::task::spawn_blocking(read).await??;
        Ok::<_, std::io::Error>((!chunk.is_empty()).then_some((chunk, content)))
    });
    Response::from_parts(parts, Body::from_stream(chunks))
}

/// Writes into the log what failed where nobody waits for an answer.
pub fn failed(error: &WebError) {
    tracing::error!(target: "web::fault", error = %error, "a work failed");
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
