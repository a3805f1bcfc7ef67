//! Pages of plain text: `GET /about`, `/accessibility`, `/rights`.

use axum::{extract::State, response::Response};

use super::page::{Visit, page};
use crate::{WebError, site::Site, view::Text};

/// Each page's section of the message catalog, and its parts in reading order.
pub(crate) const ALL: [(&str, &[&str]); 3] = [
    ("about", &["what", "not", "who"]),
    ("accessibility", &["keyboard", "sight", "script", "plain", "feedback"]),
    ("rights", &["query", "report", "objection", "repair", "notice"]),
];

/// `GET /about`
pub(super) async fn about(State(site): State<Site>, visit: Visit) -> Result<Response, WebError> {
    show(&site, visit, "about").await
}

/// `GET /accessibility`
pub(super) async fn accessibility(
    State(site): State<Site>,
    visit: Visit,
) -> Result<Response, WebError> {
    show(&site, visit, "accessibility").await
}

/// `GET /rights`
pub(super) async fn rights(State(site): State<Site>, visit: Visit) -> Result<Response, WebError> {
    show(&site, visit, "rights").await
}

async fn show(site: &Site, visit: Visit, name: &'static str) -> Result<Response, WebError> {
    page(site, visit, ("portal/text.html", name), move |_, _| {
        let found = ALL.into_iter().find(|(section, _)| *section == name);
        let (name, parts) = found.ok_or(WebError::Missing)?;
        Ok(Text { name, parts })
    })
    .await
}
