//! `POST /cases/…`: moves, notes, papers and letters of a case, with its number and code.

use axum::{extract::State, http::StatusCode, response::Response};
use workflow::case::CaseOrNew;

use super::{
    begin::is_hidden,
    kept_by_nobody,
    status::{coded, shown},
};
use crate::{
    WebError,
    door::{
        CaseForm, Fields, Named, Open, OpenUpload, Upload, add_to_case, asked_form, asks_of_move,
        case_input, case_trouble, letter_file, paper_file, process_of,
    },
    portal::page::{Visit, page},
    site::Site,
    view::{Refused, case as view},
    wording::Language,
};

/// What came of a move: done, or its form with what is wrong; none if number and code do not fit.
type Outcome = Option<Result<(), Box<view::Act>>>;

/// `POST /cases/moves/{move}`: first the form, if it asks for anything; then the move.
pub(in crate::portal) async fn make(
    State(site): State<Site>,
    visit: Visit,
    Named(id): Named<String>,
    sent: Sent,
) -> Result<Response, WebError> {
    let (language, fields) = (visit.language, sent.0.fields.clone());
    let done = site.ask(move |site| attempt(site, language, &id, &sent.0)).await?;
    match done {
        None => shown(&site, visit, &fields, (None, Vec::new())).await,
        Some(Ok(())) => shown(&site, visit, &fields, (Some("case.moved"), Vec::new())).await,
        Some(Err(act)) => {
            let wrong = act.form.refused.is_some() || !act.form.form.errors.is_empty();
            let place = ("portal/case/move.html", "services");
            let mut response = page(&site, visit, place, move |_, _| Ok(*act)).await?;
            if wrong {
                *response.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
            }
            Ok(kept_by_nobody(response))
        }
    }
}

/// A form with or without files.
pub(in crate::portal) struct Sent(Upload);

impl axum::extract::FromRequest<Site> for Sent {
    type Rejection = WebError;

    async fn from_request(request: axum::extract::Request, site: &Site) -> Result<Self, WebError> {
        let kind = request.headers().get(axum::http::header::CONTENT_TYPE);
        let files = kind.is_some_and(|kind| kind.as_bytes().starts_with(b"multipart/"));
        if files {
            let OpenUpload(upload) = OpenUpload::from_request(request, site).await?;
            return Ok(Self(upload));
        }
        let Open(fields) = Open::from_request(request, site).await?;
        Ok(Self(Upload { fields, files: Vec::new() }))
    }
}

fn attempt(
    site: &Site,
    language: Language,
    id: &str,
    upload: &Upload,
) -> Result<Outcome, WebError> {
    let fields = &upload.fields;
    let (by, number) = coded(fields);
    let case = match site.cases.view(&by, &number) {
        Ok(case) => case,
        Err(error) if is_hidden(&error) => return Ok(None),
        Err(error) => return Err(error.into()),
    };
    if !case.moves.iter().any(|one| one.id == id) {
        return Err(WebError::Missing);
    }
    let process = process_of(site, &case).ok_or(WebError::Missing)?;
    let one = process.step(id).ok_or(WebError::Missing)?;
    let asked = CaseOrNew::Case(number.clone());
    let asks = asks_of_move(process, one);
    let mut form = asked_form(site, language, (&by, &asked), asks, fields)?;
    let confirmed = fields.get("sent") == "yes";
    let shown = |form: CaseForm, refused: Option<Refused>| {
        let hidden = [("number", number.as_str()), ("code", fields.get("code")), ("sent", "yes")];
        view::Act {
            number: number.clone(),
            code: fields.get("code").to_owned(),
            process: language.of(&process.title),
            form: view::Form {
                action: format!("/cases/moves/{id}"),
                title: language.of(&one.title),
                hidden: hidden.map(|(key, value)| (key.to_owned(), value.to_owned())).to_vec(),
                form,
                refused,
            },
        }
    };
    if !confirmed || !form.check(site, language, &upload.files) {
        return Ok(Some(Err(Box::new(shown(form, None)))));
    }
    match site.cases.act(&by, &number, id, case_input(&form, upload)?) {
        Ok(_) => Ok(Some(Ok(()))),
        Err(error) => {
            let refused = case_trouble(&mut form, error)?;
            Ok(Some(Err(Box::new(shown(form, refused)))))
        }
    }
}

/// `POST /cases/notes`
pub(in crate::portal) async fn note(
    State(site): State<Site>,
    visit: Visit,
    OpenUpload(upload): OpenUpload,
) -> Result<Response, WebError> {
    let (fields, language) = (upload.fields.clone(), visit.language);
    let added = site.ask(move |site| {
        let (by, number) = coded(&upload.fields);
        match site.cases.view(&by, &number) {
            Ok(_) => add_to_case(site, language, (&by, &number), &upload).map(Some),
            Err(error) if is_hidden(&error) => Ok(None),
            Err(error) => Err(error.into()),
        }
    });
    let (said, errors) = match added.await? {
        Some(errors) if errors.is_empty() => (Some("case.note_done"), errors),
        Some(errors) => (None, errors),
        None => (None, Vec::new()),
    };
    shown(&site, visit, &fields, (said, errors)).await
}

/// `POST /cases/papers/{place}`
pub(in crate::portal) async fn paper(
    State(site): State<Site>,
    Named(place): Named<u64>,
    Open(sent): Open<Fields>,
) -> Result<Response, WebError> {
    site.ask(move |site| {
        let (by, number) = coded(&sent);
        let paper = site.cases.paper(&by, &number, place)?;
        Ok(paper_file(&number, place, paper))
    })
    .await
}

/// `POST /cases/letters/{place}`: a formal letter as a file.
pub(in crate::portal) async fn letter(
    State(site): State<Site>,
    visit: Visit,
    Named(place): Named<u64>,
    Open(sent): Open<Fields>,
) -> Result<Response, WebError> {
    let language = visit.language;
    site.ask(move |site| {
        let (by, number) = coded(&sent);
        letter_file(site, language, (&by, &number, place))
    })
    .await
}
