//! `GET /search`: an exact code leads straight to its subject; whatever else is typed finds the closest.
//! `GET /search/suggest` says what may be meant while one types.

use axum::{
    Json,
    extract::State,
    response::{IntoResponse, Redirect, Response},
};
use disclosure::{PageRequest, Query};
use serde::Deserialize;
use vocabulary::{unified_code::UnifiedCode, width};

use super::{
    found::{hit, rank, suggestion},
    page::{Visit, page},
    sites::own_division,
};
use crate::{
    WebError,
    guard::read::Asked,
    site::Site,
    view::{Pager, search as view},
};

/// Characters without which nothing is searched.
const SHORTEST: usize = 2;

/// Subjects on one page.
const PAGE: u32 = 20;

/// Subjects that are suggested to who is typing.
const SUGGESTED: u32 = 8;

/// Rules and articles that are named beside them.
const ALSO: usize = 12;

/// What is searched for.
#[derive(Deserialize)]
pub(super) struct Sought {
    #[serde(default)]
    q: String,
    after: Option<String>,
}

pub(super) async fn show(
    State(site): State<Site>,
    visit: Visit,
    Asked(sought): Asked<Sought>,
) -> Result<Response, WebError> {
    let query = tidy(&sought.q);
    if let Some(code) = exact(&query)
        && let Some(code) = site.ask(move |site| known(site, &code)).await?
    {
        let path = format!("/subjects/{code}");
        return Ok(Redirect::to(&visit.language.href(&path)).into_response());
    }
    page(&site, visit, ("portal/search.html", "search"), move |site, visit| {
        results(site, visit, query, sought.after)
    })
    .await
}

fn tidy(text: &str) -> String {
    width::tidy_text(text).chars().take(100).collect()
}

fn exact(query: &str) -> Option<UnifiedCode> {
    UnifiedCode::parse(query).ok()
}

/// Under which code the subject of a code is shown: its own, or that of the one it was merged into.
fn known(site: &Site, code: &UnifiedCode) -> Result<Option<String>, WebError> {
    let subject = site.site_key.subject_id(&code.identifier());
    let ask = PageRequest { after: None, size: 1 };
    let found = site.gate.search(&Query::Subject(subject), &ask)?.into_inner();
    Ok(found.entries.into_iter().next().and_then(|found| found.head.code))
}

/// `GET /search/suggest`: what may be meant by what somebody is typing, for the script of the box.
pub(super) async fn suggest(
    State(site): State<Site>,
    visit: Visit,
    Asked(sought): Asked<Sought>,
) -> Result<Json<view::Suggestions>, WebError> {
    let (query, language) = (tidy(&sought.q), visit.language);
    site.ask(move |site| {
        let mut found = Vec::new();
        if query.chars().count() >= SHORTEST {
            found = site.gate.suggest(&query, SUGGESTED)?.into_inner();
        }
        let entries: Vec<_> =
            found.iter().filter_map(|found| suggestion(site, language, found)).collect();
        let said = match entries.len() {
            0 => site.word(language, "search.suggested_none"),
            n => site.words(language, "search.suggested", &[("n", n.to_string())]),
        };
        Ok(Json(view::Suggestions { said, entries }))
    })
    .await
}

fn results(
    site: &Site,
    visit: &Visit,
    query: String,
    after: Option<String>,
) -> Result<view::Search, WebError> {
    let none = |advice| view::Search {
        query: query.clone(),
        advice,
        hits: Vec::new(),
        pager: Pager::default(),
        also: Vec::new(),
    };
    if query.is_empty() {
        return Ok(none(None));
    }
    let mistyped = looks_like_code(&query);
    if exact(&query).is_some() {
        return Ok(none(Some("code_unknown")));
    }
    if query.chars().count() < SHORTEST {
        return Ok(none(Some("short")));
    }
    let ask = PageRequest { after: after.clone(), size: PAGE };
    let mut found = site.gate.search(&Query::Name(query.clone()), &ask)?.into_inner();
    if let Some(own) = own_division(site, visit) {
        found
            .entries
            .sort_by_key(|found| (rank(found.how), found.head.division.as_ref() != Some(&own)));
    }
    let first = format!("q={}", encode(&query));
    let next = found.next.map(|mark| visit.with(&format!("{first}&after={}", encode(&mark))));
    Ok(view::Search {
        hits: found.entries.iter().filter_map(|found| hit(site, found)).collect(),
        pager: Pager { next, first: after.as_ref().map(|_| visit.with(&first)) },
        also: if after.is_none() { also(site, visit, &query)? } else { Vec::new() },
        ..none(mistyped.then_some("code_wrong"))
    })
}

/// Rules in force and articles whose title holds the words.
fn also(site: &Site, visit: &Visit, query: &str) -> Result<Vec<view::Also>, WebError> {
    let words = query.to_lowercase();
    let mut also = Vec::new();
    for (noun, name, title, _) in super::basis::rules(site) {
        let title = visit.language.of(title);
        if title.to_lowercase().contains(&words) {
            also.push(view::Also { href: format!("/{noun}/{name}"), title, kind_key: key(noun) });
        }
    }
    for article in super::column::newest(site, visit)? {
        if article.title.to_lowercase().contains(&words) {
            let (href, title) = (format!("/articles/{}", article.number), article.title);
            also.push(view::Also { href, title, kind_key: "search.kind_articles" });
        }
    }
    also.truncate(ALSO);
    Ok(also)
}

fn key(noun: &str) -> &'static str {
    match noun {
        "items" => "search.kind_items",
        "lists" => "search.kind_lists",
        "measures" => "search.kind_measures",
        _ => "search.kind_matters",
    }
}

fn looks_like_code(query: &str) -> bool {
    query.len() == 18 && query.bytes().all(|byte| byte.is_ascii_alphanumeric())
}

/// A value for a query string.
pub(crate) fn encode(text: &str) -> String {
    let mut encoded = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-_.~".contains(&byte) {
            encoded.push(byte.into());
        } else {
            encoded.push_str(&format!("%{byte:02X}"));
        }
    }
    encoded
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_typed_is_tidied() {
        assert_eq!(tidy("　历下  恒通 "), "历下 恒通");
        assert!(looks_like_code("91370102MA3C0007X1"));
        assert!(!looks_like_code("济南恒通"));
    }

    #[test]
    fn query_values_are_encoded() {
        assert_eq!(encode("a b&恒"), "a%20b%26%E6%81%92");
    }
}
