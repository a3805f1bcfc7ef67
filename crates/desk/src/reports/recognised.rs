//! A report that another region signed: accepted for a matter, or refused with the reason (C-08.f). Either
//! stands in the ledger.

use axum::{extract::State, http::StatusCode, response::Response};
use policy::model::report::Partner;
use report::{Recognised, ReportError};
use serde::Serialize;
use web::{
    WebError,
    door::{
        Fields, Language, Site, Staff, Upload, Visit, page,
        tell::{cite, instant},
    },
};

use super::ways::{Way, tabs};
use crate::{
    form::{Choice, Wrongs, again},
    unit,
};

const TEMPLATE: (&str, &str) = ("desk/reports/recognised.html", "reports");
/// Reports of other regions that are listed below the form.
const LISTED: u32 = 20;

/// The page.
#[derive(Clone, Debug, Default, Serialize)]
struct Page {
    tabs: Vec<Way>,
    matters: Vec<Choice>,
    matter: String,
    matter_number: String,
    errors: Wrongs,
    answer: Option<Answer>,
    partners: Vec<Region>,
    rows: Vec<Row>,
}

/// What came of a report.
#[derive(Clone, Debug, Serialize)]
struct Answer {
    accepted: bool,
    partner: Option<String>,
    reason: Option<String>,
    rule: Option<String>,
    position: u64,
    /// What the report says of itself, as far as its seal holds.
    head: Option<Head>,
}

#[derive(Clone, Debug, Serialize)]
struct Head {
    number: String,
    title: String,
    subject: String,
    issued_at: String,
    valid_until: String,
}

/// A region with an agreement.
#[derive(Clone, Debug, Serialize)]
struct Region {
    title: String,
    from: String,
    until: Option<String>,
    reports: Vec<String>,
    matters: Vec<String>,
    basis: String,
}

/// A report that the unit handled.
#[derive(Clone, Debug, Serialize)]
struct Row {
    at: String,
    partner: String,
    number: String,
    matter: String,
    matter_number: String,
    accepted: bool,
    rule: String,
    position: u64,
}

/// `GET /desk/reports/recognised`
pub(super) async fn form(
    State(site): State<Site>,
    visit: Visit,
    staff: Staff,
) -> Result<Response, WebError> {
    page(&site, visit, TEMPLATE, move |site, visit| {
        blank(site, visit.language, &staff, &Fields::default())
    })
    .await
}

/// `POST /desk/reports/recognised`
pub(super) async fn check(
    State(site): State<Site>,
    visit: Visit,
    staff: Staff,
    upload: Upload,
) -> Result<Response, WebError> {
    let language = visit.language;
    let view = site.ask(move |site| recognise(site, language, &staff, &upload)).await?;
    let status = match (&view.answer, view.errors.none()) {
        (Some(_), _) | (None, true) => StatusCode::OK,
        (None, false) => StatusCode::UNPROCESSABLE_ENTITY,
    };
    Ok(again(page(&site, visit, TEMPLATE, |_, _| Ok(view)).await?, status))
}

fn recognise(
    site: &Site,
    language: Language,
    staff: &Staff,
    upload: &Upload,
) -> Result<Page, WebError> {
    let fields = &upload.fields;
    let mut errors = Wrongs::default();
    for (field, key) in [
        ("matter", "desk.error.matter_missing"),
        ("matter_number", "desk.error.matter_number_missing"),
    ] {
        if fields.get(field).is_empty() {
            errors.add(site, language, field, key);
        }
    }
    let known = unit::matters(site, staff).iter().any(|matter| matter.id == fields.get("matter"));
    if !known && errors.none() {
        errors.add(site, language, "matter", "desk.error.matter_unknown");
    }
    if upload.files.is_empty() {
        errors.add(site, language, "file", "desk.error.report_file_missing");
    }
    let mut answer = None;
    if let Some(sent) = upload.files.first().filter(|_| errors.none()) {
        let (matter, number) = (fields.get("matter"), fields.get("matter_number"));
        let found = site.reports().recognise(&staff.actor(), &sent.read()?, matter, number);
        answer = Some(match found {
            Ok(found) => told(site, language, found),
            Err(ReportError::Refused(refusal)) => Answer {
                accepted: false,
                partner: None,
                reason: Some(format!("{}。{}", refusal.reason, refusal.remedy)),
                rule: Some(refusal.rule.to_owned()),
                position: 0,
                head: None,
            },
            Err(other) => return Err(other.into()),
        });
    }
    Ok(Page { answer, errors, ..blank(site, language, staff, fields)? })
}

fn told(site: &Site, language: Language, found: Recognised) -> Answer {
    let head = found.head.map(|head| Head {
        number: head.number,
        title: head.title,
        subject: head.subject,
        issued_at: instant(head.issued_at),
        valid_until: head.valid_until.to_string(),
    });
    Answer {
        accepted: found.accepted,
        partner: found.partner.map(|partner| partner_title(site, language, &partner)),
        reason: found.reason,
        rule: found.rule,
        position: found.position,
        head,
    }
}

fn partner_title(site: &Site, language: Language, partner: &str) -> String {
    let known = site.law().partners_ever().find(|one| one.id == partner);
    known.map_or_else(|| partner.to_owned(), |one| language.of(&one.title))
}

fn blank(
    site: &Site,
    language: Language,
    staff: &Staff,
    fields: &Fields,
) -> Result<Page, WebError> {
    let matter = |id: &String| {
        let known = site.law().matter(id, site.today());
        known.map_or_else(|| id.clone(), |matter| language.of(&matter.title))
    };
    let region = |partner: &&Partner| Region {
        title: language.of(&partner.title),
        from: partner.effective_from.to_string(),
        until: partner.until.map(|day| day.to_string()),
        reports: partner
            .reports
            .iter()
            .map(|id| super::register::title(site, language, id))
            .collect(),
        matters: partner.matters.iter().map(matter).collect(),
        basis: cite(&partner.basis),
    };
    let handled = site.reports().recognised(Some(&staff.agency), LISTED)?;
    let row = |line: report::RecognisedLine| Row {
        at: instant(line.at),
        partner: line.partner.map(|id| partner_title(site, language, &id)).unwrap_or_default(),
        number: line.number.unwrap_or_default(),
        matter: matter(&line.matter),
        matter_number: line.matter_number,
        accepted: line.accepted,
        rule: line.rule.unwrap_or_default(),
        position: line.position,
    };
    Ok(Page {
        tabs: tabs(site, language, staff, "recognised"),
        matters: unit::matter_choices(site, language, staff),
        matter: fields.get("matter").to_owned(),
        matter_number: fields.get("matter_number").to_owned(),
        partners: site.law().partners(site.today()).iter().map(region).collect(),
        rows: handled.into_iter().map(row).collect(),
        ..Page::default()
    })
}
