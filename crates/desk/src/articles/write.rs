//! Writing: a new article, and the next revision of one.

use axum::{extract::State, http::StatusCode, response::Response};
use content::{ContentError, Language as Tongue, NewArticle, Text};
use policy::model::role::Action::EditContent;
use serde::Serialize;
use web::{
    WebError,
    door::{Fields, Form, Language, Named, Site, Staff, Visit, page, said},
};

use super::places;
use crate::form::{Choice, Refused, Wrongs, again};

const TEMPLATE: (&str, &str) = ("desk/articles/write.html", "articles");

/// The form.
#[derive(Clone, Debug, Default, Serialize)]
struct Page {
    /// Number of the article that is revised; none for a new one.
    number: Option<u64>,
    /// Where it stands, when it is revised.
    stands: Option<String>,
    places: Vec<Choice>,
    place: String,
    english: bool,
    text: Text,
    errors: Wrongs,
    refused: Option<Refused>,
}

/// `GET /desk/articles/new`
pub(super) async fn blank(
    State(site): State<Site>,
    visit: Visit,
    staff: Staff,
) -> Result<Response, WebError> {
    page(&site, visit, TEMPLATE, move |site, visit| {
        let places = places::choices(site, visit.language, &staff);
        Ok(Page { places, ..Page::default() })
    })
    .await
}

/// `POST /desk/articles`
pub(super) async fn create(
    State(site): State<Site>,
    visit: Visit,
    staff: Staff,
    Form(fields): Form<Fields>,
) -> Result<Response, WebError> {
    let language = visit.language;
    let written = site.ask(move |site| begin(site, language, &staff, &fields)).await?;
    match written {
        Ok(number) => {
            Ok(said(&visit, &format!("/desk/articles/{number}"), "desk.said.article_kept"))
        }
        Err(view) => once_more(&site, visit, *view).await,
    }
}

/// `GET /desk/articles/{number}/edit`
pub(super) async fn edit(
    State(site): State<Site>,
    visit: Visit,
    staff: Staff,
    Named(number): Named<u64>,
) -> Result<Response, WebError> {
    page(&site, visit, TEMPLATE, move |site, visit| {
        let draft = site.contents().draft(number)?;
        within(site, &staff, &draft.line.site)?;
        Ok(revision(site, visit.language, &draft, draft.text.clone()))
    })
    .await
}

/// `POST /desk/articles/{number}`
pub(super) async fn revise(
    State(site): State<Site>,
    visit: Visit,
    staff: Staff,
    Named(number): Named<u64>,
    Form(fields): Form<Fields>,
) -> Result<Response, WebError> {
    let language = visit.language;
    let revised = site.ask(move |site| change(site, language, &staff, number, &fields)).await?;
    match revised {
        None => Ok(said(&visit, &format!("/desk/articles/{number}"), "desk.said.article_kept")),
        Some(view) => once_more(&site, visit, *view).await,
    }
}

async fn once_more(site: &Site, visit: Visit, view: Page) -> Result<Response, WebError> {
    let form = page(site, visit, TEMPLATE, |_, _| Ok(view));
    Ok(again(form.await?, StatusCode::UNPROCESSABLE_ENTITY))
}

fn begin(
    site: &Site,
    language: Language,
    staff: &Staff,
    fields: &Fields,
) -> Result<Result<u64, Box<Page>>, WebError> {
    let mut view = Page {
        places: places::choices(site, language, staff),
        place: fields.get("place").to_owned(),
        english: fields.get("language") == Tongue::En.as_str(),
        text: text(fields),
        ..Page::default()
    };
    let chosen = view.places.iter().any(|choice| choice.id == view.place);
    let Some((tenant, column)) = places::parse(&view.place).filter(|_| chosen) else {
        view.errors.add(site, language, "place", "desk.error.place_missing");
        missing(site, language, &mut view);
        return Ok(Err(Box::new(view)));
    };
    let new = NewArticle {
        site: tenant.to_owned(),
        column: column.to_owned(),
        language: if view.english { Tongue::En } else { Tongue::Zh },
        text: view.text.clone(),
    };
    missing(site, language, &mut view);
    if !view.errors.none() {
        return Ok(Err(Box::new(view)));
    }
    match site.contents().write(&staff.actor(), new) {
        Ok(number) => Ok(Ok(number)),
        Err(ContentError::Refused(refusal)) => {
            view.refused = Some((*refusal).into());
            Ok(Err(Box::new(view)))
        }
        Err(other) => Err(other.into()),
    }
}

fn change(
    site: &Site,
    language: Language,
    staff: &Staff,
    number: u64,
    fields: &Fields,
) -> Result<Option<Box<Page>>, WebError> {
    let draft = site.contents().draft(number)?;
    within(site, staff, &draft.line.site)?;
    let mut view = revision(site, language, &draft, text(fields));
    missing(site, language, &mut view);
    if !view.errors.none() {
        return Ok(Some(Box::new(view)));
    }
    match site.contents().revise(&staff.actor(), number, view.text.clone()) {
        Ok(()) => Ok(None),
        Err(ContentError::Refused(refusal)) => {
            view.refused = Some((*refusal).into());
            Ok(Some(Box::new(view)))
        }
        Err(other) => Err(other.into()),
    }
}

fn revision(site: &Site, language: Language, draft: &content::ArticleDraft, text: Text) -> Page {
    let line = &draft.line;
    Page {
        number: Some(line.number),
        stands: Some(places::title(site, language, &line.site, &line.column)),
        english: line.language == Tongue::En,
        text,
        ..Page::default()
    }
}

/// An article of a site beyond the reach of the role is not there.
fn within(site: &Site, staff: &Staff, tenant: &str) -> Result<(), WebError> {
    if places::reaches(site, staff, tenant, EditContent) { Ok(()) } else { Err(WebError::Missing) }
}

fn text(fields: &Fields) -> Text {
    let field = |name: &str| fields.get(name).to_owned();
    Text {
        title: field("title"),
        summary: field("summary"),
        body: field("body").replace("\r\n", "\n"),
        source: field("source"),
        evidence: field("evidence"),
    }
}

fn missing(site: &Site, language: Language, view: &mut Page) {
    if view.text.title.is_empty() {
        view.errors.add(site, language, "title", "desk.error.title_missing");
    }
    if view.text.body.is_empty() {
        view.errors.add(site, language, "body", "desk.error.body_missing");
    }
}
