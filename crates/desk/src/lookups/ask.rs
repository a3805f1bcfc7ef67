//! Asking for a file. The form is sent by POST, so that no address, log or history says whose.

use axum::{extract::State, http::StatusCode, response::Response};
use disclosure::{AsOf, Channel, GateError, Items, Look, Refusal, Viewer};
use policy::model::{
    matter::Purpose,
    role::{Action, Role},
};
use serde::Serialize;
use vocabulary::{Identifier, SubjectId};
use web::{
    WebError,
    door::{Fields, Form, Language, Site, Staff, Visit, page},
};

use super::file;
use crate::{
    form::{Choice, Refused, Wrongs, again},
    may, number, unit,
    whence::whence,
};

/// Where the closed list of purposes stands.
const PURPOSES: &str = "《山东省社会信用条例》第22条";

/// The form.
#[derive(Clone, Debug, Default, Serialize)]
struct Page {
    purposes: Vec<Choice>,
    purpose: String,
    matter_number: String,
    number: String,
    documents: Vec<Choice>,
    document: String,
    errors: Wrongs,
    refused: Option<Refused>,
    nobody: bool,
}

/// What came of it.
enum Asked {
    Found(Box<file::Page>),
    Again(Box<Page>, StatusCode),
}

/// `GET /desk/lookups`
pub(super) async fn form(
    State(site): State<Site>,
    visit: Visit,
    staff: Staff,
) -> Result<Response, WebError> {
    page(&site, visit, ("desk/lookups/index.html", "lookups"), move |site, visit| {
        Ok(blank(site, visit.language, &staff, &Fields::default()))
    })
    .await
}

/// `POST /desk/lookups`
pub(super) async fn ask(
    State(site): State<Site>,
    visit: Visit,
    staff: Staff,
    Form(fields): Form<Fields>,
) -> Result<Response, WebError> {
    let language = visit.language;
    let asked = site.ask(move |site| look(site, language, &staff, &fields)).await?;
    match asked {
        Asked::Found(view) => {
            page(&site, visit, ("desk/lookups/file.html", "lookups"), |_, _| Ok(view)).await
        }
        Asked::Again(view, status) => {
            let form = page(&site, visit, ("desk/lookups/index.html", "lookups"), |_, _| Ok(view));
            Ok(again(form.await?, status))
        }
    }
}

fn role<'s>(site: &'s Site, staff: &Staff) -> Option<&'s Role> {
    may::own(site.law(), staff, Action::ReadFile).ok()
}

fn blank(site: &Site, language: Language, staff: &Staff, fields: &Fields) -> Page {
    Page {
        purposes: may::purposes(site, language, staff, Action::ReadFile),
        purpose: fields.get("purpose").to_owned(),
        matter_number: fields.get("matter_number").to_owned(),
        number: fields.get("number").to_owned(),
        documents: number::documents(language),
        document: fields.get("document").to_owned(),
        ..Page::default()
    }
}

fn look(
    site: &Site,
    language: Language,
    staff: &Staff,
    fields: &Fields,
) -> Result<Asked, WebError> {
    let mut form = blank(site, language, staff, fields);
    let identifier = match number::identify(fields) {
        Ok(identifier) => identifier,
        Err(key) => {
            form.errors.add(site, language, "number", key);
            return Ok(Asked::Again(Box::new(form), StatusCode::UNPROCESSABLE_ENTITY));
        }
    };
    let subject = site.site_key.subject_id(&identifier);
    let found = match viewer(site, staff, &identifier, fields) {
        Err(refusal) => Err(refuse(site, staff, subject, refusal, fields)),
        Ok(viewer) => {
            let gate = site.gate().through(whence(site, staff, Channel::Desk));
            gate.file(&viewer, subject, AsOf::default())
        }
    };
    match found {
        Ok(Some(found)) => {
            let asked = asked(site, language, staff, fields, &identifier);
            Ok(Asked::Found(Box::new(file::page(site, language, asked, &found))))
        }
        Ok(None) => {
            form.nobody = true;
            Ok(Asked::Again(Box::new(form), StatusCode::NOT_FOUND))
        }
        Err(GateError::Refused(refusal)) => {
            if let Some((field, key)) = missing(&refusal) {
                form.errors.add(site, language, field, key);
            }
            form.refused = Some(refusal.into());
            Ok(Asked::Again(Box::new(form), StatusCode::FORBIDDEN))
        }
        Err(other) => Err(other.into()),
    }
}

/// In which capacity one looks: for a purpose that the role may have (C-34.a, H-19), at whoever is of
/// age (H-14).
pub(crate) fn viewer(
    site: &Site,
    staff: &Staff,
    identifier: &Identifier,
    fields: &Fields,
) -> Result<Viewer, Refusal> {
    if disclosure::is_minor(identifier, site.today()) {
        return Err(Refusal::minor());
    }
    let asked = fields.get("purpose");
    let purpose = Purpose::parse(asked).ok_or_else(|| Refusal {
        rule: "C-34.a",
        reason: "没有选择查询用途".to_owned(),
        basis: PURPOSES.to_owned(),
        remedy: "请从清单中选择本次查询的用途；清单之外的用途不得查询。".to_owned(),
    })?;
    if !role(site, staff).is_some_and(|role| role.purposes.contains(&purpose)) {
        return Err(Refusal {
            rule: "H-19",
            reason: "您的角色不能以这一用途查询".to_owned(),
            basis: PURPOSES.to_owned(),
            remedy: "请选择清单中的用途；确有需要的，请有相应职责的同事办理。".to_owned(),
        });
    }
    Ok(Viewer::Department {
        actor: staff.actor(),
        organisation: staff.agency.clone(),
        purpose,
        matter_number: fields.get("matter_number").to_owned(),
        items: Items::All,
    })
}

/// The field that a refusal asks for, and what to do about it.
pub(crate) fn missing(refusal: &Refusal) -> Option<(&'static str, &'static str)> {
    match refusal.rule {
        "C-34.a" => Some(("purpose", "desk.error.purpose_missing")),
        "H-78" => Some(("matter_number", "desk.error.matter_number_missing")),
        _ => None,
    }
}

/// A refusal of this door stands in the register too, where the subject reads it.
pub(crate) fn refuse(
    site: &Site,
    staff: &Staff,
    subject: SubjectId,
    refusal: Refusal,
    fields: &Fields,
) -> GateError {
    let look = Look {
        organisation: unit::code(site, staff).to_owned(),
        purpose: fields.get("purpose").chars().take(40).collect(),
        matter_number: fields.get("matter_number").chars().take(60).collect(),
        ..Look::default()
    };
    let gate = site.gate().through(whence(site, staff, Channel::Desk));
    gate.refuse(&staff.actor(), Some(subject), refusal, &look)
}

/// Who asked, for what.
pub(crate) fn asked(
    site: &Site,
    language: Language,
    staff: &Staff,
    fields: &Fields,
    identifier: &Identifier,
) -> file::Asked {
    file::Asked {
        unit: unit::title(site, language, &staff.agency),
        officer: staff.name.clone(),
        number: number::shown(identifier),
        purpose: site.word(language, &format!("purpose.{}", fields.get("purpose"))),
        matter_number: fields.get("matter_number").to_owned(),
    }
}
