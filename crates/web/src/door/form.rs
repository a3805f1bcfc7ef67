//! Forms: read only when they come from a page of ours, and, of somebody signed in, with the
//! session's own mark.

use axum::{
    body::Body,
    extract::{FromRequest, Request},
    http::{HeaderMap, Uri, header},
    response::{IntoResponse, Response},
};
use serde::{Deserialize, de::DeserializeOwned};

use super::signed::signed;
use crate::{WebError, site::Site};

/// A form of somebody who is signed in; its hidden field `csrf` holds `frame.signed.csrf`.
pub struct Form<T>(pub T);

/// A form of somebody who is not signed in: the sign-in page, an objection without an account.
pub struct Open<T>(pub T);

/// The fields of a form as they came, for forms that are shown again with what was typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(transparent)]
pub struct Fields(Vec<(String, String)>);

impl Fields {
    /// A field without blanks around it; empty if it was not sent.
    pub fn get(&self, name: &str) -> &str {
        let found = self.0.iter().find(|(key, _)| key == name);
        found.map_or("", |(_, value)| value.trim())
    }

    /// Every value of a field that may come several times.
    pub fn all<'f>(&'f self, name: &'f str) -> impl Iterator<Item = &'f str> {
        self.0.iter().filter(move |(key, _)| key == name).map(|(_, value)| value.trim())
    }

    /// A field that was filled in.
    pub fn given(&self, name: &str) -> Option<String> {
        Some(self.get(name)).filter(|value| !value.is_empty()).map(str::to_owned)
    }

    /// The same with one field more.
    #[must_use]
    pub fn with(mut self, name: &str, value: &str) -> Self {
        self.put(name.to_owned(), value.to_owned());
        self
    }

    pub(super) fn put(&mut self, name: String, value: String) {
        self.0.push((name, value));
    }
}

impl<T: DeserializeOwned> FromRequest<Site> for Form<T> {
    type Rejection = Response;

    async fn from_request(request: Request, site: &Site) -> Result<Self, Response> {
        let (mut parts, body) = request.into_parts();
        let signed = signed(&mut parts, site).await?;
        ours(site, &parts.headers).map_err(IntoResponse::into_response)?;
        let bytes = read(site, body).await.map_err(IntoResponse::into_response)?;
        let fields: Fields = parse(&bytes).map_err(IntoResponse::into_response)?;
        marked(&signed.csrf, fields.get("csrf")).map_err(IntoResponse::into_response)?;
        parse(&bytes).map(Self).map_err(IntoResponse::into_response)
    }
}

impl<T: DeserializeOwned> FromRequest<Site> for Open<T> {
    type Rejection = WebError;

    async fn from_request(request: Request, site: &Site) -> Result<Self, WebError> {
        ours(site, request.headers())?;
        let bytes = read(site, request.into_body()).await?;
        parse(&bytes).map(Self)
    }
}

async fn read(site: &Site, body: Body) -> Result<Vec<u8>, WebError> {
    let limit = site.config.limits.body_bytes;
    let read = axum::body::to_bytes(body, limit as usize).await;
    read.map(|bytes| bytes.to_vec()).map_err(|_| WebError::TooLarge { limit })
}

fn parse<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, WebError> {
    serde_urlencoded::from_bytes(bytes).map_err(|error| WebError::Invalid {
        what: format!("读不懂提交的内容（{error}）"),
        remedy: "请返回上一页，重新填写".into(),
    })
}

/// Whether a form comes from a page of this site: browsers say where they send from.
pub(super) fn ours(site: &Site, headers: &HeaderMap) -> Result<(), WebError> {
    let said = |name: &str| headers.get(name).and_then(|value| value.to_str().ok());
    if said("sec-fetch-site").is_some_and(|from| !matches!(from, "same-origin" | "none")) {
        return Err(WebError::Foreign);
    }
    let Some(origin) = said("origin") else { return Ok(()) };
    let authority = origin.split_once("://").map(|(_, authority)| authority);
    let host = authority.is_some() && authority == said("host");
    if host || origin == site.config.address { Ok(()) } else { Err(WebError::Foreign) }
}

/// Whether a form carries the mark of the session it is sent in. Compared to the end, so that the
/// time taken tells nothing.
pub(super) fn marked(mark: &str, sent: &str) -> Result<(), WebError> {
    let differ =
        mark.bytes().zip(sent.bytes()).fold(0, |differ, (one, other)| differ | (one ^ other));
    let same = mark.len() == sent.len() && differ == 0 && !mark.is_empty();
    if same { Ok(()) } else { Err(WebError::Foreign) }
}

/// The page on which a form stood, by what the browser says: a path of this site.
pub(super) fn page_of_form(headers: &HeaderMap) -> Option<String> {
    let referer = headers.get(header::REFERER)?.to_str().ok()?;
    let uri: Uri = referer.parse().ok()?;
    let host = headers.get(header::HOST)?.to_str().ok()?;
    let own = uri.authority().is_some_and(|authority| authority.as_str() == host);
    own.then(|| uri.path_and_query().map(|path| path.as_str().to_owned())).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mark_fits_only_itself() {
        assert!(marked("abc", "abc").is_ok());
        for wrong in ["", "ab", "abd", "abcd"] {
            assert!(marked("abc", wrong).is_err(), "{wrong}");
        }
        assert!(marked("", "").is_err(), "no mark is none");
    }

    #[test]
    fn a_field_may_come_several_times() {
        let fields: Fields = parse(b"item=a&item=b&name=+x+").unwrap();
        assert_eq!(fields.all("item").collect::<Vec<_>>(), ["a", "b"]);
        assert_eq!((fields.get("name"), fields.given("none")), ("x", None));
    }
}
