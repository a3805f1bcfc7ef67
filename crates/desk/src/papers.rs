//! Papers of the desk: letters of cases as files, and the notice of repair that goes with every penalty and
//! listing (两书同达).

use axum::{extract::State, response::Response};
use disclosure::RecordView;
use policy::model::{
    catalog::Polarity,
    role::Action::{HandleCases, ReadReceipts, SubmitBatch},
};
use serde::{Deserialize, Serialize};
use vocabulary::{SubjectId, UnifiedCode};
use web::{
    WebError,
    door::{Asked, Language, Named, Site, Staff, Visit, page, papers, tell},
};

use crate::{
    cases,
    form::Wrongs,
    table::{Line, get},
    unit,
};

/// The routes of these papers.
pub(crate) fn lines() -> Vec<Line> {
    const CLERKS: &[policy::model::role::Action] = &[HandleCases, SubmitBatch, ReadReceipts];
    vec![
        get("/desk/cases/{number}/letters/{place}/pdf", &[HandleCases], letter),
        get("/desk/notices/repair", CLERKS, ask),
        get("/desk/notices/repair/pdf", CLERKS, notice),
    ]
}

/// A formal letter of a case as a file.
async fn letter(
    State(site): State<Site>,
    visit: Visit,
    staff: Staff,
    Named((number, place)): Named<(String, u64)>,
) -> Result<Response, WebError> {
    let language = visit.language;
    site.ask(move |site| {
        let by = cases::by(&staff);
        let letter = site.cases().letter(&by, &number, place)?;
        let case = site.cases().view(&by, &number)?;
        let document = papers::letter(site, language, &case, &letter);
        papers::print(site, &document, &format!("{number}-{place}"))
    })
    .await
}

/// Whose record, and which.
#[derive(Clone, Debug, Default, Deserialize)]
struct Asking {
    code: Option<String>,
    document: Option<String>,
    digest: Option<String>,
}

/// The page.
#[derive(Clone, Debug, Default, Serialize)]
struct Page {
    code: String,
    document: String,
    name: Option<String>,
    records: Vec<Row>,
    errors: Wrongs,
    asked: bool,
}

/// A record for which a notice can be printed.
#[derive(Clone, Debug, Serialize)]
struct Row {
    title: String,
    item: String,
    document_number: Option<String>,
    decided_on: String,
    authority: String,
    href: String,
}

/// `GET /desk/notices/repair`
async fn ask(
    State(site): State<Site>,
    visit: Visit,
    _: Staff,
    Asked(asking): Asked<Asking>,
) -> Result<Response, WebError> {
    page(&site, visit, ("desk/notices/repair.html", "notices"), move |site, visit| {
        view(site, visit.language, &asking)
    })
    .await
}

fn view(site: &Site, language: Language, asking: &Asking) -> Result<Page, WebError> {
    let given = |text: &Option<String>| text.as_deref().unwrap_or_default().trim().to_owned();
    let (code, document) = (given(&asking.code), given(&asking.document));
    let mut page = Page { code, document, asked: asking.code.is_some(), ..Page::default() };
    if !page.asked {
        return Ok(page);
    }
    let Some(subject) = subject(site, &page.code) else {
        page.errors.add(site, language, "code", "code");
        return Ok(page);
    };
    let Some(found) = site.gate().page(subject)? else { return Ok(page) };
    let found = found.into_inner();
    page.name = found.head.name;
    let wanted = |record: &&RecordView| {
        let number = tell::field(record, "document_number").unwrap_or_default();
        record.polarity == Polarity::Negative && number.contains(&page.document)
    };
    let row = |record: &RecordView| Row {
        title: tell::title(language, record),
        item: language.of(&record.title),
        document_number: tell::field(record, "document_number").map(str::to_owned),
        decided_on: record.decided_on.to_string(),
        authority: tell::authority(language, record),
        href: format!("/desk/notices/repair/pdf?code={}&digest={}", page.code, record.digest),
    };
    page.records = found.records.iter().filter(wanted).map(row).collect();
    Ok(page)
}

fn subject(site: &Site, code: &str) -> Option<SubjectId> {
    let code = UnifiedCode::parse(code).ok()?;
    Some(site.site_key.subject_id(&code.identifier()))
}

/// The notice about a public record, issued by the unit of whoever prints it.
async fn notice(
    State(site): State<Site>,
    visit: Visit,
    staff: Staff,
    Asked(asking): Asked<Asking>,
) -> Result<Response, WebError> {
    let language = visit.language;
    site.ask(move |site| {
        let code = asking.code.as_deref().unwrap_or_default();
        let subject = subject(site, code).ok_or(WebError::Missing)?;
        let digest = asking.digest.as_deref().unwrap_or_default();
        let (record, head) = match site.gate().record(subject, digest)?.into_inner() {
            disclosure::RecordAnswer::Public { record, head } => (record, head),
            disclosure::RecordAnswer::Gone => return Err(WebError::Gone),
            disclosure::RecordAnswer::NotFound => return Err(WebError::Missing),
        };
        let name = head.name.unwrap_or_else(|| code.to_owned());
        let issuer = unit::title(site, language, &staff.agency);
        let document = papers::repair_notice(site, language, &record, (&name, &issuer));
        let document = document.ok_or(WebError::Missing)?;
        papers::print(site, &document, &format!("repair-notice-{}", &record.digest))
    })
    .await
}
