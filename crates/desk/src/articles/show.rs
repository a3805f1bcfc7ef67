//! One article: as it would be read, its steps, and what may be done with it.

use axum::{extract::State, response::Response};
use content::{ArticleDraft, State as Stand, StepView};
use policy::model::role::Action;
use serde::Serialize;
use web::{
    WebError,
    door::{
        Language, Named, Site, Staff, Visit, page,
        tell::{Labelled, instant},
    },
};

use super::{index::in_reach, places, tone};
use crate::{
    form::{Refused, Wrongs},
    unit,
};

/// The page.
#[derive(Clone, Debug, Serialize)]
pub(super) struct Page {
    number: u64,
    title: String,
    summary: String,
    html: String,
    facts: Vec<Labelled>,
    /// What may give somebody away.
    hints: Vec<String>,
    state: &'static str,
    tone: &'static str,
    /// Whether an older revision is public meanwhile.
    older_public: bool,
    /// Address of the public page.
    public_href: Option<String>,
    steps: Vec<Step>,
    may: May,
    note: String,
    pub(super) errors: Wrongs,
    pub(super) refused: Option<Refused>,
}

/// What this person may do now.
#[derive(Clone, Copy, Debug, Serialize)]
struct May {
    edit: bool,
    submit: bool,
    review: bool,
    /// Whether only being its writer keeps this person from reviewing.
    own: bool,
    hold: bool,
    withdraw: bool,
}

/// One step.
#[derive(Clone, Debug, Serialize)]
struct Step {
    at: String,
    step: String,
    revision: u64,
    by: String,
    note: String,
    position: u64,
}

/// `GET /desk/articles/{number}`
pub(super) async fn show(
    State(site): State<Site>,
    visit: Visit,
    staff: Staff,
    Named(number): Named<u64>,
) -> Result<Response, WebError> {
    page(&site, visit, ("desk/articles/show.html", "articles"), move |site, visit| {
        view(site, visit.language, &staff, number)
    })
    .await
}

/// The page of an article; missing if its site is beyond the reach of the role.
pub(super) fn view(
    site: &Site,
    language: Language,
    staff: &Staff,
    number: u64,
) -> Result<Page, WebError> {
    let draft = site.contents().draft(number)?;
    if !in_reach(site, staff, &draft.line.site) {
        return Err(WebError::Missing);
    }
    let line = &draft.line;
    let public = line.is_public.then(|| format!("/articles/{number}"));
    Ok(Page {
        number,
        title: draft.text.title.clone(),
        summary: draft.text.summary.clone(),
        html: draft.html.clone(),
        facts: facts(site, language, &draft),
        hints: draft.hints.iter().map(content::Place::in_words).collect(),
        state: line.state.as_str(),
        tone: tone(line.state),
        older_public: line.is_public && line.state != Stand::Published,
        public_href: public,
        steps: draft.steps.iter().map(|step| told(site, language, step)).collect(),
        may: may(site, staff, &draft),
        note: String::new(),
        errors: Wrongs::default(),
        refused: None,
    })
}

fn facts(site: &Site, language: Language, draft: &ArticleDraft) -> Vec<Labelled> {
    let fact = |key: &str, value: &str, wide| {
        let label = site.word(language, &format!("desk.articles.{key}"));
        Labelled { label, value: value.to_owned(), wide }
    };
    let line = &draft.line;
    let mut facts = vec![
        fact("place", &places::title(site, language, &line.site, &line.column), true),
        fact("revision", &line.revision.to_string(), false),
    ];
    let rest = [("source", &draft.text.source), ("evidence", &draft.text.evidence)];
    facts.extend(
        rest.into_iter().filter(|(_, value)| !value.is_empty()).map(|(key, v)| fact(key, v, true)),
    );
    facts
}

fn may(site: &Site, staff: &Staff, draft: &ArticleDraft) -> May {
    let line = &draft.line;
    let has = |action| places::reaches(site, staff, &line.site, action);
    let (edits, reviews) = (has(Action::EditContent), has(Action::ReviewContent));
    let own = draft.writers.contains(&staff.actor().by);
    let over = line.state == Stand::Withdrawn;
    May {
        edit: edits && !over,
        submit: edits && matches!(line.state, Stand::Draft | Stand::SentBack | Stand::Held),
        review: reviews && line.state == Stand::Submitted && !own,
        own: reviews && line.state == Stand::Submitted && own,
        hold: reviews && line.is_public && line.state != Stand::Held,
        withdraw: reviews && !over,
    }
}

fn told(site: &Site, language: Language, step: &StepView) -> Step {
    let officer = match step.by.as_str() {
        "timer" => site.word(language, "desk.articles.monitor"),
        account => format!("{} · {account}", unit::title(site, language, &step.agency)),
    };
    Step {
        at: instant(step.at),
        step: step.step.clone(),
        revision: step.revision,
        by: officer,
        note: step.note.clone(),
        position: step.position,
    }
}
