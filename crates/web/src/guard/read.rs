//! Reading queries, paths and JSON bodies, with refusals in the doors' own words.

use axum::{
    extract::{
        FromRequest, FromRequestParts, Json, Path, Query, Request,
        rejection::{PathRejection, QueryRejection, StringRejection},
    },
    http::{StatusCode, request::Parts},
};
use serde::de::DeserializeOwned;

use crate::{WebError, site::Site};

/// The query of a request.
pub struct Asked<T>(pub T);

/// The JSON body of a request.
pub(crate) struct Sent<T>(pub(crate) T);

/// The parameters of a path; one that cannot be read names nothing.
pub struct Named<T>(pub T);

impl<T: DeserializeOwned> FromRequestParts<Site> for Asked<T> {
    type Rejection = WebError;

    async fn from_request_parts(parts: &mut Parts, site: &Site) -> Result<Self, WebError> {
        let Query(value) =
            Query::from_request_parts(parts, site).await.map_err(|rejection: QueryRejection| {
                WebError::Invalid {
                    what: format!("读不懂查询条件（{}）", rejection.body_text()),
                    remedy: "各参数的写法见 /api".into(),
                }
            })?;
        Ok(Self(value))
    }
}

impl<T: DeserializeOwned + Send> FromRequestParts<Site> for Named<T> {
    type Rejection = WebError;

    async fn from_request_parts(parts: &mut Parts, site: &Site) -> Result<Self, WebError> {
        let Path(value) = Path::from_request_parts(parts, site)
            .await
            .map_err(|_: PathRejection| WebError::Missing)?;
        Ok(Self(value))
    }
}

impl<T: DeserializeOwned> FromRequest<Site> for Sent<T> {
    type Rejection = WebError;

    async fn from_request(request: Request, site: &Site) -> Result<Self, WebError> {
        match Json::from_request(request, site).await {
            Ok(Json(value)) => Ok(Self(value)),
            Err(rejection) => Err(refusal(site, rejection.status(), &rejection.body_text())),
        }
    }
}

/// The text of a body that was sent as text.
pub(crate) fn text(site: &Site, body: Result<String, StringRejection>) -> Result<String, WebError> {
    body.map_err(|rejection| refusal(site, rejection.status(), &rejection.body_text()))
}

fn refusal(site: &Site, status: StatusCode, said: &str) -> WebError {
    match status {
        StatusCode::PAYLOAD_TOO_LARGE => {
            WebError::TooLarge { limit: site.config.limits.body_bytes }
        }
        StatusCode::UNSUPPORTED_MEDIA_TYPE => WebError::MediaType {
            given: "这种内容类型".into(),
            wanted: "Content-Type: application/json",
        },
        _ => WebError::Invalid {
            what: format!("读不懂请求内容（{said}）"),
            remedy: "写法见 /api/v1/openapi.json".into(),
        },
    }
}
