//! Public search, public pages, public records.

use axum::{Json, extract::State, response::IntoResponse};
use disclosure::{Channel, PageRequest, Query};
use serde::Deserialize;
use utoipa::IntoParams;
use vocabulary::unified_code::UnifiedCode;

use super::{
    problem::Problem,
    wire::{Found, Page, Record, SubjectPage, all},
};
use crate::{
    WebError,
    guard::read::{Asked, Named},
    portal::{record, subject::public_page, visits::queried},
    site::Site,
};

/// What is searched for.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct Sought {
    /// Unified code, name, former name, or the beginning of one.
    q: String,
    /// `next` of the page before.
    after: Option<String>,
    /// Entries of a page, at most 100.
    #[serde(default)]
    size: u32,
}

/// Finds organisations by code or name. Natural persons are never found.
#[utoipa::path(
    get, path = "/api/v1/subjects", tag = "subjects", operation_id = "search_subjects", params(Sought),
    responses((status = 200, body = Page<Found>), (status = 422, body = Problem))
)]
pub(crate) async fn search(
    State(site): State<Site>,
    Asked(sought): Asked<Sought>,
) -> Result<impl IntoResponse, WebError> {
    if sought.q.trim().is_empty() {
        return Err(WebError::Invalid {
            what: "没有填 q".into(),
            remedy: "请填统一社会信用代码，或名称的一部分".into(),
        });
    }
    site.ask(move |site| {
        queried(site, Channel::Api);
        let query = match UnifiedCode::parse(&sought.q) {
            Ok(code) => Query::Subject(site.site_key.subject_id(&code.identifier())),
            Err(_) => Query::Name(sought.q),
        };
        let ask = PageRequest { after: sought.after, size: sought.size };
        let found = site.gate.search(&query, &ask)?.into_inner();
        Ok(Json(Page::<Found> { entries: all(&found.entries), next: found.next }))
    })
    .await
}

/// An organisation's public page.
#[utoipa::path(
    get, path = "/api/v1/subjects/{code}", tag = "subjects", operation_id = "show_subject",
    params(("code" = String, Path, description = "Unified code")),
    responses((status = 200, body = SubjectPage), (status = 404, body = Problem))
)]
pub(crate) async fn show(
    State(site): State<Site>,
    Named(code): Named<String>,
) -> Result<impl IntoResponse, WebError> {
    site.ask(move |site| {
        let page = public_page(site, &code)?;
        queried(site, Channel::Api);
        Ok(Json(SubjectPage::from(&page)))
    })
    .await
}

/// An organisation's public records, newest first.
#[utoipa::path(
    get, path = "/api/v1/subjects/{code}/records", tag = "subjects", operation_id = "subject_records",
    params(("code" = String, Path, description = "Unified code")),
    responses((status = 200, body = Vec<Record>), (status = 404, body = Problem))
)]
pub(crate) async fn records(
    State(site): State<Site>,
    Named(code): Named<String>,
) -> Result<impl IntoResponse, WebError> {
    site.ask(move |site| {
        let page = public_page(site, &code)?;
        queried(site, Channel::Api);
        Ok(Json(all::<_, Record>(&page.records)))
    })
    .await
}

/// One public record. What was public and is no longer answers 410, with no content.
#[utoipa::path(
    get, path = "/api/v1/subjects/{code}/records/{digest}", tag = "subjects", operation_id = "subject_record",
    params(
        ("code" = String, Path, description = "Unified code"),
        ("digest" = String, Path, description = "Digest of the record's key"),
    ),
    responses(
        (status = 200, body = Record),
        (status = 404, body = Problem),
        (status = 410, body = Problem),
    )
)]
pub(crate) async fn record(
    State(site): State<Site>,
    Named((code, digest)): Named<(String, String)>,
) -> Result<impl IntoResponse, WebError> {
    site.ask(move |site| {
        let (record, _) = record::public(site, &code, &digest)?;
        queried(site, Channel::Api);
        Ok(Json(Record::from(&record)))
    })
    .await
}
