//! `/cases`: how a case stands, for whoever has its number and code.

use axum::{extract::State, http::StatusCode, response::Response};
use disclosure::RecordAnswer;
use serde::Deserialize;
use vocabulary::SubjectId;
use workflow::{
    By,
    case::{CaseView, Letter},
};

use super::{begin::is_hidden, kept_by_nobody};
use crate::{
    WebError,
    door::{Around, Asked, CaseWrong, Fields, Open, case_line, case_view},
    portal::page::{Visit, page},
    site::Site,
    view::case as view,
    wording::Language,
};

/// A number in the address, as a printed code opens it.
#[derive(Deserialize)]
pub(in crate::portal) struct Known {
    #[serde(default)]
    number: String,
}

/// `GET /cases`
pub(in crate::portal) async fn find(
    State(site): State<Site>,
    visit: Visit,
    Asked(known): Asked<Known>,
) -> Result<Response, WebError> {
    let number = known.number.chars().take(30).collect();
    asked(&site, visit, number, Vec::new()).await
}

async fn asked(
    site: &Site,
    visit: Visit,
    number: String,
    errors: Vec<CaseWrong>,
) -> Result<Response, WebError> {
    let place = ("portal/case/find.html", "services");
    page(site, visit, place, move |_, _| Ok(view::Find { number, errors })).await
}

/// `POST /cases`
pub(in crate::portal) async fn open(
    State(site): State<Site>,
    visit: Visit,
    Open(sent): Open<Fields>,
) -> Result<Response, WebError> {
    shown(&site, visit, &sent, (None, Vec::new())).await
}

/// Number and code, as a form carries them.
pub(super) fn coded(fields: &Fields) -> (By, String) {
    let number: String = fields.get("number").split_whitespace().collect();
    let code = fields.get("code").split_whitespace().collect::<String>().to_uppercase();
    (By::Coded { number: number.clone(), code }, number)
}

/// The status, or the form again if number and code do not belong together.
pub(super) async fn shown(
    site: &Site,
    visit: Visit,
    sent: &Fields,
    (said, errors): (Option<&'static str>, Vec<CaseWrong>),
) -> Result<Response, WebError> {
    let ((by, number), code) = (coded(sent), sent.get("code").to_owned());
    let (asked_for, language) = (number.clone(), visit.language);
    let found = site.ask(move |site| match site.cases.view(&by, &number) {
        Ok(case) => whole(site, language, (&by, &number), &case).map(Some),
        Err(error) if is_hidden(&error) => Ok(None),
        Err(error) => Err(error.into()),
    });
    let wrong = !errors.is_empty();
    let mut response = match found.await? {
        Some(case) => {
            let said = said.map(|key| site.word(language, key));
            let place = ("portal/case/status.html", "services");
            let status = view::Status { case, code, said, errors };
            page(site, visit, place, move |_, _| Ok(status)).await?
        }
        None => {
            let text = site.word(language, "case.not_found");
            let unknown = vec![CaseWrong { field: "number".to_owned(), text }];
            let mut response = asked(site, visit, asked_for, unknown).await?;
            *response.status_mut() = StatusCode::NOT_FOUND;
            response
        }
    };
    if wrong && response.status() == StatusCode::OK {
        *response.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
    }
    Ok(kept_by_nobody(response))
}

fn whole(
    site: &Site,
    language: Language,
    (by, number): (&By, &str),
    case: &CaseView,
) -> Result<view::Case, WebError> {
    let letters = case.letters.iter().map(|line| site.cases.letter(by, number, line.place));
    let letters = letters.collect::<Result<Vec<Letter>, _>>()?;
    let child = |line| case_line(site, language, line, (None, false));
    let around = Around {
        about: about(site, language, case)?,
        letters,
        receipt: false,
        children: case.children.iter().map(child).collect(),
    };
    Ok(case_view(site, language, case, around))
}

/// The record, if it is public at this moment, or the subject.
fn about(
    site: &Site,
    language: Language,
    case: &CaseView,
) -> Result<Option<view::About>, WebError> {
    let line = &case.line;
    let named = line.about.as_ref().map(|about| language.of(about)).or_else(|| line.name.clone());
    let Some(mut title) = named else { return Ok(None) };
    let subject = line.subject.as_deref().and_then(SubjectId::from_hex);
    let href = match (subject, &line.digest, &line.code) {
        (Some(subject), Some(digest), _) => match site.gate.record(subject, digest)?.into_inner() {
            RecordAnswer::Public { head, .. } => {
                head.code.map(|code| format!("/subjects/{code}/records/{digest}"))
            }
            _ => {
                title.push_str(&site.word(language, "case.record_gone"));
                None
            }
        },
        (_, None, Some(code)) => Some(format!("/subjects/{code}")),
        _ => None,
    };
    Ok(Some(view::About { title, href }))
}
