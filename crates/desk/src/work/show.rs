//! How far a work has come; the page asks again by itself every other second.

use std::time::Duration;

use axum::{
    extract::State,
    http::{HeaderValue, StatusCode},
    response::Response,
};
use serde::Serialize;
use web::{
    WebError,
    door::{Named, Site, Staff, Visit, page, see_other},
};

use super::keep::{Done, Kept, works};
use crate::{
    form::again,
    table::{Line, get},
};

/// How long the answer to a form waits for a short work.
const MOMENT: Duration = Duration::from_millis(1_500);
/// How long the page of a work waits before it shows that it still runs.
const GLANCE: Duration = Duration::from_millis(300);

/// The routes of this page. Every account sees its own works only.
pub(crate) fn lines() -> Vec<Line> {
    vec![get("/desk/work/{number}", &[], show)]
}

/// A work as a page shows it.
#[derive(Clone, Debug, Serialize)]
struct Page {
    kind: &'static str,
    name: String,
    done: u64,
    total: u64,
    /// Of a hundred.
    share: u64,
    href: String,
    /// The form it was begun on.
    back: &'static str,
    /// Why it was not taken.
    refused: Option<String>,
    failed: bool,
}

/// Leads from the form to what came of it, or to the page of the work.
pub(crate) async fn begun(
    site: &Site,
    visit: &Visit,
    staff: &Staff,
    number: u64,
) -> Result<Response, WebError> {
    let account = staff.account.clone();
    let work = site.ask(move |_| Ok(works().waited(&account, number, MOMENT))).await?;
    let path = work.and_then(|work| destination(number, &work));
    Ok(see_other(visit, &path.unwrap_or_else(|| address(number))))
}

fn address(number: u64) -> String {
    format!("/desk/work/{number}")
}

fn destination(number: u64, work: &Kept) -> Option<String> {
    match work.outcome.as_ref()? {
        Done::Batch(batch) => Some(format!("/desk/batches/{batch}")),
        Done::List(_) => Some(format!("/desk/checks/lists/{number}")),
        Done::Matches(_) => Some(format!("/desk/subjects/match/{number}")),
        Done::Reports(_) => Some(format!("/desk/reports/batches/{number}")),
        Done::Refused(_) | Done::Failed => None,
    }
}

async fn show(
    State(site): State<Site>,
    visit: Visit,
    staff: Staff,
    Named(number): Named<u64>,
) -> Result<Response, WebError> {
    let account = staff.account.clone();
    let work = site.ask(move |_| Ok(works().waited(&account, number, GLANCE))).await?;
    let work = work.ok_or(WebError::Missing)?;
    if let Some(path) = destination(number, &work) {
        return Ok(see_other(&visit, &path));
    }
    let href = address(number);
    let again_at = format!("2;url={}", visit.language.href(&href));
    let (refused, failed) = match &work.outcome {
        Some(Done::Refused(why)) => (Some(why.clone()), false),
        Some(_) => (None, true),
        None => (None, false),
    };
    let runs = work.outcome.is_none();
    let refused_or_failed = refused.is_some();
    let view = Page {
        kind: work.kind,
        name: work.name,
        done: work.done,
        total: work.total,
        share: (work.done * 100).checked_div(work.total).unwrap_or_default().min(100),
        href,
        back: match work.kind {
            "list" => "/desk/checks/lists",
            "match" => "/desk/subjects/match",
            "reports" => "/desk/reports/batches",
            _ => "/desk/batches",
        },
        refused,
        failed,
    };
    let mut response = page(&site, visit, ("desk/work.html", "desk"), move |_, _| Ok(view)).await?;
    if runs && let Ok(value) = HeaderValue::from_str(&again_at) {
        response.headers_mut().insert("refresh", value);
    }
    Ok(if refused_or_failed { again(response, StatusCode::UNPROCESSABLE_ENTITY) } else { response })
}
