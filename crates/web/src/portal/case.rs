//! Cases of those who have no account: begun at a form, followed and moved with number and code.

mod act;
mod begin;
mod status;

pub(super) use act::{letter, make, note, paper};
pub(super) use begin::{ask, file};
pub(super) use status::{find, open};

use axum::{
    http::{HeaderValue, header},
    response::Response,
};
/// Answers that hold a code are kept by no cache.
fn kept_by_nobody(mut response: Response) -> Response {
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}
