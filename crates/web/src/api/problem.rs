//! Problem details (RFC 9457): how the API says no.

use axum::{
    Json,
    extract::{Request, State},
    http::{HeaderValue, header},
    middleware::Next,
    response::{IntoResponse, Response},
};
use serde::Serialize;
use utoipa::ToSchema;

use crate::{
    WebError,
    guard::request::RequestId,
    problem::{Failure, tell as told},
    site::Site,
    wording::Language,
};

/// What happened, which rule, what to do next (RFC 9457).
#[derive(Debug, Serialize, ToSchema)]
pub struct Problem {
    /// Kind of problem, as a reference that does not change: `/problems/invalid`.
    #[serde(rename = "type")]
    pub kind: String,
    /// The kind in words; English if `Accept-Language` begins with `en`.
    pub title: String,
    /// HTTP status.
    pub status: u16,
    /// What happened, in words for whoever sent the request.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub detail: Option<String>,
    /// Number of the rule that refused.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rule: Option<String>,
    /// What to do next.
    pub remedy: String,
    /// Id of the request, to be quoted when asking about it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub request: Option<String>,
}

/// Turns an error that a handler left into problem details.
pub(crate) async fn tell(State(site): State<Site>, request: Request, next: Next) -> Response {
    let language = language(&request);
    let id = request.extensions().get::<RequestId>().map(|RequestId(id)| id.clone());
    let response = next.run(request).await;
    let Some(Failure(error)) = response.extensions().get::<Failure>().cloned() else {
        return plain(&site, language, id, response);
    };
    let told = told(&error);
    let slug = told.kind.slug();
    let remedy = || site.word(language, &format!("problem_type.{slug}_remedy"));
    let problem = Problem {
        kind: format!("/problems/{slug}"),
        title: site.word(language, &format!("problem_type.{slug}")),
        status: told.kind.status().as_u16(),
        detail: told.detail.clone(),
        rule: told.rule.clone(),
        remedy: told.remedy.clone().unwrap_or_else(remedy),
        request: id,
    };
    answer(response, &problem)
}

/// Refusals of the router itself: a method that is not there.
fn plain(site: &Site, language: Language, id: Option<String>, response: Response) -> Response {
    if response.status() != axum::http::StatusCode::METHOD_NOT_ALLOWED {
        return response;
    }
    let problem = Problem {
        kind: "/problems/method".to_owned(),
        title: site.word(language, "problem_type.method"),
        status: response.status().as_u16(),
        detail: None,
        rule: None,
        remedy: site.word(language, "problem_type.method_remedy"),
        request: id,
    };
    answer(response, &problem)
}

fn answer(response: Response, problem: &Problem) -> Response {
    let (mut parts, _) = response.into_parts();
    parts.extensions.remove::<Failure>();
    parts.headers.remove(header::CONTENT_LENGTH);
    let mut told = Json(problem).into_response();
    *told.status_mut() = parts.status;
    told.headers_mut().extend(parts.headers);
    told.headers_mut()
        .insert(header::CONTENT_TYPE, HeaderValue::from_static("application/problem+json"));
    if parts.status == axum::http::StatusCode::UNAUTHORIZED {
        told.headers_mut().insert(header::WWW_AUTHENTICATE, HeaderValue::from_static("Bearer"));
    }
    told
}

fn language(request: &Request) -> Language {
    let wished = request.headers().get(header::ACCEPT_LANGUAGE).and_then(|v| v.to_str().ok());
    match wished {
        Some(wished) if wished.trim_start().starts_with("en") => Language::En,
        _ => Language::Zh,
    }
}

/// Any address under `/api/v1` that is none.
pub(crate) async fn nothing() -> Result<Response, WebError> {
    Err(WebError::Missing)
}
