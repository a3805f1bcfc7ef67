//! A report that the unit had: on the screen, as the paper for the counter, as a file for a system. One
//! that is superseded is shown to nobody.

use axum::{
    extract::State,
    http::StatusCode,
    response::{IntoResponse, Response},
};
use report::{Issued, RegisterFilter, ReportError, Reports};
use serde::Serialize;
use web::{
    WebError,
    door::{Named, Site, Staff, Visit, file, page, report_paper},
    view::report::Paper,
};

use super::{
    asker,
    ways::{Mode, Way, tabs},
};
use crate::form::again;

/// The page.
#[derive(Clone, Debug, Serialize)]
struct Page {
    tabs: Vec<Way>,
    number: String,
    /// None if it is superseded.
    seen: Option<Seen>,
}

/// A report on the screen.
#[derive(Clone, Debug, Serialize)]
struct Seen {
    paper: Paper,
    position: u64,
}

/// What a unit may have of a report.
enum Had {
    Whole(Box<Issued>),
    Superseded,
}

/// The report if the unit had it; whoever may not know of it finds nothing.
fn had(site: &Site, staff: &Staff, number: &str) -> Result<(Had, Mode), WebError> {
    let filter = RegisterFilter {
        number: Some(number.to_owned()),
        organisation: Some(staff.agency.clone()),
        ..RegisterFilter::default()
    };
    let lines = site.reports().register(&filter, 1)?;
    let line = lines.first().ok_or(WebError::Missing)?;
    let mode = Mode::named(site, staff, &line.asker).ok_or(WebError::Missing)?;
    let who = line.asker(staff.actor(), staff.agency.clone()).ok_or(WebError::Missing)?;
    match asker::reports(site, staff, mode).again(&who, number) {
        Ok(issued) => Ok((Had::Whole(Box::new(issued)), mode)),
        Err(ReportError::Superseded { .. }) => Ok((Had::Superseded, mode)),
        Err(other) => Err(other.into()),
    }
}

/// `GET /desk/reports/{number}`
pub(super) async fn show(
    State(site): State<Site>,
    visit: Visit,
    staff: Staff,
    Named(number): Named<String>,
) -> Result<Response, WebError> {
    let language = visit.language;
    let view = site
        .ask(move |site| {
            let (had, mode) = had(site, &staff, &number)?;
            let seen = match had {
                Had::Superseded => None,
                Had::Whole(issued) => {
                    let paper = report_paper(&issued.report, Some(&issued.digest));
                    Some(Seen { paper, position: issued.position })
                }
            };
            let tabs = tabs(site, language, &staff, mode.as_str());
            Ok(Page { tabs, number, seen })
        })
        .await?;
    let gone = view.seen.is_none();
    let made = page(&site, visit, ("desk/reports/show.html", "reports"), |_, _| Ok(view)).await?;
    Ok(if gone { again(made, StatusCode::GONE) } else { made })
}

/// `GET /desk/reports/{number}/pdf`
pub(super) async fn pdf(
    State(site): State<Site>,
    _: Visit,
    staff: Staff,
    Named(number): Named<String>,
) -> Result<Response, WebError> {
    handed_out(site, staff, number, ("pdf", "application/pdf", Reports::pdf)).await
}

/// `GET /desk/reports/{number}/json`
pub(super) async fn json(
    State(site): State<Site>,
    _: Visit,
    staff: Staff,
    Named(number): Named<String>,
) -> Result<Response, WebError> {
    handed_out(site, staff, number, ("json", "application/json", Reports::json)).await
}

/// A file of a report: its ending, its media type, and how it is made.
type Sheet = (&'static str, &'static str, fn(&Reports, &Issued) -> Result<Vec<u8>, ReportError>);

async fn handed_out(
    site: Site,
    staff: Staff,
    number: String,
    (ending, media_type, make): Sheet,
) -> Result<Response, WebError> {
    site.ask(move |site| match had(site, &staff, &number)?.0 {
        Had::Superseded => Ok(WebError::Gone.into_response()),
        Had::Whole(issued) => {
            let bytes = make(site.reports(), &issued)?;
            Ok(file(&format!("{number}.{ending}"), media_type, bytes))
        }
    })
    .await
}
