//! The register of reports: those of a unit for the unit, all of them for auditors. No content, no
//! subject.

use axum::{extract::State, response::Response};
use report::{RegisterFilter, RegisterLine};
use serde::{Deserialize, Serialize};
use vocabulary::Date;
use web::{
    WebError,
    door::{Asked, Language, Site, Staff, Visit, page, tell::instant},
};

use crate::{form::Choice, unit};
use policy::model::matter::Purpose;

/// Lines of the auditor's page.
const SHOWN: u32 = 200;

/// One report.
#[derive(Clone, Debug, Serialize)]
pub(super) struct Row {
    number: String,
    title: String,
    at: String,
    /// Key of how it was asked for, under `desk.report_asker.*`.
    asker: String,
    unit: String,
    by: String,
    channel: String,
    purpose: String,
    matter_number: String,
    consent: String,
    valid_until: String,
    position: u64,
    /// `stands`, `over`, `superseded`, under `desk.reports.*`.
    state: &'static str,
    tone: &'static str,
    href: String,
}

/// Lines as a page shows them.
pub(super) fn rows(site: &Site, language: Language, lines: Vec<RegisterLine>) -> Vec<Row> {
    lines.into_iter().map(|line| row(site, language, line)).collect()
}

fn row(site: &Site, language: Language, line: RegisterLine) -> Row {
    let (state, tone) = match () {
        () if line.superseded => ("superseded", "bad"),
        () if line.valid_until < site.today() => ("over", "quiet"),
        () => ("stands", "good"),
    };
    let known = Purpose::parse(&line.purpose).is_some();
    let purpose = known.then(|| site.word(language, &format!("purpose.{}", line.purpose)));
    Row {
        title: title(site, language, &line.template),
        at: instant(line.issued_at),
        unit: unit::title(site, language, &line.organisation),
        by: line.by,
        channel: site.word(language, &format!("channel.{}", line.channel)),
        purpose: purpose.unwrap_or_default(),
        matter_number: line.matter_number.unwrap_or_default(),
        consent: line.consent.unwrap_or_default(),
        valid_until: line.valid_until.to_string(),
        position: line.position,
        state,
        tone,
        href: format!("/desk/reports/{}", line.number),
        number: line.number,
        asker: line.asker,
    }
}

/// What a report is called today, or its id if it is no longer in force.
pub(super) fn title(site: &Site, language: Language, template: &str) -> String {
    let known = site.law().report(template, site.today());
    known.map_or_else(|| template.to_owned(), |report| language.of(&report.title))
}

/// What is asked for; empty fields ask for nothing.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
pub(super) struct Asking {
    #[serde(default)]
    from: String,
    #[serde(default)]
    until: String,
    #[serde(default)]
    organisation: String,
    #[serde(default)]
    template: String,
    #[serde(default)]
    number: String,
}

/// The page.
#[derive(Clone, Debug, Serialize)]
struct Page {
    asked: Asking,
    reports: Vec<Choice>,
    rows: Vec<Row>,
    full: bool,
}

/// `GET /desk/audit/reports`
pub(super) async fn show(
    State(site): State<Site>,
    visit: Visit,
    _: Staff,
    Asked(asked): Asked<Asking>,
) -> Result<Response, WebError> {
    page(&site, visit, ("desk/audit/reports.html", "audit"), move |site, visit| {
        let lines = site.reports().register(&filter(&asked), SHOWN)?;
        let full = lines.len() >= SHOWN as usize;
        let reports = site.law().reports(site.today()).into_iter();
        let choice = |report: &policy::model::report::ReportTemplate| {
            Choice::new(&report.id, visit.language.of(&report.title))
        };
        Ok(Page {
            reports: reports.map(choice).collect(),
            rows: rows(site, visit.language, lines),
            full,
            asked,
        })
    })
    .await
}

fn filter(asked: &Asking) -> RegisterFilter {
    let given = |text: &str| Some(text.trim().to_owned()).filter(|text| !text.is_empty());
    let day = |text: &str| text.trim().parse::<Date>().ok();
    RegisterFilter {
        from: day(&asked.from),
        until: day(&asked.until),
        organisation: given(&asked.organisation),
        template: given(&asked.template),
        number: given(&asked.number),
    }
}
