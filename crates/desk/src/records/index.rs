//! The kinds that the unit may enter, the ten of publicity first, and its latest entries.

use axum::{extract::State, response::Response};
use policy::model::catalog::{AdministrativeAct, CatalogItem, Publicity};
use serde::Serialize;
use web::{
    WebError,
    door::{
        Language, Site, Staff, Visit, page,
        tell::{id, instant},
    },
};

use super::{RECENT, tone};
use crate::unit;

/// The page.
#[derive(Clone, Debug, Serialize)]
struct Page {
    unit: String,
    /// The ten kinds of publicity.
    acts: Vec<Kind>,
    others: Vec<Kind>,
    lines: Vec<Entry>,
}

/// An item that can be entered.
#[derive(Clone, Debug, Serialize)]
struct Kind {
    href: String,
    title: String,
    publicity: String,
    open: bool,
}

/// An entry in the list.
#[derive(Clone, Debug, Serialize)]
struct Entry {
    number: String,
    item: String,
    state: &'static str,
    tone: &'static str,
    at: String,
    batch: Option<String>,
}

/// `GET /desk/records`
pub(super) async fn show(
    State(site): State<Site>,
    visit: Visit,
    staff: Staff,
) -> Result<Response, WebError> {
    page(&site, visit, ("desk/records/index.html", "records"), move |site, visit| {
        view(site, visit.language, &staff)
    })
    .await
}

fn view(site: &Site, language: Language, staff: &Staff) -> Result<Page, WebError> {
    let items = unit::items(site, staff);
    let kind = |item: &&CatalogItem| Kind {
        href: format!("/desk/records/new/{}", item.id),
        title: language.of(&item.title),
        publicity: id(&item.publicity),
        open: item.publicity == Publicity::Public,
    };
    let entered = site.intake().entries(&staff.agency, RECENT)?.into_iter();
    let lines = entered.map(|line| Entry {
        item: unit::item_title(site, language, &line.item),
        state: line.state.as_str(),
        tone: tone(line.state),
        at: instant(line.entered_at),
        batch: line.batch,
        number: line.number,
    });
    let (mut acts, others): (Vec<_>, Vec<_>) =
        items.into_iter().partition(|item| item.act.is_some());
    acts.sort_by_key(|item| AdministrativeAct::ALL.iter().position(|act| item.act == Some(*act)));
    Ok(Page {
        unit: unit::title(site, language, &staff.agency),
        acts: acts.iter().map(kind).collect(),
        others: others.iter().map(kind).collect(),
        lines: lines.collect(),
    })
}
