//! From a request to a page: language, frame, rendering.

use std::convert::Infallible;

use axum::{
    extract::{FromRequestParts, OriginalUri},
    http::request::Parts,
    response::{Html, IntoResponse, Response},
};
use serde::Serialize;

use crate::{
    WebError,
    pages::Pages,
    site::Site,
    view::{Frame, Signed},
    wording::Language,
};

/// What was asked: in which language, and at which address.
#[derive(Clone, Debug)]
pub(crate) struct Visit {
    /// Language of the answer.
    pub(crate) language: Language,
    /// Path without language prefix.
    pub(crate) path: String,
    /// Query without `lang`, without question mark.
    pub(crate) query: String,
}

impl Visit {
    /// Reads an address: `/en/…` or `?lang=en` ask for English.
    pub(crate) fn of(path: &str, query: &str) -> Self {
        let mut language = Language::of_path(path);
        let bare = match language {
            Language::En => path.strip_prefix("/en").unwrap_or(path),
            Language::Zh => path,
        };
        let mut kept = Vec::new();
        for pair in query.split('&').filter(|pair| !pair.is_empty()) {
            match pair {
                "lang=en" => language = Language::En,
                "lang=zh" => language = Language::Zh,
                _ => kept.push(pair),
            }
        }
        let path = if bare.is_empty() { "/" } else { bare };
        Self { language, path: path.to_owned(), query: kept.join("&") }
    }

    /// The same address with another query.
    pub(crate) fn with(&self, query: &str) -> String {
        if query.is_empty() { self.path.clone() } else { format!("{}?{query}", self.path) }
    }
}

impl FromRequestParts<Site> for Visit {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, site: &Site) -> Result<Self, Infallible> {
        let OriginalUri(uri) = OriginalUri::from_request_parts(parts, site).await?;
        Ok(Self::of(uri.path(), uri.query().unwrap_or_default()))
    }
}

/// Makes a page: `make` asks the rooms, the template shows what they answer.
pub(crate) async fn page<V: Serialize>(
    site: &Site,
    visit: Visit,
    (template, place): (&'static str, &'static str),
    make: impl FnOnce(&Site, &Visit) -> Result<V, WebError> + Send + 'static,
) -> Result<Response, WebError> {
    site.ask(move |site| {
        let view = make(site, &visit)?;
        let frame = frame(site, &visit, place)?;
        Ok(Html(site.pages.render(template, &frame, &view)?).into_response())
    })
    .await
}

/// The frame of a page.
pub(crate) fn frame(site: &Site, visit: &Visit, place: &'static str) -> Result<Frame, WebError> {
    let other = visit.language.other();
    let notice = site.config.notice.as_ref().map(|(zh, en)| match visit.language {
        Language::Zh => zh.clone(),
        Language::En => en.clone(),
    });
    let checkpoint = site.reader.checkpoint()?;
    Ok(Frame {
        language: visit.language,
        site: site.name(),
        notice,
        place,
        other_href: other.href(&visit.with(&visit.query)),
        indexed: !matches!(place, "subjects" | ""),
        ledger: checkpoint.map(|checkpoint| Signed { size: checkpoint.size }),
    })
}

/// A page where the rooms cannot be asked: the frame has no ledger.
pub(crate) fn bare(
    pages: &Pages,
    site: &Site,
    visit: &Visit,
    view: &crate::view::Stop,
) -> Option<String> {
    let frame = Frame {
        language: visit.language,
        site: site.name(),
        notice: None,
        place: "",
        other_href: visit.language.other().href(&visit.with(&visit.query)),
        indexed: false,
        ledger: None,
    };
    pages.render("portal/problem.html", &frame, view).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn english_is_asked_for_by_path_or_query() {
        let visit = Visit::of("/en/search", "q=a&after=b");
        assert_eq!(visit.language, Language::En);
        assert_eq!((visit.path.as_str(), visit.query.as_str()), ("/search", "q=a&after=b"));
        assert_eq!(Visit::of("/en", "").path, "/");
        let visit = Visit::of("/search", "lang=en&q=a");
        assert_eq!((visit.language, visit.query.as_str()), (Language::En, "q=a"));
        assert_eq!(Visit::of("/", "").language, Language::Zh);
    }
}
