//! One entry: what it says, what of it anyone will read, and the form of its review.

use axum::{extract::State, response::Response};
use intake::{EntryState, EntryView, POINTS};
use policy::model::catalog::{Audience, CatalogItem, Field, Publicity};
use serde::Serialize;
use web::{
    WebError,
    door::{
        Fields, Language, Named, Site, Staff, Visit, page,
        tell::{id, instant, label},
    },
};

use super::tone;
use crate::{
    form::{Choice, Wrongs},
    unit,
};

/// The page.
#[derive(Clone, Debug, Serialize)]
pub(super) struct Page {
    number: String,
    item: String,
    state: &'static str,
    tone: &'static str,
    entered_by: String,
    entered_at: String,
    reviewed_by: Option<String>,
    reviewed_at: Option<String>,
    note: Option<String>,
    correction: bool,
    batch: Option<String>,
    /// Whether what is filed becomes public.
    public: bool,
    rows: Vec<Row>,
    /// Whether whoever looks may review it.
    reviews: bool,
    /// Whether whoever looks entered it.
    own: bool,
    points: Vec<Choice>,
    ticked: Vec<String>,
    reason: String,
    errors: Wrongs,
}

/// A field with who will see it.
#[derive(Clone, Debug, Serialize)]
struct Row {
    label: String,
    value: String,
    /// Key below `desk.record_audience`.
    audience: String,
    open: bool,
}

/// `GET /desk/records/{number}`
pub(super) async fn show(
    State(site): State<Site>,
    visit: Visit,
    staff: Staff,
    Named(number): Named<String>,
) -> Result<Response, WebError> {
    page(&site, visit, ("desk/records/show.html", "records"), move |site, visit| {
        found(site, visit.language, &staff, &number)
    })
    .await
}

/// The page of an entry of the own unit.
pub(super) fn found(
    site: &Site,
    language: Language,
    staff: &Staff,
    number: &str,
) -> Result<Page, WebError> {
    let entry = site.intake().entry(&staff.agency, number)?.ok_or(WebError::Missing)?;
    let item = site.law().item(&entry.line.item, site.today());
    let line = &entry.line;
    let own = line.entered_by == staff.actor().by;
    let point = |id: &str| Choice::new(id, site.word(language, &format!("desk.record_point.{id}")));
    Ok(Page {
        item: unit::item_title(site, language, &line.item),
        state: line.state.as_str(),
        tone: tone(line.state),
        entered_by: line.entered_by.clone(),
        entered_at: instant(line.entered_at),
        reviewed_by: line.reviewed_by.clone().filter(|by| !by.is_empty()),
        reviewed_at: line.reviewed_at.map(instant),
        correction: entry.correction,
        batch: line.batch.clone(),
        public: item.is_some_and(|item| item.publicity == Publicity::Public),
        rows: item.map(|item| rows(language, item, &entry)).unwrap_or_default(),
        reviews: line.state == EntryState::Waiting && !own,
        own: own && matches!(line.state, EntryState::Waiting | EntryState::Returned),
        points: POINTS.into_iter().map(point).collect(),
        ticked: Vec::new(),
        reason: String::new(),
        errors: Wrongs::default(),
        number: line.number.clone(),
        note: entry.note,
    })
}

fn rows(language: Language, item: &CatalogItem, entry: &EntryView) -> Vec<Row> {
    let row = |field: &Field| {
        let value = entry.fields.get(&field.name)?;
        let open = item.publicity == Publicity::Public && field.audience == Audience::Public;
        let audience = match (open, field.audience) {
            (false, Audience::Public) => id(&Audience::Department),
            (_, audience) => id(&audience),
        };
        let label = label(language, &field.name, &field.zh);
        Some(Row { label, value: value.clone(), audience, open })
    };
    item.field.iter().filter_map(row).collect()
}

impl Page {
    /// The same with what was typed and what is wrong with it.
    pub(super) fn again(self, fields: &Fields, errors: Wrongs) -> Self {
        Self {
            ticked: fields.all("point").map(str::to_owned).collect(),
            reason: fields.get("reason").to_owned(),
            errors,
            ..self
        }
    }
}
