//! Boards of special supervision (专项督导), and the reports of joint action: what every unit has open, what
//! is late, what came of it (C-32.d, C-21.c, C-11.e, H-56). Each is a sheet: a page, and the same as a file.

mod effects;
mod entries;
mod index;
mod joint;
mod matrix;
mod notice;
mod publicity;
mod scores;
mod sheet;
mod span;
mod timeliness;

use axum::{extract::State, response::Response};
use policy::model::{
    process::ProcessGroup,
    role::Action::{HandleCases, ReadFigures, ReadQuality},
};
use serde::Deserialize;
use web::{
    WebError,
    door::{Asked, Language, Named, Site, Staff, Visit, file, page, papers},
};

use crate::{
    csv::cell,
    table::{Line, get},
};
use sheet::Sheet;

/// The routes of these pages.
pub(crate) fn lines() -> Vec<Line> {
    const NEEDS: &[policy::model::role::Action] = &[HandleCases, ReadFigures, ReadQuality];
    vec![
        get("/desk/cases/boards", NEEDS, index::show),
        get("/desk/cases/boards/{name}", NEEDS, show),
        get("/desk/cases/boards/{name}/csv", NEEDS, csv),
        get("/desk/cases/boards/{name}/pdf", NEEDS, pdf),
    ]
}

/// The boards, in the order of their list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Name {
    Government,
    Publicity,
    Timeliness,
    Campaigns,
    Entries,
    Monitoring,
    Scores,
    Lists,
    Collection,
    Quarterly,
    Effects,
}

impl Name {
    const ALL: [Self; 11] = [
        Self::Government,
        Self::Publicity,
        Self::Timeliness,
        Self::Campaigns,
        Self::Entries,
        Self::Monitoring,
        Self::Scores,
        Self::Lists,
        Self::Collection,
        Self::Quarterly,
        Self::Effects,
    ];

    fn as_str(self) -> &'static str {
        match self {
            Self::Government => "government",
            Self::Publicity => "publicity",
            Self::Timeliness => "timeliness",
            Self::Campaigns => "campaigns",
            Self::Entries => "entries",
            Self::Monitoring => "monitoring",
            Self::Scores => "scores",
            Self::Lists => "lists",
            Self::Collection => "collection",
            Self::Quarterly => "quarterly",
            Self::Effects => "effects",
        }
    }

    fn parse(text: &str) -> Result<Self, WebError> {
        Self::ALL.into_iter().find(|name| name.as_str() == text).ok_or(WebError::Missing)
    }

    /// The groups of processes that it shows, if it is a board of cases.
    fn groups(self) -> &'static [ProcessGroup] {
        match self {
            Self::Government => &[ProcessGroup::Government],
            Self::Campaigns => &[ProcessGroup::Campaigns],
            Self::Monitoring => &[ProcessGroup::Tasks, ProcessGroup::Supervision],
            Self::Lists => {
                &[ProcessGroup::Lists, ProcessGroup::JointAction, ProcessGroup::Measures]
            }
            Self::Publicity
            | Self::Timeliness
            | Self::Entries
            | Self::Scores
            | Self::Collection
            | Self::Quarterly
            | Self::Effects => &[],
        }
    }
}

/// What is asked for.
#[derive(Clone, Debug, Default, Deserialize)]
struct Chosen {
    period: Option<String>,
}

async fn show(
    State(site): State<Site>,
    visit: Visit,
    _: Staff,
    Named(name): Named<String>,
    Asked(chosen): Asked<Chosen>,
) -> Result<Response, WebError> {
    page(&site, visit, ("desk/boards/sheet.html", "cases"), move |site, visit| {
        sheet(site, visit.language, Name::parse(&name)?, &chosen)
    })
    .await
}

async fn csv(
    State(site): State<Site>,
    visit: Visit,
    _: Staff,
    Named(name): Named<String>,
    Asked(chosen): Asked<Chosen>,
) -> Result<Response, WebError> {
    let language = visit.language;
    site.ask(move |site| {
        let name = Name::parse(&name)?;
        let (heads, rows) = match name.groups() {
            [] => sheet(site, language, name, &chosen)?.plain(),
            groups => matrix::plain(site, language, groups)?,
        };
        let line =
            |cells: &[String]| cells.iter().map(|one| cell(one)).collect::<Vec<_>>().join(",");
        let lines: Vec<String> =
            std::iter::once(line(&heads)).chain(rows.iter().map(|row| line(row))).collect();
        let text = format!("\u{feff}{}\r\n", lines.join("\r\n"));
        Ok(file(&format!("{}.csv", name.as_str()), "text/csv; charset=utf-8", text))
    })
    .await
}

/// The quarterly notice on paper; no other sheet is a letter.
async fn pdf(
    State(site): State<Site>,
    visit: Visit,
    staff: Staff,
    Named(name): Named<String>,
    Asked(chosen): Asked<Chosen>,
) -> Result<Response, WebError> {
    let language = visit.language;
    site.ask(move |site| {
        if Name::parse(&name)? != Name::Quarterly {
            return Err(WebError::Missing);
        }
        let span = span::quarter(site, chosen.period.as_deref());
        let document = notice::document(site, language, &staff, &span)?;
        papers::print(site, &document, &format!("notice-{}", span.id))
    })
    .await
}

fn sheet(site: &Site, language: Language, name: Name, chosen: &Chosen) -> Result<Sheet, WebError> {
    let period = chosen.period.as_deref();
    match name {
        Name::Publicity => publicity::sheet(site, language, &span::month(site, period)),
        Name::Timeliness => timeliness::sheet(site, language, &span::either(site, period)),
        Name::Collection => joint::collection(site, language, &span::month(site, period)),
        Name::Quarterly => joint::quarterly(site, language, &span::quarter(site, period)),
        Name::Effects => effects::sheet(site, language),
        Name::Entries => entries::sheet(site, language),
        Name::Scores => scores::sheet(site, language),
        board => matrix::sheet(site, language, board),
    }
}
