//! The list of boards and reports.

use axum::{extract::State, response::Response};
use serde::Serialize;
use web::{
    WebError,
    door::{Site, Staff, Visit, page},
};

use super::Name;

/// The page.
#[derive(Clone, Debug, Serialize)]
struct Page {
    boards: Vec<&'static str>,
}

/// `GET /desk/cases/boards`
pub(super) async fn show(
    State(site): State<Site>,
    visit: Visit,
    _: Staff,
) -> Result<Response, WebError> {
    page(&site, visit, ("desk/boards/index.html", "cases"), |_, _| {
        Ok(Page { boards: Name::ALL.into_iter().map(Name::as_str).collect() })
    })
    .await
}
