//! One report: the form, by the way the role has to it, and what the unit had lately. The form is sent
//! by POST, so that no address says whose.

use axum::{extract::State, http::StatusCode, response::Response};
use report::ReportError;
use serde::{Deserialize, Serialize};
use vocabulary::{DocumentType, Identifier, PersonId, UnifiedCode};
use web::{
    WebError,
    door::{Asked, Fields, Form, Language, Site, Staff, Visit, page, see_other},
};

use super::{
    asker::{self, LICENCE, asker},
    blank::Chosen,
    register::{Row, rows},
    ways::{Mode, Way, chips, tabs, uses},
};
use crate::{
    form::{Choice, Refused, Wrongs, again},
    may, number,
};
use policy::model::role::Action::FetchReports;

const TEMPLATE: (&str, &str) = ("desk/reports/index.html", "reports");
/// Reports of the unit that are listed below the form.
const LISTED: u32 = 20;

/// How the form is opened.
#[derive(Clone, Debug, Default, Deserialize)]
pub(super) struct Asking {
    #[serde(default, rename = "as")]
    mode: String,
    #[serde(default)]
    template: String,
    #[serde(default)]
    purpose: String,
    #[serde(default)]
    matter_number: String,
}

/// The form.
#[derive(Clone, Debug, Default, Serialize)]
struct Page {
    tabs: Vec<Way>,
    mode: Mode,
    reports: Vec<Way>,
    /// Matters of the unit that ask for a report.
    uses: Vec<Way>,
    chosen: Option<Chosen>,
    number: String,
    documents: Vec<Choice>,
    document: String,
    presented: String,
    seen: bool,
    purposes: Vec<Choice>,
    purpose: String,
    consent: String,
    matter_number: String,
    errors: Wrongs,
    refused: Option<Refused>,
    nobody: bool,
    rows: Vec<Row>,
}

/// What came of it.
enum Outcome {
    Issued(String),
    Again(Box<Page>, StatusCode),
}

/// `GET /desk/reports`
pub(super) async fn form(
    State(site): State<Site>,
    visit: Visit,
    staff: Staff,
    Asked(asking): Asked<Asking>,
) -> Result<Response, WebError> {
    page(&site, visit, TEMPLATE, move |site, visit| {
        let mode = Mode::named(site, &staff, &asking.mode);
        let mode = mode.unwrap_or_else(|| Mode::first(site, &staff));
        let fields = Fields::default()
            .with("template", &asking.template)
            .with("purpose", &asking.purpose)
            .with("matter_number", &asking.matter_number);
        blank(site, visit.language, (&staff, mode), &fields)
    })
    .await
}

/// `POST /desk/reports`
pub(super) async fn ask(
    State(site): State<Site>,
    visit: Visit,
    staff: Staff,
    Form(fields): Form<Fields>,
) -> Result<Response, WebError> {
    let language = visit.language;
    match site.ask(move |site| issue(site, language, &staff, &fields)).await? {
        Outcome::Issued(number) => Ok(see_other(&visit, &format!("/desk/reports/{number}"))),
        Outcome::Again(view, status) => {
            Ok(again(page(&site, visit, TEMPLATE, |_, _| Ok(view)).await?, status))
        }
    }
}

fn blank(
    site: &Site,
    language: Language,
    (staff, mode): (&Staff, Mode),
    fields: &Fields,
) -> Result<Page, WebError> {
    let reports = mode.reports(site);
    let chosen = Chosen::of(site, language, &reports, fields);
    let here = chosen.as_ref().map(|chosen| chosen.id.clone()).unwrap_or_default();
    let base = format!("/desk/reports?as={}&", mode.as_str());
    let given = |name: &str| fields.get(name).to_owned();
    let mut documents = number::documents(language);
    if mode == Mode::Counter {
        documents.push(Choice::new(LICENCE, site.word(language, "desk.reports.licence")));
    }
    let issued = site.reports().issued_by(&staff.agency, LISTED)?;
    Ok(Page {
        tabs: tabs(site, language, staff, mode.as_str()),
        mode,
        reports: chips(language, &reports, (&base, &here)),
        uses: match mode {
            Mode::Agency => uses(site, language, staff),
            Mode::Counter | Mode::Consented => Vec::new(),
        },
        chosen,
        number: given("number"),
        documents,
        document: given("document"),
        presented: given("presented"),
        seen: !fields.get("seen").is_empty(),
        purposes: may::purposes(site, language, staff, FetchReports),
        purpose: given("purpose"),
        consent: given("consent"),
        matter_number: given("matter_number"),
        rows: rows(site, language, issued),
        ..Page::default()
    })
}

fn issue(
    site: &Site,
    language: Language,
    staff: &Staff,
    fields: &Fields,
) -> Result<Outcome, WebError> {
    let mode = Mode::named(site, staff, fields.get("as"));
    let mode = mode.unwrap_or_else(|| Mode::first(site, staff));
    let mut form = blank(site, language, (staff, mode), fields)?;
    let mut errors = Wrongs::default();
    let Some(chosen) = form.chosen.clone().filter(|one| one.id == fields.get("template")) else {
        errors.add(site, language, "template", "desk.error.report_missing");
        let status = StatusCode::UNPROCESSABLE_ENTITY;
        return Ok(Outcome::Again(Box::new(Page { errors, ..form }), status));
    };
    let subject = identify(mode, fields);
    if let Err(key) = subject {
        errors.add(site, language, "number", key);
    }
    let wish = chosen.ask(site, language, fields, &mut errors);
    let who = asker(site, language, (staff, mode), fields, &mut errors);
    let (who, subject) = match (who, subject) {
        (Ok(who), Ok(subject)) if errors.none() => (who, subject),
        (who, _) => {
            form.refused = who.err().filter(|_| errors.none()).map(Refused::from);
            form.errors = errors;
            let wrong = form.refused.is_none();
            let status =
                if wrong { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::FORBIDDEN };
            return Ok(Outcome::Again(Box::new(form), status));
        }
    };
    let personal = subject.kind.is_personal();
    let subject = site.site_key.subject_id(&subject);
    if personal && mode == Mode::Agency {
        let refusal = asker::needs_consent(site, staff, subject, fields)?;
        form.refused = Some(refusal.into());
        return Ok(Outcome::Again(Box::new(form), StatusCode::FORBIDDEN));
    }
    match asker::reports(site, staff, mode).issue(&who, subject, &wish) {
        Ok(issued) => Ok(Outcome::Issued(issued.report.number)),
        Err(ReportError::Refused(refusal)) => {
            form.refused = Some(refusal.into());
            Ok(Outcome::Again(Box::new(form), StatusCode::FORBIDDEN))
        }
        Err(ReportError::NoSuchSubject) => {
            form.nobody = true;
            Ok(Outcome::Again(Box::new(form), StatusCode::NOT_FOUND))
        }
        Err(other) => Err(other.into()),
    }
}

/// Whose report: at the window the document that was presented says how the number reads.
fn identify(mode: Mode, fields: &Fields) -> Result<Identifier, &'static str> {
    let (given, presented) = (fields.get("number"), fields.get("presented"));
    if mode != Mode::Counter || presented.is_empty() || given.is_empty() {
        return number::identify(fields);
    }
    if presented == LICENCE {
        let code = UnifiedCode::parse(given).map_err(|_| "desk.error.document_wrong")?;
        return Ok(code.identifier());
    }
    let kind = DocumentType::parse(presented).map_err(|_| "desk.error.document_unknown")?;
    let person = PersonId::parse(kind, given).map_err(|_| "desk.error.document_wrong")?;
    Ok(person.identifier().clone())
}
