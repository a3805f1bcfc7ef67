//! Public search, public pages, public records; lists of names for departments.

use account::KeyHolder;
use axum::{
    Json,
    extract::{State, rejection::StringRejection},
    response::IntoResponse,
};
use disclosure::{Channel, PageRequest, Query};
use policy::model::role::Action;
use serde::Deserialize;
use utoipa::IntoParams;
use vocabulary::unified_code::UnifiedCode;

use super::{
    problem::Problem,
    wire::{Found, MatchLine, Page, Record, SubjectPage, all},
};
use crate::{
    WebError,
    guard::{
        caller::allow,
        read::{Asked, Named, text},
    },
    portal::{record, subject::public_page, visits::queried},
    site::Site,
};

/// Lines of a list that is compared in one request.
const LINES: u64 = 500;

/// What is searched for.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct Sought {
    /// Unified code or some characters of it in a row; name, former or short name, or the beginning of
    /// one; words of it in any order; pinyin or its initials. A slip of the pen is forgiven.
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

/// What somebody is typing.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct Typed {
    /// What has been typed so far.
    q: String,
    /// How many at most; 8 if absent, never more than 20.
    size: Option<u32>,
}

/// Says which organisations somebody may mean who is typing: fast, and without the slow ways of finding.
/// Counted by a rate of its own.
#[utoipa::path(
    get, path = "/api/v1/subjects/suggest", tag = "subjects", operation_id = "suggest_subjects", params(Typed),
    responses((status = 200, body = Vec<Found>), (status = 422, body = Problem))
)]
pub(crate) async fn suggest(
    State(site): State<Site>,
    Asked(typed): Asked<Typed>,
) -> Result<impl IntoResponse, WebError> {
    site.ask(move |site| {
        let size = typed.size.unwrap_or(8).clamp(1, 20);
        let found = site.gate.suggest(typed.q.trim(), size)?.into_inner();
        Ok(Json(all::<_, Found>(&found)))
    })
    .await
}

/// Compares a list of names with the registry: the codes of those that are meant, and why. One name a
/// line, or a CSV with columns for name and code; at most 500 lines. For systems of departments that
/// hold lists without codes; nothing is written, and natural persons are in no answer.
#[utoipa::path(
    post, path = "/api/v1/subjects/match", tag = "subjects", operation_id = "match_subjects",
    request_body(content = String, content_type = "text/csv"), security(("key" = [])),
    responses(
        (status = 200, body = Vec<MatchLine>),
        (status = 401, body = Problem),
        (status = 403, body = Problem),
        (status = 413, body = Problem),
        (status = 422, body = Problem),
    )
)]
pub(crate) async fn compare(
    State(site): State<Site>,
    holder: KeyHolder,
    body: Result<String, StringRejection>,
) -> Result<impl IntoResponse, WebError> {
    allow(&site, &holder, Action::SubmitBatch)?;
    site.metered(&format!("lists of {}", holder.id), site.config.limits.lists)?;
    let list = text(&site, body)?;
    site.ask(move |site| {
        let mut lines = Vec::new();
        site.intake.match_list(list.as_bytes(), LINES, &mut |line| {
            lines.push(MatchLine::from(&line));
            Ok(())
        })?;
        Ok(Json(lines))
    })
    .await
}

/// An organisation's public page. Of a code that was merged into another it is the page of the whole.
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
