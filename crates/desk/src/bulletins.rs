//! Bulletins: monthly and quarterly papers made from data, nothing of them typed: data quality, dual publication,
//! joint action, queries; as a page, on paper, and as a workbook (S-103, C-11.e, S-147).

pub(crate) mod book;
mod joint;
pub(crate) mod model;
mod page;
pub(crate) mod period;
pub(crate) mod print;
mod publicity;
mod quality;
mod queries;
pub(crate) mod say;

use axum::{extract::State, response::Response};
use policy::model::role::Action::{self, ReadFigures, ReadQuality};
use serde::{Deserialize, Serialize};
use web::{
    WebError,
    door::{Asked, Language, Named, Site, Staff, Visit, file, papers, tell::instant},
};

use crate::{
    form::Choice,
    may,
    table::{Line, get},
    unit,
};
use model::Bulletin;
use period::Period;
use say::Say;

/// What a workbook is to a browser.
pub(crate) const XLSX: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/// The routes of these pages.
pub(crate) fn lines() -> Vec<Line> {
    const NEEDS: &[Action] = &[ReadFigures, ReadQuality];
    vec![
        get("/desk/bulletins", NEEDS, index),
        get("/desk/bulletins/{name}", NEEDS, show),
        get("/desk/bulletins/{name}/pdf", NEEDS, pdf),
        get("/desk/bulletins/{name}/xlsx", NEEDS, xlsx),
    ]
}

/// The bulletins, in the order of their list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Name {
    Quality,
    Publicity,
    Joint,
    Queries,
}

impl Name {
    const ALL: [Self; 4] = [Self::Quality, Self::Publicity, Self::Joint, Self::Queries];

    fn as_str(self) -> &'static str {
        match self {
            Self::Quality => "quality",
            Self::Publicity => "publicity",
            Self::Joint => "joint",
            Self::Queries => "queries",
        }
    }

    fn parse(text: &str) -> Result<Self, WebError> {
        Self::ALL.into_iter().find(|name| name.as_str() == text).ok_or(WebError::Missing)
    }
}

/// Which period, and of which unit.
#[derive(Clone, Debug, Default, Deserialize)]
struct Chosen {
    period: Option<String>,
    agency: Option<String>,
}

/// The list of bulletins.
#[derive(Clone, Debug, Serialize)]
struct Index {
    names: Vec<&'static str>,
    months: Vec<Choice>,
    quarters: Vec<Choice>,
}

async fn index(State(site): State<Site>, visit: Visit, _: Staff) -> Result<Response, WebError> {
    web::door::page(&site, visit, ("desk/bulletins/index.html", "bulletins"), |site, visit| {
        let (months, quarters) = period::all(site.today());
        let choice = |one: &Period| Choice::new(&one.id, one.said(site, visit.language));
        Ok(Index {
            names: Name::ALL.map(Name::as_str).into(),
            months: months.iter().take(3).map(choice).collect(),
            quarters: quarters.iter().take(2).map(choice).collect(),
        })
    })
    .await
}

/// The page of a bulletin.
#[derive(Clone, Debug, Serialize)]
struct Page {
    name: &'static str,
    period: String,
    periods: Vec<Choice>,
    agency: String,
    /// Units to choose from; empty where only the own one may be read, or the bulletin has no such.
    agencies: Vec<Choice>,
    query: String,
    /// Whether the period lasts still.
    lasts: bool,
    bulletin: page::View,
}

async fn show(
    State(site): State<Site>,
    visit: Visit,
    staff: Staff,
    Named(name): Named<String>,
    Asked(chosen): Asked<Chosen>,
) -> Result<Response, WebError> {
    web::door::page(&site, visit, ("desk/bulletins/show.html", "bulletins"), move |site, visit| {
        let name = Name::parse(&name)?;
        let language = visit.language;
        let asked = Request::of(site, &staff, name, &chosen);
        let bulletin = made(site, language, &staff, name, &asked)?;
        let every = name == Name::Quality && may::has(site.law(), &staff, ReadQuality);
        let agency =
            |one: &policy::model::agency::Agency| Choice::new(&one.id, language.of(&one.title));
        Ok(Page {
            name: name.as_str(),
            periods: period::choices(site, language),
            agencies: if every {
                quality::agencies(site).map(agency).collect()
            } else {
                Vec::new()
            },
            query: asked.query(),
            lasts: asked.period.lasts(site.today()),
            bulletin: page::view(language, &bulletin),
            period: asked.period.id,
            agency: asked.agency.unwrap_or_default(),
        })
    })
    .await
}

async fn pdf(
    State(site): State<Site>,
    visit: Visit,
    staff: Staff,
    Named(name): Named<String>,
    Asked(chosen): Asked<Chosen>,
) -> Result<Response, WebError> {
    let language = visit.language;
    site.ask(move |site| {
        let name = Name::parse(&name)?;
        let asked = Request::of(site, &staff, name, &chosen);
        let bulletin = made(site, language, &staff, name, &asked)?;
        let document = print::document(Say { site, language }, &bulletin);
        papers::print(site, &document, &asked.file(name))
    })
    .await
}

async fn xlsx(
    State(site): State<Site>,
    visit: Visit,
    staff: Staff,
    Named(name): Named<String>,
    Asked(chosen): Asked<Chosen>,
) -> Result<Response, WebError> {
    let language = visit.language;
    site.ask(move |site| {
        let name = Name::parse(&name)?;
        let asked = Request::of(site, &staff, name, &chosen);
        let bulletin = made(site, language, &staff, name, &asked)?;
        let bytes = book::workbook(Say { site, language }, &bulletin)?;
        Ok(file(&format!("{}.xlsx", asked.file(name)), XLSX, bytes))
    })
    .await
}

/// What is asked for, as far as whoever asks may read it.
struct Request {
    period: Period,
    /// Agency id; none for all.
    agency: Option<String>,
}

impl Request {
    /// Whoever does not read the quality of others reads that of the own unit.
    fn of(site: &Site, staff: &Staff, name: Name, chosen: &Chosen) -> Self {
        let period = period::chosen(site.today(), chosen.period.as_deref());
        let agency = match (name, may::has(site.law(), staff, ReadQuality)) {
            (Name::Quality, false) => Some(staff.agency.clone()),
            (Name::Quality, true) => {
                let known = |id: &String| unit::agency(site, id).is_some();
                chosen.agency.clone().filter(known)
            }
            _ => None,
        };
        Self { period, agency }
    }

    fn query(&self) -> String {
        let agency = self.agency.as_ref().map(|id| format!("&agency={id}")).unwrap_or_default();
        format!("?period={}{agency}", self.period.id)
    }

    fn file(&self, name: Name) -> String {
        let agency = self.agency.as_ref().map(|id| format!("-{id}")).unwrap_or_default();
        format!("{}-{}{agency}", name.as_str(), self.period.id)
    }
}

/// The bulletin, with its head.
fn made(
    site: &Site,
    language: Language,
    staff: &Staff,
    name: Name,
    asked: &Request,
) -> Result<Bulletin, WebError> {
    let (say, period) = (Say { site, language }, &asked.period);
    let body = match name {
        Name::Quality => quality::bulletin(say, period, asked.agency.as_deref())?,
        Name::Publicity => publicity::bulletin(say, period)?,
        Name::Joint => joint::bulletin(say, period)?,
        Name::Queries => queries::bulletin(say, period)?,
    };
    let said = period.said(site, language);
    let whose = asked.agency.as_ref().map(|id| unit::title(site, language, id));
    let values = [("period", said), ("unit", whose.clone().unwrap_or_default())];
    let key = match (name, &whose) {
        (Name::Quality, Some(_)) => "desk.bulletin_title.quality_own".to_owned(),
        _ => format!("desk.bulletin_title.{}", name.as_str()),
    };
    Ok(Bulletin {
        title: site.words(language, &key, &values),
        findings: body.findings,
        figures: body.figures,
        parts: body.parts,
        method: body.method,
        rules: body.rules,
        ..headed(say, staff, period)
    })
}

/// A bulletin that says who issues it, for which period, and until when its data reach.
pub(crate) fn headed(say: Say<'_>, staff: &Staff, period: &Period) -> Bulletin {
    let Say { site, language } = say;
    let at = [("at", instant(site.clock().now()))];
    let key = if period.lasts(site.today()) { "as_of_lasting" } else { "as_of" };
    Bulletin {
        period: period.said(site, language),
        issuer: unit::title(site, language, &staff.agency),
        as_of: say.say(key, &at),
        ..Bulletin::default()
    }
}
