//! The letters and papers of a case.

use axum::{extract::State, response::Response};
use serde::Serialize;
use web::{
    WebError,
    door::{Language, Named, Site, Staff, Visit, file, page},
};

use super::by;

/// The page of a letter.
#[derive(Clone, Debug, Serialize)]
struct Page {
    number: String,
    title: String,
    to: String,
    from: Option<String>,
    on: String,
    paragraphs: Vec<String>,
    position: u64,
    /// The letter as a file, if it is a formal one.
    pdf: Option<String>,
    back: String,
}

/// `GET /desk/cases/{number}/letters/{place}`
pub(super) async fn show(
    State(site): State<Site>,
    visit: Visit,
    staff: Staff,
    Named((number, place)): Named<(String, u64)>,
) -> Result<Response, WebError> {
    page(&site, visit, ("desk/cases/letter.html", "cases"), move |site, visit| {
        view(site, visit.language, &staff, (&number, place))
    })
    .await
}

fn view(
    site: &Site,
    language: Language,
    staff: &Staff,
    (number, place): (&str, u64),
) -> Result<Page, WebError> {
    let letter = site.cases().letter(&by(staff), number, place)?;
    let text = language.of(&letter.text);
    let paragraphs = text.lines().map(str::trim).filter(|line| !line.is_empty());
    Ok(Page {
        number: letter.number.clone(),
        title: language.of(&letter.line.title),
        to: language.of(&letter.line.to_title),
        from: letter.from_title.as_ref().map(|from| language.of(from)),
        on: letter.line.on.to_string(),
        paragraphs: paragraphs.map(str::to_owned).collect(),
        position: letter.line.position,
        pdf: letter.line.letter.then(|| format!("/desk/cases/{number}/letters/{place}/pdf")),
        back: format!("/desk/cases/{number}"),
    })
}

/// `GET /desk/cases/{number}/papers/{place}`
pub(super) async fn paper(
    State(site): State<Site>,
    staff: Staff,
    Named((number, place)): Named<(String, u64)>,
) -> Result<Response, WebError> {
    site.ask(move |site| {
        let paper = site.cases().paper(&by(&staff), &number, place)?;
        let (ending, kind) = match paper.media_type.as_str() {
            "image/png" => ("png", "image/png"),
            "image/jpeg" => ("jpg", "image/jpeg"),
            _ => ("pdf", "application/pdf"),
        };
        Ok(file(&format!("{number}-{place}.{ending}"), kind, paper.bytes))
    })
    .await
}
