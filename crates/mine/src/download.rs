//! `/mine/download`: everything that is held about the subject, free, as often as it likes.

use axum::{extract::State, response::Response};
use disclosure::{ConsentView, FileView, LookupView, NewsView, RecordView};
use serde::Serialize;
use web::{
    WebError,
    door::{Holder, Language, Site, Visit, file, page, tell},
};

use crate::{cases, own, sight, view};

/// The bytes by which a spreadsheet knows that a file is UTF-8.
const MARK: &[u8] = b"\xef\xbb\xbf";

/// `GET /mine/download`
pub(crate) async fn show(
    State(site): State<Site>,
    visit: Visit,
    holder: Holder,
) -> Result<Response, WebError> {
    page(&site, visit, ("mine/download.html", "download"), move |site, _| {
        let records = own::file(site, &holder)?.map_or(0, |file| file.records.len());
        Ok(view::Download { name: own::name(&holder), records })
    })
    .await
}

/// Everything, as it stands in the file.
#[derive(Serialize)]
struct Everything {
    made_at: String,
    name: String,
    code: Option<String>,
    file: Option<FileView>,
    lookups: Vec<LookupView>,
    consents: Vec<ConsentView>,
    cases: Vec<workflow::case::CaseView>,
    reports: Vec<report::IssuedLine>,
    news: Vec<NewsView>,
}

/// `GET /mine/download.json`
pub(crate) async fn json(State(site): State<Site>, holder: Holder) -> Result<Response, WebError> {
    site.ask(move |site| {
        let everything = everything(site, &holder)?;
        let content = serde_json::to_vec_pretty(&everything)
            .map_err(|error| WebError::Machine(format!("a download failed: {error}")))?;
        Ok(file("my-credit-file.json", "application/json", content))
    })
    .await
}

fn everything(site: &Site, holder: &Holder) -> Result<Everything, WebError> {
    let (viewer, subject) = (own::viewer(holder), holder.acting);
    let (mut lookups, mut after) = (Vec::new(), None);
    loop {
        let page = site.gate().lookups(&viewer, subject, &own::turned(after, 100))?.into_inner();
        lookups.extend(page.entries);
        after = page.next;
        if after.is_none() {
            break;
        }
    }
    let (mut news, mut after) = (Vec::new(), None);
    loop {
        let page = site.gate().news(&viewer, subject, &own::turned(after, 100))?.into_inner();
        news.extend(page.entries);
        after = page.next;
        if after.is_none() {
            break;
        }
    }
    Ok(Everything {
        made_at: tell::instant(site.clock().now()),
        name: own::name(holder),
        code: holder.acting_code.clone(),
        file: own::file(site, holder)?,
        lookups,
        consents: site.gate().consents(&viewer, subject)?.into_inner(),
        cases: every_case(site, holder)?,
        reports: site.reports().of(subject)?,
        news,
    })
}

/// Every case of the holder, whole.
fn every_case(site: &Site, holder: &Holder) -> Result<Vec<workflow::case::CaseView>, WebError> {
    let (by, all) = (cases::by(holder), cases::all(site, holder)?);
    let whole = all.iter().map(|line| site.cases().view(&by, &line.number));
    Ok(whole.collect::<Result<_, _>>()?)
}

/// `GET /mine/download.csv`: one line for each field of each record.
pub(crate) async fn csv(
    State(site): State<Site>,
    visit: Visit,
    holder: Holder,
) -> Result<Response, WebError> {
    site.ask(move |site| {
        let records = own::file(site, &holder)?.map(|file| file.records).unwrap_or_default();
        let content = table(site, visit.language, &records)
            .map_err(|error| WebError::Machine(format!("a download failed: {error}")))?;
        Ok(file("my-credit-file.csv", "text/csv; charset=utf-8", content))
    })
    .await
}

fn table(
    site: &Site,
    language: Language,
    records: &[RecordView],
) -> Result<Vec<u8>, Box<dyn std::error::Error>> {
    let mut writer = csv::Writer::from_writer(MARK.to_vec());
    writer.write_record(site.word(language, "mine.csv_header").split(','))?;
    for record in records {
        let state = sight::state(record.state).map(|(key, _)| key).unwrap_or("mine.state_valid");
        let head = [
            record.decided_on.to_string(),
            language.of(&record.title),
            tell::title(language, record),
            site.word(language, state),
            sight::seen(site, language, record, site.today()),
            own::agency(site, language, &record.source),
            record.position.to_string(),
        ];
        for field in record.fields.iter().filter(|field| !field.value.is_empty()) {
            let label = tell::label(language, &field.name, &field.zh);
            let cells = head.iter().map(String::as_str);
            writer.write_record(cells.chain([label.as_str(), guarded(&field.value).as_str()]))?;
        }
    }
    Ok(writer.into_inner()?)
}

/// A value that no spreadsheet takes for a formula.
fn guarded(value: &str) -> String {
    match value.chars().next() {
        Some('=' | '+' | '@' | '\t' | '\r') => format!("'{value}"),
        Some('-') if value.parse::<f64>().is_err() => format!("'{value}"),
        _ => value.to_owned(),
    }
}
