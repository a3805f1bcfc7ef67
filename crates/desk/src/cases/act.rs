//! The page of a move: what it asks for, what it will do, and doing it.

use axum::{extract::State, http::StatusCode, response::Response};
use serde::Serialize;
use web::{
    WebError,
    door::{
        Asks, CaseForm, Fields, Language, Named, Site, Staff, Upload, Visit, case_trouble, page,
        process_of, said,
    },
};
use workflow::case::CaseOrNew;

use super::{by, effects::foretell, options, show};
use crate::form::{Refused, again};

/// The page.
#[derive(Clone, Debug, Serialize)]
struct Page {
    number: String,
    title: String,
    process: String,
    subject: Option<String>,
    effects: Vec<String>,
    ends: bool,
    form: CaseForm,
    refused: Option<Refused>,
    /// Whether nothing that is typed can change the refusal.
    barred: bool,
    action: String,
    back: String,
}

/// Why a move was not made.
enum Stopped {
    /// The form again.
    Here(Box<Page>, StatusCode),
    /// The case has moved on meanwhile: whoever sends a form twice finds it as it is now.
    Gone(Box<show::Page>),
}

/// `GET /desk/cases/{number}/moves/{move}`
pub(super) async fn ask(
    State(site): State<Site>,
    visit: Visit,
    staff: Staff,
    Named((number, one)): Named<(String, String)>,
) -> Result<Response, WebError> {
    page(&site, visit, ("desk/cases/move.html", "cases"), move |site, visit| {
        view(site, visit.language, &staff, (&number, &one), &Fields::default())
    })
    .await
}

/// `POST /desk/cases/{number}/moves/{move}`
pub(super) async fn act(
    State(site): State<Site>,
    visit: Visit,
    staff: Staff,
    Named((number, one)): Named<(String, String)>,
    upload: Upload,
) -> Result<Response, WebError> {
    let language = visit.language;
    let back = format!("/desk/cases/{number}");
    let stopped =
        site.ask(move |site| moved(site, language, &staff, (&number, &one), &upload)).await?;
    let (form, status) = match stopped {
        None => return Ok(said(&visit, &back, "desk.said.case_moved")),
        Some(Stopped::Here(view, status)) => {
            let form = page(&site, visit, ("desk/cases/move.html", "cases"), |_, _| Ok(view));
            (form.await?, status)
        }
        Some(Stopped::Gone(view)) => {
            let case = page(&site, visit, ("desk/cases/show.html", "cases"), |_, _| Ok(view));
            (case.await?, StatusCode::CONFLICT)
        }
    };
    Ok(again(form, status))
}

/// The page of a move that the officer's part in the case has.
fn view(
    site: &Site,
    language: Language,
    staff: &Staff,
    (number, one): (&str, &str),
    typed: &Fields,
) -> Result<Page, WebError> {
    let case = site.cases().view(&by(staff), number)?;
    let process = process_of(site, &case).ok_or(WebError::Missing)?;
    let seen = case.moves.iter().find(|seen| seen.id == one).ok_or(WebError::Missing)?;
    let rule = process.step(one).ok_or(WebError::Missing)?;
    let to = Some(rule.to.as_str()).filter(|to| *to != "same");
    let foretold = foretell(site, language, process, to, (&rule.effects, &rule.notices));
    let asks = Asks {
        process,
        needs: &rule.needs,
        asks: &rule.asks,
        documents: &rule.documents,
        attaches: &rule.attaches,
    };
    let of = CaseOrNew::Case(number.to_owned());
    let refused = seen.refused.clone().map(Refused::from);
    let mut form = options::form(site, language, staff, &of, asks, typed)?;
    if typed.get("csrf").is_empty() {
        options::prefill(&mut form, &case);
    }
    Ok(Page {
        number: number.to_owned(),
        title: language.of(&rule.title),
        process: language.of(&process.title),
        subject: case.line.name.clone(),
        effects: foretold.lines,
        ends: foretold.ends,
        form,
        barred: refused.is_some(),
        refused,
        action: format!("/desk/cases/{number}/moves/{one}"),
        back: format!("/desk/cases/{number}"),
    })
}

/// Does it, or says why not.
fn moved(
    site: &Site,
    language: Language,
    staff: &Staff,
    (number, one): (&str, &str),
    upload: &Upload,
) -> Result<Option<Stopped>, WebError> {
    let here = |page: Page, status| Ok(Some(Stopped::Here(Box::new(page), status)));
    let case = site.cases().view(&by(staff), number)?;
    if case.moves.iter().all(|seen| seen.id != one) {
        let page = show::of(site, language, staff, &case)?;
        return Ok(Some(Stopped::Gone(Box::new(page.barred(moved_on(site, language))))));
    }
    let mut page = view(site, language, staff, (number, one), &upload.fields)?;
    if page.barred {
        return here(page, StatusCode::CONFLICT);
    }
    if !page.form.check(site, language, &upload.files) {
        return here(page, StatusCode::UNPROCESSABLE_ENTITY);
    }
    let input = options::input(&page.form, upload)?;
    let Err(error) = site.cases().act(&by(staff), number, one, input) else { return Ok(None) };
    page.refused = case_trouble(&mut page.form, error)?.map(Refused::from);
    let faulty = page.refused.is_none();
    here(page, if faulty { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::CONFLICT })
}

fn moved_on(site: &Site, language: Language) -> Refused {
    let word = |key: &str| site.word(language, &format!("desk.move.{key}"));
    let (reason, remedy) = (word("gone"), Some(word("gone_text")));
    Refused { reason, remedy, basis: None, rule: None }
}
