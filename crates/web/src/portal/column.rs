//! Articles: `GET /columns/{id}`, `GET /articles/{number}`. A site shows its own and those of the
//! sites above it.

use axum::{extract::State, response::Response};
use content::{ArticleAnswer, ArticleView, Language as Written, Page};
use policy::model::site::{Column, ColumnKind, Site as Tenant};
use serde::Deserialize;

use super::{
    feeds::{Entry, atom},
    page::{Visit, page},
    search::encode,
    sites::tenant,
};
use crate::{
    WebError,
    guard::read::{Asked, Named},
    site::Site,
    view::column as view,
    wording::Language,
};

/// Articles on one page.
const PAGE: usize = 15;
/// Articles in a feed.
const FEED: usize = 50;
/// Articles of one site's column that are looked through, at most.
const SHELF: usize = 1_000;

/// What is looked for.
#[derive(Deserialize)]
pub(super) struct Sought {
    #[serde(default)]
    q: String,
    #[serde(default)]
    page: usize,
}

/// `GET /columns/{id}`
pub(super) async fn show(
    State(site): State<Site>,
    visit: Visit,
    Named(id): Named<String>,
    Asked(sought): Asked<Sought>,
) -> Result<Response, WebError> {
    page(&site, visit, ("portal/column/index.html", "columns"), move |site, visit| {
        let own = tenant(site, visit).ok_or(WebError::Missing)?;
        let column = articles_of(own, &id)?;
        let query: String = sought.q.trim().chars().take(60).collect();
        let mut found = Vec::new();
        for shelf in above(site, own) {
            let from = (shelf.id != own.id).then(|| visit.language.of(&shelf.title));
            for article in shelved(site, visit.language, shelf, &id)? {
                if article.title.contains(&query) || article.summary.contains(&query) {
                    found.push((article, from.clone()));
                }
            }
        }
        found.sort_by_key(|(article, _)| {
            std::cmp::Reverse((article.published_on, article.position))
        });
        let start = sought.page.saturating_mul(PAGE);
        let more = found.len() > start.saturating_add(PAGE);
        let at = |page: usize| {
            let q = (!query.is_empty()).then(|| format!("q={}", encode(&query)));
            let page = (page > 0).then(|| format!("page={page}"));
            visit.with(&q.into_iter().chain(page).collect::<Vec<_>>().join("&"))
        };
        Ok(view::Column {
            title: visit.language.of(&column.title),
            href: column.path.clone(),
            articles: found.into_iter().skip(start).take(PAGE).map(line).collect(),
            next: more.then(|| at(sought.page + 1)),
            first: (sought.page > 0).then(|| at(0)),
            query,
        })
    })
    .await
}

/// `GET /columns/{id}/feed.atom`: the newest articles of a column.
pub(super) async fn feed(
    State(site): State<Site>,
    visit: Visit,
    Named(id): Named<String>,
) -> Result<Response, WebError> {
    site.ask(move |site| {
        let own = tenant(site, &visit).ok_or(WebError::Missing)?;
        let column = articles_of(own, &id)?;
        let mut articles = Vec::new();
        for shelf in above(site, own) {
            articles.extend(shelved(site, visit.language, shelf, &id)?);
        }
        articles.sort_by_key(|one| std::cmp::Reverse((one.published_on, one.position)));
        let entry = |one: ArticleView| Entry {
            href: format!("/articles/{}", one.number),
            title: one.title,
            on: one.published_on.to_string(),
            summary: one.summary,
        };
        let entries: Vec<Entry> = articles.into_iter().take(FEED).map(entry).collect();
        let place = (&*format!("{}/feed.atom", column.path), &*column.path);
        Ok(atom(site, &visit, (place, &visit.language.of(&column.title)), &entries))
    })
    .await
}

/// A column of articles that the site has.
fn articles_of<'law>(site: &'law Tenant, id: &str) -> Result<&'law Column, WebError> {
    site.column(id).filter(|column| column.kind == ColumnKind::Articles).ok_or(WebError::Missing)
}

/// A site and those above it.
fn above<'law>(site: &'law Site, own: &'law Tenant) -> Vec<&'law Tenant> {
    let mut chain = vec![own];
    while let Some(parent) = chain.last().and_then(|last| site.law.site(last.parent.as_deref()?))
        && chain.len() < 8
    {
        chain.push(parent);
    }
    chain
}

/// The articles of a site's column; in English those that are, or else all.
fn shelved(
    site: &Site,
    language: Language,
    shelf: &Tenant,
    column: &str,
) -> Result<Vec<ArticleView>, WebError> {
    let wanted = match language {
        Language::Zh => Some(Written::Zh),
        Language::En => None,
    };
    let (mut articles, mut after) = (Vec::new(), None);
    loop {
        let page = Page { after, size: 100 };
        let mut part = site.contents.published(&shelf.id, column, wanted, page)?;
        articles.append(&mut part.entries);
        after = part.next;
        if after.is_none() || articles.len() >= SHELF {
            return Ok(articles);
        }
    }
}

/// The newest articles of every column of the visited site.
pub(super) fn newest(site: &Site, visit: &Visit) -> Result<Vec<ArticleView>, WebError> {
    let Some(own) = tenant(site, visit) else { return Ok(Vec::new()) };
    let mut articles = Vec::new();
    for column in own.columns.iter().filter(|column| column.kind == ColumnKind::Articles) {
        let page = Page { after: None, size: 100 };
        let mut part = site.contents.published(&own.id, &column.id, None, page)?;
        articles.append(&mut part.entries);
    }
    Ok(articles)
}

fn line((article, from): (ArticleView, Option<String>)) -> view::Line {
    view::Line {
        href: format!("/articles/{}", article.number),
        title: article.title,
        summary: article.summary,
        on: article.published_on.to_string(),
        source: article.source,
        from,
    }
}

/// `GET /articles/{number}`: the article, or that it is no longer public.
pub(super) async fn article(
    State(site): State<Site>,
    visit: Visit,
    Named(number): Named<u64>,
) -> Result<Response, WebError> {
    page(&site, visit, ("portal/column/article.html", "columns"), move |site, visit| {
        let own = tenant(site, visit).ok_or(WebError::Missing)?;
        let mut gone = false;
        for shelf in above(site, own) {
            match site.contents.article(&shelf.id, number)? {
                ArticleAnswer::Public { article } => return whole(own, visit.language, *article),
                ArticleAnswer::Gone => gone = true,
                ArticleAnswer::NotFound => {}
            }
        }
        Err(if gone { WebError::Gone } else { WebError::Missing })
    })
    .await
}

fn whole(
    own: &Tenant,
    language: Language,
    article: ArticleView,
) -> Result<view::Article, WebError> {
    let column = articles_of(own, &article.column)?;
    let (written, lang) = match article.language {
        Written::Zh => (Language::Zh, "zh-CN"),
        Written::En => (Language::En, "en"),
    };
    Ok(view::Article {
        title: article.title,
        summary: article.summary,
        column: language.of(&column.title),
        column_href: column.path.clone(),
        on: article.published_on.to_string(),
        until: article.until_on.map(|day| day.to_string()),
        source: article.source,
        html: article.html,
        foreign: written != language,
        lang,
        position: article.position,
    })
}
