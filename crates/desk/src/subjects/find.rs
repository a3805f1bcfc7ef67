//! Organisations by code, name, former or short name, pinyin or initials.

use axum::{extract::State, response::Response};
use disclosure::{PageRequest, Query};
use serde::{Deserialize, Serialize};
use vocabulary::{UnifiedCode, width};
use web::{
    WebError,
    door::{
        Asked, Site, Staff, Visit, page,
        tell::{Pager, found},
    },
    view::search::Hit,
};

use super::tabs;
use crate::chip::Chip;

/// Subjects on one page.
const ROWS: u32 = 20;
/// Characters that are read of what is typed.
const LONGEST: usize = 100;

/// What is searched for.
#[derive(Clone, Debug, Default, Deserialize)]
pub(super) struct Sought {
    #[serde(default)]
    q: String,
    after: Option<String>,
}

/// The page.
#[derive(Clone, Debug, Serialize)]
struct Page {
    tabs: Vec<Chip>,
    query: String,
    short: bool,
    hits: Vec<Found>,
    pager: Pager,
}

/// A subject that was found.
#[derive(Clone, Debug, Serialize)]
struct Found {
    #[serde(flatten)]
    hit: Hit,
    /// Where it is merged with another.
    merge_href: String,
}

/// `GET /desk/subjects`
pub(super) async fn find(
    State(site): State<Site>,
    visit: Visit,
    staff: Staff,
    Asked(sought): Asked<Sought>,
) -> Result<Response, WebError> {
    page(&site, visit, ("desk/subjects/index.html", "subjects"), move |site, visit| {
        let query: String = width::tidy_text(&sought.q).chars().take(LONGEST).collect();
        let short = query.chars().count() == 1;
        let mut view = Page {
            tabs: tabs(site, visit.language, &staff, "/desk/subjects"),
            query,
            short,
            hits: Vec::new(),
            pager: Pager::default(),
        };
        if view.query.is_empty() || short {
            return Ok(view);
        }
        let asked = match UnifiedCode::parse(&view.query) {
            Ok(code) => Query::Subject(site.site_key.subject_id(&code.identifier())),
            Err(_) => Query::Name(view.query.clone()),
        };
        let begun = sought.after.is_some();
        let part = PageRequest { after: sought.after, size: ROWS };
        let answer = site.gate().search(&asked, &part)?.into_inner();
        let address = |more: &str| {
            let mut query = form_urlencoded::Serializer::new(String::new());
            query.append_pair("q", &view.query);
            if !more.is_empty() {
                query.append_pair("after", more);
            }
            format!("/desk/subjects?{}", query.finish())
        };
        view.pager =
            Pager { next: answer.next.as_deref().map(&address), first: begun.then(|| address("")) };
        view.hits = answer
            .entries
            .iter()
            .filter_map(|entry| {
                let code = entry.head.code.as_deref()?;
                let merge_href = format!("/desk/subjects/merges?member={code}");
                Some(Found { hit: found(site, entry)?, merge_href })
            })
            .collect();
        Ok(view)
    })
    .await
}
