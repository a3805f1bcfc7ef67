//! Moves, notes and papers of a case.

use axum::{extract::State, http::StatusCode, response::Response};
use web::{
    WebError,
    door::{
        CaseForm, Fields, Holder, Language, Named, Site, Upload, Visit, add_to_case, asked_form,
        asks_of_move, case_input, case_trouble, page, paper_file, process_of, said,
    },
    view::{Refused, case::Form},
};
use workflow::case::CaseOrNew;

use super::{by, show::shown, view};

/// `GET /mine/cases/{number}/moves/{move}`
pub(crate) async fn ask(
    State(site): State<Site>,
    visit: Visit,
    holder: Holder,
    Named((number, id)): Named<(String, String)>,
) -> Result<Response, WebError> {
    page(&site, visit, ("mine/case-move.html", "cases"), move |site, visit| {
        let place = (number.as_str(), id.as_str());
        form(site, visit.language, &holder, place, &Fields::default())
    })
    .await
}

/// The form of a move, with the reason if it is refused now.
fn form(
    site: &Site,
    language: Language,
    holder: &account::Holder,
    (number, id): (&str, &str),
    typed: &Fields,
) -> Result<view::Move, WebError> {
    let by = by(holder);
    let case = site.cases().view(&by, number)?;
    let offered = case.moves.iter().find(|one| one.id == id).ok_or(WebError::Missing)?;
    let process = process_of(site, &case).ok_or(WebError::Missing)?;
    let one = process.step(id).ok_or(WebError::Missing)?;
    let of = CaseOrNew::Case(number.to_owned());
    Ok(view::Move {
        number: number.to_owned(),
        process: language.of(&process.title),
        back: format!("/mine/cases/{number}"),
        form: Form {
            action: format!("/mine/cases/{number}/moves/{id}"),
            title: language.of(&one.title),
            hidden: Vec::new(),
            form: asked_form(site, language, (&by, &of), asks_of_move(process, one), typed)?,
            refused: offered.refused.clone().map(Refused::from),
        },
    })
}

/// `POST /mine/cases/{number}/moves/{move}`
pub(crate) async fn make(
    State(site): State<Site>,
    visit: Visit,
    holder: Holder,
    Named((number, id)): Named<(String, String)>,
    upload: Upload,
) -> Result<Response, WebError> {
    let (language, back) = (visit.language, format!("/mine/cases/{number}"));
    let tried = site.ask(move |site| {
        let place = (number.as_str(), id.as_str());
        let mut page = form(site, language, &holder, place, &upload.fields)?;
        let done = attempt(site, language, &holder, (place, &mut page.form), &upload)?;
        Ok(if done { None } else { Some(page) })
    });
    let Some(again) = tried.await? else { return Ok(said(&visit, &back, "case.moved")) };
    let mut response =
        page(&site, visit, ("mine/case-move.html", "cases"), move |_, _| Ok(again)).await?;
    *response.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
    Ok(response)
}

/// Makes the move; whether it is made.
fn attempt(
    site: &Site,
    language: Language,
    holder: &account::Holder,
    ((number, id), form): ((&str, &str), &mut Form),
    upload: &Upload,
) -> Result<bool, WebError> {
    let asked: &mut CaseForm = &mut form.form;
    if form.refused.is_some() || !asked.check(site, language, &upload.files) {
        return Ok(false);
    }
    let input = case_input(asked, upload)?;
    match site.cases().act(&by(holder), number, id, input) {
        Ok(_) => Ok(true),
        Err(error) => {
            form.refused = case_trouble(asked, error)?;
            Ok(false)
        }
    }
}

/// `POST /mine/cases/{number}/notes`
pub(crate) async fn note(
    State(site): State<Site>,
    visit: Visit,
    holder: Holder,
    Named(number): Named<String>,
    upload: Upload,
) -> Result<Response, WebError> {
    let (language, back) = (visit.language, format!("/mine/cases/{number}"));
    let (owner, of) = (holder.clone(), number.clone());
    let added =
        site.ask(move |site| add_to_case(site, language, (&by(&owner), &of), &upload)).await?;
    if added.is_empty() {
        return Ok(said(&visit, &back, "case.note_done"));
    }
    let mut response = shown(&site, visit, holder, (number, added)).await?;
    *response.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
    Ok(response)
}

/// `GET /mine/cases/{number}/papers/{place}`
pub(crate) async fn paper(
    State(site): State<Site>,
    holder: Holder,
    Named((number, place)): Named<(String, u64)>,
) -> Result<Response, WebError> {
    site.ask(move |site| {
        let paper = site.cases().paper(&by(&holder), &number, place)?;
        Ok(paper_file(&number, place, paper))
    })
    .await
}
