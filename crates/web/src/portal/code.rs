//! A subject's code to show: what a telephone reads to open its public page (C-08.e).

use axum::{
    extract::State,
    http::{HeaderName, header},
    response::{IntoResponse, Response},
};

use super::{
    page::{Visit, page},
    subject::page_at,
};
use crate::{WebError, guard::read::Named, qr, site::Site, view::guide as view};

/// `GET /subjects/{code}/code`: to print and to hang up.
pub(super) async fn show(
    State(site): State<Site>,
    visit: Visit,
    Named(code): Named<String>,
) -> Result<Response, WebError> {
    page(&site, visit, ("portal/code.html", "subjects"), move |site, visit| {
        let head = page_at(site, &code, "/code")?.head;
        let code = head.code.ok_or(WebError::Missing)?;
        let name = head.name.unwrap_or_else(|| code.clone());
        let address = address(site, &code);
        let label = site.words(visit.language, "code.label", &[("name", name.clone())]);
        let svg = qr::qr(&label, &address).ok_or(WebError::Missing)?;
        Ok(view::Code { name, code, address, svg })
    })
    .await
}

/// Where the code leads: the page in Chinese, whatever the language in which it was made.
fn address(site: &Site, code: &str) -> String {
    format!("{}/subjects/{code}", site.config.address)
}

/// `GET /subjects/{code}/code.svg`
pub(super) async fn svg(
    State(site): State<Site>,
    visit: Visit,
    Named(code): Named<String>,
) -> Result<Response, WebError> {
    site.ask(move |site| {
        let head = page_at(site, &code, "/code.svg")?.head;
        let name = head.name.unwrap_or_else(|| code.clone());
        let label = site.words(visit.language, "code.label", &[("name", name)]);
        let drawn = qr::qr(&label, &address(site, &code)).ok_or(WebError::Missing)?;
        let alone = drawn.replacen("<svg ", "<svg xmlns=\"http://www.w3.org/2000/svg\" ", 1);
        Ok(([(header::CONTENT_TYPE, "image/svg+xml")], alone).into_response())
    })
    .await
}

/// `GET /subjects/{code}/code.png`
pub(super) async fn png(
    State(site): State<Site>,
    Named(code): Named<String>,
) -> Result<Response, WebError> {
    site.ask(move |site| {
        page_at(site, &code, "/code.png")?;
        let bytes = qr::png(&address(site, &code)).ok_or(WebError::Missing)?;
        let name = format!("inline; filename=\"{code}.png\"");
        let headers: [(HeaderName, String); 2] =
            [(header::CONTENT_TYPE, "image/png".into()), (header::CONTENT_DISPOSITION, name)];
        Ok((headers, bytes).into_response())
    })
    .await
}
