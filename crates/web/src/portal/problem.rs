//! Pages that say why there is no page.

use axum::{
    extract::{Request, State},
    http::{StatusCode, header},
    middleware::Next,
    response::{Html, IntoResponse, Redirect, Response},
};

use super::page::{Visit, bare};
use crate::{
    WebError,
    guard::request::RequestId,
    problem::{Failure, Kind, tell as told},
    site::Site,
    view::Stop,
};

/// Turns an error that a handler left into its page.
pub(crate) async fn tell(State(site): State<Site>, request: Request, next: Next) -> Response {
    let visit = Visit::of_request(&site, &request);
    let id = request.extensions().get::<RequestId>().map(|RequestId(id)| id.clone());
    let response = next.run(request).await;
    word(&site, &visit, id, response)
}

/// The same for errors that arose before any door was reached: a rate limit, a key that fails.
pub(crate) async fn tell_unworded(state: State<Site>, request: Request, next: Next) -> Response {
    let path = request.uri().path();
    let for_programs = ["/api/v1/", "/tile/"].iter().any(|door| path.starts_with(door));
    if for_programs || path == "/checkpoint" {
        return crate::api::problem::tell(state, request, next).await;
    }
    tell(state, request, next).await
}

fn word(site: &Site, visit: &Visit, request: Option<String>, response: Response) -> Response {
    let Some(Failure(error)) = response.extensions().get::<Failure>().cloned() else {
        return response;
    };
    if let WebError::Moved { to } = &*error {
        // Not for good: what was merged may be parted again.
        return Redirect::temporary(&visit.language.href(to)).into_response();
    }
    let told = told(&error);
    let stop = Stop {
        status: told.kind.status().as_u16(),
        kind: told.kind.page(),
        detail: told.detail.filter(|_| explained(told.kind)),
        remedy: told.remedy,
        request: request.filter(|_| matches!(told.kind, Kind::Fault | Kind::Unavailable)),
    };
    let (mut parts, _) = response.into_parts();
    parts.extensions.remove::<Failure>();
    parts.headers.remove(header::CONTENT_TYPE);
    parts.headers.remove(header::CONTENT_LENGTH);
    let html = bare(&site.pages, site, visit, &stop);
    let mut page = Html(html.unwrap_or_else(|| stop.status.to_string())).into_response();
    *page.status_mut() = parts.status;
    page.headers_mut().extend(parts.headers);
    page
}

/// Whether the reader is told what in particular: not of what is hidden from him, nor of our faults.
fn explained(kind: Kind) -> bool {
    use Kind::{Conflict, Invalid, MediaType, Refused, TooLarge, Unauthorised};
    matches!(kind, Conflict | Invalid | MediaType | Refused | TooLarge | Unauthorised)
}

/// Any address that is none.
pub(crate) async fn nothing() -> Result<StatusCode, WebError> {
    Err(WebError::Missing)
}
