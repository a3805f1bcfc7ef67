//! A number for every request, and one line in the log: what was asked, never about whom.

use axum::{
    extract::{MatchedPath, Request, State},
    http::{HeaderName, HeaderValue},
    middleware::Next,
    response::Response,
};

use crate::site::Site;

/// The header that carries the number of a request.
const REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");

/// Number of a request, for its answer and the log.
#[derive(Clone, Debug)]
pub(crate) struct RequestId(pub(crate) String);

/// Numbers the request and logs it. The log has the pattern of the path, not the path: codes,
/// names and numbers of matters stay out of it.
pub(crate) async fn trace(State(site): State<Site>, mut request: Request, next: Next) -> Response {
    let id = site.keys.fresh_id();
    let begun = site.clock.now();
    let method = request.method().clone();
    let route = request.extensions().get::<MatchedPath>().map(|path| path.as_str().to_owned());
    request.extensions_mut().insert(RequestId(id.clone()));
    let mut response = next.run(request).await;
    let passed = site.clock.now().duration_since(begun);
    tracing::info!(
        target: "web::access",
        request = %id,
        %method,
        route = route.as_deref().unwrap_or("-"),
        status = response.status().as_u16(),
        micros = passed.as_micros() as u64,
    );
    if let Ok(value) = HeaderValue::from_str(&id) {
        response.headers_mut().insert(REQUEST_ID, value);
    }
    response
}
