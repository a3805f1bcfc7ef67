//! An answer to a question comes in time, or the asker is told to come again.

use axum::{
    extract::{Request, State},
    http::Method,
    middleware::Next,
    response::{IntoResponse, Response},
};

use crate::{WebError, site::Site};

/// Lets a question (GET, HEAD) wait for its answer for so long and no longer. What changes
/// something is not cut off: whoever sent it must learn what became of it.
pub(crate) async fn keep(State(site): State<Site>, request: Request, next: Next) -> Response {
    if !matches!(*request.method(), Method::GET | Method::HEAD) {
        return next.run(request).await;
    }
    match tokio::time::timeout(site.config.patience.answer, next.run(request)).await {
        Ok(response) => response,
        Err(_) => WebError::Late.into_response(),
    }
}
