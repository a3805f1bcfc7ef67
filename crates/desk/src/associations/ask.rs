//! Asking whom somebody is linked to: a purpose of the role's list, the number of the business, whose.

use axum::{extract::State, http::StatusCode, response::Response};
use disclosure::{Channel, GateError};
use policy::model::role::Action;
use serde::Serialize;
use web::{
    WebError,
    door::{Fields, Form, Language, Site, Staff, Visit, page},
};

use super::shown;
use crate::{
    form::{Choice, Refused, Wrongs, again},
    lookups, may, number,
    whence::whence,
};

/// How many links away one may look.
const DEPTHS: [(&str, u8); 2] = [("1", 1), ("2", 2)];

/// The form.
#[derive(Clone, Debug, Default, Serialize)]
struct Page {
    purposes: Vec<Choice>,
    purpose: String,
    matter_number: String,
    number: String,
    documents: Vec<Choice>,
    document: String,
    depths: Vec<Choice>,
    depth: String,
    errors: Wrongs,
    refused: Option<Refused>,
    nobody: bool,
}

/// What came of it.
enum Asked {
    Found(Box<shown::Page>),
    Again(Box<Page>, StatusCode),
}

/// `GET /desk/associations`
pub(super) async fn form(
    State(site): State<Site>,
    visit: Visit,
    staff: Staff,
) -> Result<Response, WebError> {
    page(&site, visit, ("desk/associations/index.html", "associations"), move |site, visit| {
        Ok(blank(site, visit.language, &staff, &Fields::default()))
    })
    .await
}

/// `POST /desk/associations`
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
            let place = ("desk/associations/shown.html", "associations");
            page(&site, visit, place, |_, _| Ok(view)).await
        }
        Asked::Again(view, status) => {
            let place = ("desk/associations/index.html", "associations");
            Ok(again(page(&site, visit, place, |_, _| Ok(view)).await?, status))
        }
    }
}

fn blank(site: &Site, language: Language, staff: &Staff, fields: &Fields) -> Page {
    let depth = |(id, _): (&str, u8)| {
        Choice::new(id, site.word(language, &format!("desk.associations.depth_{id}")))
    };
    Page {
        purposes: may::purposes(site, language, staff, Action::ReadFile),
        purpose: fields.get("purpose").to_owned(),
        matter_number: fields.get("matter_number").to_owned(),
        number: fields.get("number").to_owned(),
        documents: number::documents(language),
        document: fields.get("document").to_owned(),
        depths: DEPTHS.map(depth).to_vec(),
        depth: fields.given("depth").unwrap_or_else(|| "1".to_owned()),
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
    let depth = DEPTHS.iter().find(|(id, _)| *id == form.depth).map_or(1, |(_, depth)| *depth);
    let found = match lookups::viewer(site, staff, &identifier, fields) {
        Err(refusal) => Err(lookups::refuse(site, staff, subject, refusal, fields)),
        Ok(viewer) => {
            let gate = site.gate().through(whence(site, staff, Channel::Desk));
            gate.associations(&viewer, subject, depth, None)
        }
    };
    match found {
        Ok(Some(net)) => {
            let asked = lookups::asked(site, language, staff, fields, &identifier);
            Ok(Asked::Found(Box::new(shown::page(site, language, asked, &net))))
        }
        Ok(None) => {
            form.nobody = true;
            Ok(Asked::Again(Box::new(form), StatusCode::NOT_FOUND))
        }
        Err(GateError::Refused(refusal)) => {
            if let Some((field, key)) = lookups::missing(&refusal) {
                form.errors.add(site, language, field, key);
            }
            form.refused = Some(refusal.into());
            Ok(Asked::Again(Box::new(form), StatusCode::FORBIDDEN))
        }
        Err(other) => Err(other.into()),
    }
}
