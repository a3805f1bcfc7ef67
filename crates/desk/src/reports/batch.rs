//! Reports for a list: the form, and what came of it line by line. The work itself stands in `run.rs`,
//! what is taken home in `pack.rs`.

use std::sync::Arc;

use axum::{extract::State, http::StatusCode, response::Response};
use policy::model::{report::ReportTemplate, role::Action::FetchReports};
use report::Asker;
use serde::{Deserialize, Serialize};
use web::{
    WebError,
    door::{Asked, Fields, Language, Named, Site, Staff, Upload, Visit, page},
};

pub(crate) use super::run::Batch;
use super::{
    asker::{self, purpose},
    blank::Chosen,
    run::{self, Line, Order, Outcome},
    ways::{Mode, Way, chips, tabs},
};
use crate::{
    form::{Choice, Refused, Wrongs, again},
    may,
    work::{Done, begun, works},
};

const TEMPLATE: (&str, &str) = ("desk/reports/batches.html", "reports");
/// Lines that one list may have.
const LINES: usize = 1_000;
/// Lines that the page shows; the summary has them all.
const SHOWN: usize = 200;

/// How the form is opened.
#[derive(Clone, Debug, Default, Deserialize)]
pub(super) struct Asking {
    #[serde(default)]
    template: String,
}

/// The form.
#[derive(Clone, Debug, Default, Serialize)]
struct Form {
    tabs: Vec<Way>,
    reports: Vec<Way>,
    chosen: Option<Chosen>,
    purposes: Vec<Choice>,
    purpose: String,
    matter_number: String,
    list: String,
    limit: usize,
    errors: Wrongs,
    refused: Option<Refused>,
}

/// What came of it.
#[derive(Clone, Debug, Serialize)]
struct Answers {
    tabs: Vec<Way>,
    title: String,
    purpose: String,
    matter_number: String,
    figures: Vec<Figure>,
    href: String,
    lines: Vec<Seen>,
    more: usize,
    any: bool,
}

#[derive(Clone, Debug, Serialize)]
struct Figure {
    label: String,
    value: String,
}

/// A line on the page.
#[derive(Clone, Debug, Serialize)]
struct Seen {
    line: u64,
    number: String,
    name: Option<String>,
    report: Option<String>,
    fault: Option<String>,
}

/// The layouts that an agency can have of several organisations at once.
fn layouts(site: &Site) -> Vec<&ReportTemplate> {
    Mode::Agency.reports(site)
}

/// `GET /desk/reports/batches`
pub(super) async fn form(
    State(site): State<Site>,
    visit: Visit,
    staff: Staff,
    Asked(asking): Asked<Asking>,
) -> Result<Response, WebError> {
    page(&site, visit, TEMPLATE, move |site, visit| {
        let fields = Fields::default().with("template", &asking.template);
        Ok(blank(site, visit.language, &staff, &fields))
    })
    .await
}

fn blank(site: &Site, language: Language, staff: &Staff, fields: &Fields) -> Form {
    let reports = layouts(site);
    let chosen = Chosen::of(site, language, &reports, fields);
    let here = chosen.as_ref().map(|chosen| chosen.id.clone()).unwrap_or_default();
    Form {
        tabs: tabs(site, language, staff, "batches"),
        reports: chips(language, &reports, ("/desk/reports/batches?", &here)),
        chosen,
        purposes: may::purposes(site, language, staff, FetchReports),
        purpose: fields.get("purpose").to_owned(),
        matter_number: fields.get("matter_number").to_owned(),
        list: fields.get("list").to_owned(),
        limit: LINES,
        ..Form::default()
    }
}

/// `POST /desk/reports/batches`
pub(super) async fn send(
    State(site): State<Site>,
    visit: Visit,
    staff: Staff,
    upload: Upload,
) -> Result<Response, WebError> {
    let (language, asker) = (visit.language, staff.clone());
    match site.ask(move |site| begin(site, language, &asker, &upload)).await? {
        Ok(number) => begun(&site, &visit, &staff, number).await,
        Err(view) => {
            let refused = view.refused.is_some();
            let status =
                if refused { StatusCode::FORBIDDEN } else { StatusCode::UNPROCESSABLE_ENTITY };
            Ok(again(page(&site, visit, TEMPLATE, |_, _| Ok(view)).await?, status))
        }
    }
}

/// Begins with the list; the form again if something is missing.
fn begin(
    site: &Site,
    language: Language,
    staff: &Staff,
    upload: &Upload,
) -> Result<Result<u64, Box<Form>>, WebError> {
    let fields = &upload.fields;
    let mut form = blank(site, language, staff, fields);
    let mut errors = Wrongs::default();
    let file = upload.files.first().map(|sent| sent.read()).transpose()?;
    let text = match file {
        Some(bytes) => String::from_utf8_lossy(&bytes).into_owned(),
        None => fields.get("list").to_owned(),
    };
    for (field, key) in [
        ("purpose", "desk.error.purpose_missing"),
        ("matter_number", "desk.error.matter_number_missing"),
    ] {
        if fields.get(field).is_empty() {
            errors.add(site, language, field, key);
        }
    }
    let lines = run::lines(&text);
    match lines.len() {
        0 => errors.add(site, language, "list", "desk.error.list_missing"),
        1..=LINES => {}
        _ => errors.add(site, language, "list", "desk.error.list_too_long"),
    }
    let chosen = form.chosen.clone().filter(|one| one.id == fields.get("template"));
    let wish = chosen.as_ref().map(|one| one.ask(site, language, fields, &mut errors));
    let (Some(chosen), Some(wish)) = (chosen, wish) else {
        errors.add(site, language, "template", "desk.error.report_missing");
        return Ok(Err(Box::new(Form { errors, ..form })));
    };
    if !errors.none() {
        return Ok(Err(Box::new(Form { errors, ..form })));
    }
    let purpose = match purpose(site, staff, fields.get("purpose")) {
        Ok(purpose) => purpose,
        Err(refusal) => {
            form.refused = Some(refusal.into());
            return Ok(Err(Box::new(form)));
        }
    };
    let matter_number = fields.get("matter_number").to_owned();
    let order = Order {
        title: chosen.title,
        purpose: site.word(language, &format!("purpose.{}", purpose.as_str())),
        matter_number: matter_number.clone(),
        who: Asker::Agency {
            actor: staff.actor(),
            organisation: staff.agency.clone(),
            purpose,
            matter_number: matter_number.clone(),
        },
        wish,
    };
    let reports = asker::reports(site, staff, Mode::Agency);
    let (worker, now) = (site.clone(), site.clock().now());
    let number = works().begin(&staff.account, ("reports", &matter_number), now, move |number| {
        run::run(&worker, &reports, order, &lines, number)
    });
    Ok(Ok(number))
}

/// A list of an account whose reports were issued within the hour.
pub(super) fn kept(staff: &Staff, number: u64) -> Result<Arc<Batch>, WebError> {
    match works().of(&staff.account, number).and_then(|work| work.outcome) {
        Some(Done::Reports(batch)) => Ok(batch),
        _ => Err(WebError::Missing),
    }
}

/// `GET /desk/reports/batches/{number}`
pub(super) async fn show(
    State(site): State<Site>,
    visit: Visit,
    staff: Staff,
    Named(number): Named<u64>,
) -> Result<Response, WebError> {
    page(&site, visit, ("desk/reports/lines.html", "reports"), move |site, visit| {
        let batch = kept(&staff, number)?;
        let language = visit.language;
        let figure = |key: &str, value: String| Figure {
            label: site.word(language, &format!("desk.report_batches.{key}")),
            value,
        };
        let issued = batch.issued();
        let lines = batch.lines.iter().take(SHOWN).map(|line| seen(site, language, line));
        Ok(Answers {
            tabs: tabs(site, language, &staff, "batches"),
            title: batch.order.title.clone(),
            purpose: batch.order.purpose.clone(),
            matter_number: batch.order.matter_number.clone(),
            figures: vec![
                figure("lines", batch.lines.len().to_string()),
                figure("issued", issued.to_string()),
                figure("refused", (batch.lines.len() - issued).to_string()),
                figure("seconds", batch.seconds.to_string()),
            ],
            href: format!("/desk/reports/batches/{number}"),
            lines: lines.collect(),
            more: batch.lines.len().saturating_sub(SHOWN),
            any: issued > 0,
        })
    })
    .await
}

fn seen(site: &Site, language: Language, line: &Line) -> Seen {
    let (name, report, fault) = match &line.outcome {
        Outcome::Issued(issued) => (Some(issued.name.clone()), Some(issued.report.clone()), None),
        Outcome::Refused(fault) => (None, None, Some(fault.words(site, language))),
    };
    Seen { line: line.line, number: line.number.clone(), name, report, fault }
}
