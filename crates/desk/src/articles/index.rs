//! The list: what waits for me, then everything by state.

use axum::{extract::State, response::Response};
use content::{ArticleLine, Page as Part, QueueFilter, State as Stand};
use policy::model::role::Action;
use serde::Serialize;
use web::{
    WebError,
    door::{Asked, Language, Site, Staff, Visit, page, tell::instant},
};

use super::{places, tone};
use crate::{chip::Chip, may};

/// Articles of one page.
const SIZE: u32 = 30;

/// What is asked for.
#[derive(Clone, Debug, Default, serde::Deserialize)]
pub(super) struct Asking {
    state: Option<String>,
    after: Option<u64>,
}

/// The page.
#[derive(Clone, Debug, Serialize)]
struct Page {
    writes: bool,
    states: Vec<Chip>,
    articles: Vec<Line>,
    next: Option<String>,
    first: Option<String>,
}

/// One article.
#[derive(Clone, Debug, Serialize)]
struct Line {
    number: u64,
    title: String,
    place: String,
    state: &'static str,
    tone: &'static str,
    /// Whether an older revision is public meanwhile.
    public: bool,
    revision: u64,
    changed: String,
}

/// `GET /desk/articles`
pub(super) async fn show(
    State(site): State<Site>,
    visit: Visit,
    staff: Staff,
    Asked(asking): Asked<Asking>,
) -> Result<Response, WebError> {
    page(&site, visit, ("desk/articles/index.html", "articles"), move |site, visit| {
        let state = asking.state.as_deref().and_then(Stand::parse);
        let filter = QueueFilter { state, ..QueueFilter::default() };
        let part = Part { after: asking.after, size: SIZE };
        let found = site.contents().queue(&filter, part)?;
        let base = state.map_or_else(
            || "/desk/articles".to_owned(),
            |state| format!("/desk/articles?state={}", state.as_str()),
        );
        let joint = if state.is_some() { '&' } else { '?' };
        let seen = |line: &ArticleLine| in_reach(site, &staff, &line.site);
        Ok(Page {
            writes: may::has(site.law(), &staff, Action::EditContent),
            states: states(site, visit.language, state)?,
            next: found.next.map(|after| format!("{base}{joint}after={after}")),
            first: asking.after.map(|_| base),
            articles: found
                .entries
                .into_iter()
                .filter(seen)
                .map(|article| line(site, visit.language, article))
                .collect(),
        })
    })
    .await
}

/// Whether the role reaches a site in either of the two capacities.
pub(super) fn in_reach(site: &Site, staff: &Staff, tenant: &str) -> bool {
    [Action::EditContent, Action::ReviewContent]
        .into_iter()
        .any(|action| places::reaches(site, staff, tenant, action))
}

fn states(site: &Site, language: Language, current: Option<Stand>) -> Result<Vec<Chip>, WebError> {
    let counts = site.contents().counts(None)?;
    let all = site.word(language, "desk.articles.all");
    let all = Chip::new(all, "/desk/articles", current.is_none()).counted(counts.values().sum());
    let chip = |state: Stand| {
        let title = site.word(language, &format!("desk.article_state.{}", state.as_str()));
        let href = format!("/desk/articles?state={}", state.as_str());
        let count = counts.get(state.as_str()).copied().unwrap_or_default();
        Chip::new(title, href, current == Some(state)).counted(count)
    };
    Ok(std::iter::once(all).chain(Stand::ALL.into_iter().map(chip)).collect())
}

fn line(site: &Site, language: Language, article: ArticleLine) -> Line {
    Line {
        number: article.number,
        place: places::title(site, language, &article.site, &article.column),
        title: article.title,
        state: article.state.as_str(),
        tone: tone(article.state),
        public: article.is_public && article.state != Stand::Published,
        revision: article.revision,
        changed: instant(article.changed_at),
    }
}

/// How many articles wait for the review of this person: for the queue.
pub(crate) fn waiting(site: &Site, staff: &Staff) -> Result<Vec<ArticleLine>, WebError> {
    if !may::has(site.law(), staff, Action::ReviewContent) {
        return Ok(Vec::new());
    }
    let filter = QueueFilter {
        state: Some(Stand::Submitted),
        not_by: Some(staff.actor().by),
        ..QueueFilter::default()
    };
    let found = site.contents().queue(&filter, Part { after: None, size: SIZE })?;
    let reached =
        |line: &ArticleLine| places::reaches(site, staff, &line.site, Action::ReviewContent);
    Ok(found.entries.into_iter().filter(reached).collect())
}
