//! Asking: the form, and the answer to it.

use axum::{extract::State, http::StatusCode, response::Response};
use check::{CheckError, Question};
use disclosure::Channel;
use policy::model::role::Action;
use serde::Serialize;
use web::{
    WebError,
    door::{Fields, Form, Language, Site, Staff, Visit, page, tell::instant},
};

use super::answer::{self, Asker};
use crate::{
    form::{Choice, Refused, Wrongs, again},
    may, number,
    reports::ways::wanted,
    unit,
    whence::whence,
};

/// Interceptions that are shown below the form.
const UNDECIDED: u32 = 20;

/// The form.
#[derive(Clone, Debug, Default, Serialize)]
struct Page {
    matters: Vec<Choice>,
    matter: String,
    matter_number: String,
    number: String,
    documents: Vec<Choice>,
    document: String,
    errors: Wrongs,
    refused: Option<Refused>,
    undecided: Vec<Undecided>,
}

/// An interception whose outcome was not recorded.
#[derive(Clone, Debug, Serialize)]
struct Undecided {
    number: String,
    matter: String,
    at: String,
    href: String,
}

/// What came of a question.
enum Asked {
    Answered(Box<answer::Page>),
    Again(Box<Page>, StatusCode),
}

/// `GET /desk/checks`
pub(super) async fn form(
    State(site): State<Site>,
    visit: Visit,
    staff: Staff,
) -> Result<Response, WebError> {
    page(&site, visit, ("desk/checks/index.html", "checks"), move |site, visit| {
        blank(site, visit.language, &staff, &Fields::default())
    })
    .await
}

/// `POST /desk/checks`
pub(super) async fn ask(
    State(site): State<Site>,
    visit: Visit,
    staff: Staff,
    Form(fields): Form<Fields>,
) -> Result<Response, WebError> {
    let language = visit.language;
    let asked = site.ask(move |site| question(site, language, &staff, &fields)).await?;
    match asked {
        Asked::Answered(view) => {
            page(&site, visit, ("desk/checks/answer.html", "checks"), |_, _| Ok(view)).await
        }
        Asked::Again(view, status) => {
            let form = page(&site, visit, ("desk/checks/index.html", "checks"), |_, _| Ok(view));
            Ok(again(form.await?, status))
        }
    }
}

fn blank(
    site: &Site,
    language: Language,
    staff: &Staff,
    fields: &Fields,
) -> Result<Page, WebError> {
    let open = site.checker().undecided(&staff.agency, UNDECIDED)?;
    let undecided = open.into_iter().map(|receipt| Undecided {
        matter: matter_title(site, language, &receipt.matter),
        at: instant(receipt.at),
        href: format!("/desk/checks/{}", receipt.number),
        number: receipt.number,
    });
    Ok(Page {
        matters: unit::matter_choices(site, language, staff),
        matter: fields.get("matter").to_owned(),
        matter_number: fields.get("matter_number").to_owned(),
        number: fields.get("number").to_owned(),
        documents: number::documents(language),
        document: fields.get("document").to_owned(),
        undecided: undecided.collect(),
        ..Page::default()
    })
}

/// What a matter is called today.
pub(super) fn matter_title(site: &Site, language: Language, matter: &str) -> String {
    let known = site.law().matter(matter, site.today());
    known.map_or_else(|| matter.to_owned(), |matter| language.of(&matter.title))
}

fn question(
    site: &Site,
    language: Language,
    staff: &Staff,
    fields: &Fields,
) -> Result<Asked, WebError> {
    let mut errors = Wrongs::default();
    if fields.get("matter").is_empty() {
        errors.add(site, language, "matter", "desk.error.matter_missing");
    }
    let subject = number::identify(fields);
    if let Err(key) = subject {
        errors.add(site, language, "number", key);
    }
    let again = |errors, refused: Option<Refused>| {
        let refused_status = if refused.is_some() {
            StatusCode::FORBIDDEN
        } else {
            StatusCode::UNPROCESSABLE_ENTITY
        };
        let form = Page { errors, refused, ..blank(site, language, staff, fields)? };
        Ok(Asked::Again(Box::new(form), refused_status))
    };
    let Ok(subject) = subject else { return again(errors, None) };
    if !errors.none() {
        return again(errors, None);
    }
    let question = Question {
        actor: staff.actor(),
        organisation: staff.agency.clone(),
        matter: fields.get("matter").to_owned(),
        matter_number: fields.get("matter_number").to_owned(),
        subject: subject.clone(),
    };
    let checker = site.checker().through(whence(site, staff, Channel::Hall));
    match checker.check(&question) {
        Ok(found) => {
            let asker = Asker {
                unit: unit::title(site, language, &staff.agency),
                officer: staff.name.clone(),
                number: number::shown(&subject),
                decides: may::has(site.law(), staff, Action::DecideCheck),
                wanted: wanted(site, language, staff, &question.matter, &question.matter_number),
            };
            Ok(Asked::Answered(Box::new(answer::page(site, language, asker, &found))))
        }
        Err(CheckError::Refused(refusal)) => {
            if refusal.rule == "H-78" {
                errors.add(site, language, "matter_number", "desk.error.matter_number_missing");
            }
            again(errors, Some(refusal.into()))
        }
        Err(CheckError::UnknownMatter { .. }) => {
            errors.add(site, language, "matter", "desk.error.matter_unknown");
            again(errors, None)
        }
        Err(other) => Err(other.into()),
    }
}
