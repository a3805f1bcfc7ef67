//! Articles as everyone reads them.

use serde::Serialize;

/// A column.
#[derive(Clone, Debug, Serialize)]
pub struct Column {
    /// What it is called.
    pub title: String,
    /// Its path.
    pub href: String,
    /// What was searched for in it.
    pub query: String,
    /// Its articles, the newest first.
    pub articles: Vec<Line>,
    /// The next page.
    pub next: Option<String>,
    /// The first page, if this is not it.
    pub first: Option<String>,
}

/// An article in a list.
#[derive(Clone, Debug, Serialize)]
pub struct Line {
    /// Its address.
    pub href: String,
    /// Its title.
    pub title: String,
    /// What it is about.
    pub summary: String,
    /// First day on which it is public.
    pub on: String,
    /// Where it comes from.
    pub source: String,
    /// Title of the site above from which it comes; none for the site's own.
    pub from: Option<String>,
}

/// An article.
#[derive(Clone, Debug, Serialize)]
pub struct Article {
    /// Its title.
    pub title: String,
    /// What it is about.
    pub summary: String,
    /// Title of its column.
    pub column: String,
    /// Path of its column.
    pub column_href: String,
    /// First day on which it is public.
    pub on: String,
    /// Last day on which it is public.
    pub until: Option<String>,
    /// Where it comes from.
    pub source: String,
    /// The body, markup.
    pub html: String,
    /// Whether it is written in the other language.
    pub foreign: bool,
    /// Language of the body, as in `lang`.
    pub lang: &'static str,
    /// The fact of its review in the ledger.
    pub position: u64,
}
