//! The form that sends a file, and the latest batches of the agency.

use axum::{extract::State, response::Response};
use policy::model::role::Action;
use serde::Serialize;
use vocabulary::Timestamp;
use web::{
    WebError,
    door::{Asked, Fields, Language, Site, Staff, Visit, page, tell::instant},
};

use super::state;
use crate::{
    faults,
    form::{Choice, Wrongs},
    may, unit,
};

/// Batches on the page.
const RECENT: u64 = 40;

/// The page.
#[derive(Clone, Debug, Default, Serialize)]
pub(super) struct Page {
    unit: String,
    /// Whether the role may send.
    sends: bool,
    items: Vec<Choice>,
    item: String,
    reviewed: bool,
    correction: bool,
    /// Largest file, in words.
    limit: String,
    errors: Wrongs,
    batches: Vec<Line>,
}

impl Page {
    /// The same with what is wrong.
    pub(super) fn with(self, errors: Wrongs) -> Self {
        Self { errors, ..self }
    }
}

/// One batch.
#[derive(Clone, Debug, Serialize)]
struct Line {
    id: String,
    at: String,
    item: String,
    file: String,
    rows: u64,
    faulty: u64,
    state: &'static str,
    tone: &'static str,
    /// Whether its faulty rows can be mended by this role.
    mend: bool,
}

/// `GET /desk/batches`
pub(super) async fn show(
    State(site): State<Site>,
    visit: Visit,
    staff: Staff,
    Asked(chosen): Asked<Fields>,
) -> Result<Response, WebError> {
    page(&site, visit, ("desk/batches/index.html", "batches"), move |site, visit| {
        blank(site, visit.language, &staff, &chosen)
    })
    .await
}

pub(super) fn blank(
    site: &Site,
    language: Language,
    staff: &Staff,
    fields: &Fields,
) -> Result<Page, WebError> {
    let sends = may::has(site.law(), staff, Action::SubmitBatch);
    let recent = site.intake().batches(Some(unit::code(site, staff)), RECENT)?;
    let items = unit::items(site, staff);
    let lines = recent.into_iter().map(|batch| line(site, language, sends, batch));
    Ok(Page {
        unit: unit::title(site, language, &staff.agency),
        sends,
        items: items.iter().map(|item| Choice::new(&item.id, language.of(&item.title))).collect(),
        item: fields.get("item").to_owned(),
        reviewed: !fields.get("reviewed").is_empty(),
        correction: !fields.get("correction").is_empty(),
        limit: megabytes(site.config().limits.batch_bytes),
        batches: lines.collect::<Result<_, _>>()?,
        ..Page::default()
    })
}

fn line(
    site: &Site,
    language: Language,
    sends: bool,
    batch: intake::BatchLine,
) -> Result<Line, WebError> {
    let (state, tone) = state(&batch.state, batch.rejected > 0);
    Ok(Line {
        at: instant(Timestamp::from_microsecond(batch.received_at).unwrap_or_default()),
        item: unit::item_title(site, language, &batch.item),
        file: batch.file_name,
        rows: batch.received,
        faulty: batch.rejected,
        state,
        tone,
        mend: sends
            && state == "partly"
            && faults::waiting(site, &batch.batch, batch.rejected)? > 0,
        id: batch.batch,
    })
}

fn megabytes(bytes: u64) -> String {
    let megabytes = bytes >> 20;
    if megabytes >= 1024 { format!("{} GB", megabytes / 1024) } else { format!("{megabytes} MB") }
}
