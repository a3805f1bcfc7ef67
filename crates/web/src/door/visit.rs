//! What was asked: in which language, at which address, by whom, of which site.

use std::convert::Infallible;

use account::{Signed, Who};
use axum::{
    extract::{FromRequestParts, OriginalUri, Request},
    http::{Uri, header, request::Parts},
};

use crate::{
    guard::session::{Expired, Said},
    site::Site,
    wording::Language,
};

/// One request for a page.
#[derive(Clone, Debug)]
pub struct Visit {
    /// Language of the answer.
    pub language: Language,
    /// Path without language prefix.
    pub path: String,
    /// Query without `lang`, without question mark.
    pub query: String,
    /// Who is signed in.
    pub signed: Option<Signed>,
    /// Whether a session came along that has ended.
    pub expired: bool,
    /// Id of the site (tenant) whose name was called; the installation's own if it is unknown.
    pub tenant: Option<String>,
    /// Key of the message that the act before left for this page.
    pub(crate) said: Option<String>,
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
        Self {
            language,
            path: path.to_owned(),
            query: kept.join("&"),
            signed: None,
            expired: false,
            tenant: None,
            said: None,
        }
    }

    /// Reads a whole request, as the guards have left it.
    pub(crate) fn of_request(site: &Site, request: &Request) -> Self {
        let uri = request.extensions().get::<OriginalUri>().map(|OriginalUri(uri)| uri.clone());
        let uri = uri.unwrap_or_else(|| request.uri().clone());
        let host = request.headers().get(header::HOST).and_then(|host| host.to_str().ok());
        Self::with_extensions(site, &uri, host, request.extensions())
    }

    fn with_extensions(
        site: &Site,
        uri: &Uri,
        host: Option<&str>,
        extensions: &axum::http::Extensions,
    ) -> Self {
        Self {
            signed: extensions.get::<Signed>().cloned(),
            expired: extensions.get::<Expired>().is_some(),
            tenant: host.and_then(|host| site.tenant(host)),
            said: extensions.get::<Said>().map(|Said(key)| key.clone()),
            ..Self::of(uri.path(), uri.query().unwrap_or_default())
        }
    }

    /// The same address with another query.
    pub fn with(&self, query: &str) -> String {
        if query.is_empty() { self.path.clone() } else { format!("{}?{query}", self.path) }
    }

    /// The door in which the page stands.
    pub(crate) fn door(&self) -> &'static str {
        let below = |door: &str| {
            self.path
                .strip_prefix(door)
                .is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
        };
        match () {
            () if below("/mine") => "mine",
            () if below("/desk") => "desk",
            () if below("/account") => match self.signed.as_ref().map(|signed| &signed.who) {
                Some(Who::Staff(_)) => "desk",
                Some(Who::Holder(_)) => "mine",
                None => "portal",
            },
            () => "portal",
        }
    }
}

impl FromRequestParts<Site> for Visit {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, site: &Site) -> Result<Self, Infallible> {
        let OriginalUri(uri) = OriginalUri::from_request_parts(parts, site).await?;
        let host = parts.headers.get(header::HOST).and_then(|host| host.to_str().ok());
        Ok(Self::with_extensions(site, &uri, host, &parts.extensions))
    }
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

    #[test]
    fn a_door_is_known_by_the_first_part_of_the_path() {
        let doors = ["/mine", "/en/mine/records", "/minerals", "/desk/", "/"];
        let known = doors.map(|path| Visit::of(path, "").door());
        assert_eq!(known, ["mine", "mine", "portal", "desk", "portal"]);
    }
}
