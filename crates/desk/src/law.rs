//! The law in force here: what it holds, where it is explained, and what of it is not official.

use axum::{extract::State, response::Response};
use serde::Serialize;
use web::{
    WebError,
    door::{Language, Site, Staff, Visit, page},
};

use crate::table::{Line, get};

/// The route of this page: whoever works under the law may read it.
pub(crate) fn lines() -> Vec<Line> {
    vec![get("/desk/law", &[], show)]
}

/// The page.
#[derive(Clone, Debug, Serialize)]
struct Page {
    version: String,
    layers: Vec<String>,
    shelves: Vec<Shelf>,
    /// Values that no official text was seen for.
    doubts: usize,
}

/// A kind of rules, and the pages that explain each.
#[derive(Clone, Debug, Serialize)]
struct Shelf {
    /// Key below `desk.law`.
    key: &'static str,
    href: &'static str,
    count: usize,
}

async fn show(State(site): State<Site>, visit: Visit, _: Staff) -> Result<Response, WebError> {
    page(&site, visit, ("desk/law.html", "law"), |site, visit| Ok(view(site, visit.language))).await
}

fn view(site: &Site, language: Language) -> Page {
    let (law, today) = (site.law(), site.today());
    let shelf = |key, href, count| Shelf { key, href, count };
    Page {
        version: law.version().to_owned(),
        layers: law.layers().iter().map(|layer| language.of(&layer.title)).collect(),
        shelves: vec![
            shelf("items", "/items", law.items(today).len()),
            shelf("lists", "/lists", law.lists(today).len()),
            shelf("measures", "/measures", law.measures(today).len()),
            shelf("matters", "/matters", law.matters(today).len()),
            shelf("roles", "/desk/roles", law.roles().count()),
        ],
        doubts: law.not_official().len(),
    }
}
