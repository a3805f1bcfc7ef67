//! The requests, and what became of them.

use axum::{extract::State, response::Response};
use disclosure::{ExportOf, ExportState, ExportView, PageRequest};
use policy::model::role::Action;
use serde::Serialize;
use web::{
    WebError,
    door::{
        Asked, Language, Site, Staff, Visit, page,
        tell::{agency, instant},
    },
};

use crate::{form::Refused, may};

/// Requests of one page.
const SIZE: u32 = 30;

/// What is asked for.
#[derive(Clone, Debug, Default, serde::Deserialize)]
pub(super) struct Asking {
    after: Option<String>,
}

/// The page.
#[derive(Clone, Debug, Serialize)]
pub(super) struct Page {
    asks: bool,
    exports: Vec<Told>,
    next: Option<String>,
    first: Option<String>,
    pub(super) refused: Option<Refused>,
}

/// One request.
#[derive(Clone, Debug, Serialize)]
struct Told {
    number: String,
    at: String,
    unit: String,
    actor: String,
    what: String,
    reason: String,
    purpose: String,
    matter_number: String,
    unmasked: bool,
    state: &'static str,
    tone: &'static str,
    decided: String,
    note: Option<String>,
    /// Whether this person may decide it.
    decide: bool,
    /// Whether this person may take it now.
    take: bool,
}

/// `GET /desk/exports`
pub(super) async fn show(
    State(site): State<Site>,
    visit: Visit,
    staff: Staff,
    Asked(asking): Asked<Asking>,
) -> Result<Response, WebError> {
    page(&site, visit, ("desk/exports/index.html", "exports"), move |site, visit| {
        view(site, visit.language, &staff, asking.after)
    })
    .await
}

pub(super) fn view(
    site: &Site,
    language: Language,
    staff: &Staff,
    after: Option<String>,
) -> Result<Page, WebError> {
    let ask = PageRequest { after: after.clone(), size: SIZE };
    let found = site.gate().exports(&ask)?.into_inner();
    let shown = found.entries.into_iter().filter(|export| concerns(site, staff, export));
    Ok(Page {
        asks: may::has(site.law(), staff, Action::AskExport),
        exports: shown.map(|export| told(site, language, staff, export)).collect(),
        next: found.next.map(|after| format!("/desk/exports?after={after}")),
        first: after.map(|_| "/desk/exports".to_owned()),
        refused: None,
    })
}

/// One's own requests, and all of them for whoever decides.
fn concerns(site: &Site, staff: &Staff, export: &ExportView) -> bool {
    may::has(site.law(), staff, Action::DecideExport) || own(staff, export)
}

/// Whether this person asked for it; actors stand as `agency by` in requests.
fn own(staff: &Staff, export: &ExportView) -> bool {
    export.actor.ends_with(&staff.actor().by)
}

fn told(site: &Site, language: Language, staff: &Staff, export: ExportView) -> Told {
    let what = match &export.what {
        ExportOf::File { subject } => {
            let id = subject.to_hex();
            let id = id.get(..12).unwrap_or_default().to_owned();
            site.words(language, "desk.export_of.file", &[("subject", id)])
        }
        ExportOf::Register { from, until } => {
            let period = [("from", from.to_string()), ("until", until.to_string())];
            site.words(language, "desk.export_of.register", &period)
        }
        ExportOf::Other { words } => words.clone(),
    };
    let (state, tone) = match export.state {
        ExportState::Asked => ("asked", "wait"),
        ExportState::Allowed => ("allowed", "good"),
        ExportState::Refused => ("refused", "bad"),
        ExportState::Taken => ("taken", "quiet"),
    };
    let mine = own(staff, &export);
    let decides = may::has(site.law(), staff, Action::DecideExport);
    Told {
        unit: agency(language, &export.organisation),
        at: instant(export.at),
        what,
        purpose: site.word(language, &format!("purpose.{}", export.purpose)),
        decide: decides && !mine && export.state == ExportState::Asked,
        take: mine && export.state == ExportState::Allowed,
        decided: export.decided_at.map(instant).unwrap_or_default(),
        state,
        tone,
        number: export.number,
        actor: export.actor,
        reason: export.reason,
        matter_number: export.matter_number,
        unmasked: export.unmasked,
        note: export.note,
    }
}

/// Requests that wait for the decision of this person: for the queue.
pub(crate) fn waiting(site: &Site, staff: &Staff) -> Result<Vec<ExportView>, WebError> {
    if !may::has(site.law(), staff, Action::DecideExport) {
        return Ok(Vec::new());
    }
    let found = site.gate().exports(&PageRequest { after: None, size: SIZE })?.into_inner();
    let waits = |export: &ExportView| export.state == ExportState::Asked && !own(staff, export);
    Ok(found.entries.into_iter().filter(waits).collect())
}
