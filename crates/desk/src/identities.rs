//! At the window: a clerk has seen a person's document and gives him his one-time link, or confirms
//! him as the representative of an organisation.

use account::{AccountError, NewHolder, Organisation};
use axum::{extract::State, http::StatusCode, response::Response};
use disclosure::{PageRequest, Query};
use policy::model::role::Action::ProveIdentity;
use serde::Serialize;
use vocabulary::UnifiedCode;
use web::{
    WebError,
    door::{Fields, Form, Language, Site, Staff, Visit, page},
};

use crate::{
    accounts::{Handed, handed},
    form::{Refused, Wrongs, again},
    table::{Line, get, post},
};

const TEMPLATE: (&str, &str) = ("desk/identities/index.html", "identities");

/// The routes of this page.
pub(crate) fn lines() -> Vec<Line> {
    vec![
        get("/desk/identities", &[ProveIdentity], form),
        post("/desk/identities", &[ProveIdentity], confirm),
    ]
}

/// The form.
#[derive(Clone, Debug, Default, Serialize)]
struct Page {
    name: String,
    code: String,
    seen: bool,
    errors: Wrongs,
    refused: Option<Refused>,
}

async fn form(State(site): State<Site>, visit: Visit, _: Staff) -> Result<Response, WebError> {
    page(&site, visit, TEMPLATE, |_, _| Ok(Page::default())).await
}

async fn confirm(
    State(site): State<Site>,
    visit: Visit,
    staff: Staff,
    Form(fields): Form<Fields>,
) -> Result<Response, WebError> {
    let language = visit.language;
    let outcome = site.ask(move |site| identify(site, language, &staff, &fields)).await?;
    match outcome {
        Ok(link) => handed(&site, visit, link).await,
        Err(view) => {
            let form = page(&site, visit, TEMPLATE, |_, _| Ok(view));
            Ok(again(form.await?, StatusCode::UNPROCESSABLE_ENTITY))
        }
    }
}

fn identify(
    site: &Site,
    language: Language,
    staff: &Staff,
    fields: &Fields,
) -> Result<Result<Handed, Page>, WebError> {
    let mut view = Page {
        name: fields.get("name").to_owned(),
        code: fields.get("code").to_owned(),
        seen: !fields.get("seen").is_empty(),
        ..Page::default()
    };
    for (field, given, key) in [
        ("name", !view.name.is_empty(), "desk.error.name_missing"),
        ("number", !fields.get("number").is_empty(), "desk.error.number_missing"),
        ("seen", view.seen, "desk.error.document_unseen"),
    ] {
        if !given {
            view.errors.add(site, language, field, key);
        }
    }
    let organisation = organisation(site, &view.code)?;
    if !view.code.is_empty() && organisation.is_none() {
        view.errors.add(site, language, "code", "desk.error.organisation_unknown");
    }
    if !view.errors.none() {
        return Ok(Err(view));
    }
    let person = NewHolder { name: view.name.clone(), number: fields.get("number").to_owned() };
    let invited = site.accounts().invite_holder(staff, &person).and_then(|invitation| {
        if let Some(organisation) = &organisation {
            site.accounts().confirm_representative(staff, &person, organisation)?;
        }
        Ok(invitation)
    });
    match invited {
        Ok(invitation) => Ok(Ok(Handed::of(site, language, &view.name, invitation))),
        Err(AccountError::Refused(refused)) => {
            view.refused = Some(refused.into());
            Ok(Err(view))
        }
        Err(other) => Err(other.into()),
    }
}

/// The registered organisation of a code.
fn organisation(site: &Site, code: &str) -> Result<Option<Organisation>, WebError> {
    let Ok(code) = UnifiedCode::parse(code) else { return Ok(None) };
    let subject = site.site_key.subject_id(&code.identifier());
    let ask = PageRequest { after: None, size: 1 };
    let found = site.gate().search(&Query::Subject(subject), &ask)?.into_inner();
    let name = found.entries.into_iter().next().and_then(|found| found.head.name);
    Ok(name.map(|name| Organisation { code: code.to_string(), name }))
}
