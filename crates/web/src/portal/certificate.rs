//! Certificates verified by whoever has the number (C-33.c): `GET /certificates`, `GET /certificates/{number}`.

use axum::{
    extract::State,
    http::StatusCode,
    response::{IntoResponse, Redirect, Response},
};
use serde::Deserialize;
use workflow::Standing;

use super::page::{Visit, page};
use crate::{
    WebError,
    guard::read::{Asked, Named},
    site::Site,
    view::{Labelled, shelf as view},
    wording::Language,
};

/// Characters of a number that are looked at.
const LONGEST: usize = 40;

/// What is asked for.
#[derive(Clone, Default, Deserialize)]
pub(super) struct Sought {
    #[serde(default)]
    number: String,
}

/// `GET /certificates`: the form; with a number, on to its page.
pub(super) async fn find(
    State(site): State<Site>,
    visit: Visit,
    Asked(sought): Asked<Sought>,
) -> Result<Response, WebError> {
    let number = compact(&sought.number);
    if !number.is_empty() {
        let path = visit.language.href(&format!("/certificates/{number}"));
        return Ok(Redirect::to(&path).into_response());
    }
    page(&site, visit, ("portal/certificate.html", "models"), move |_, _| {
        Ok(view::Certificate { number: String::new(), found: None })
    })
    .await
}

/// `GET /certificates/{number}`: whether it holds, and what it says.
pub(super) async fn show(
    State(site): State<Site>,
    visit: Visit,
    Named(number): Named<String>,
) -> Result<Response, WebError> {
    let number = compact(&number);
    let asked = number.clone();
    let found = site.ask(move |site| Ok::<_, WebError>(site.cases.certificate(&asked)?)).await?;
    let missing = found.is_none();
    // The empty place keeps it out of search engines.
    let mut response = page(&site, visit, ("portal/certificate.html", ""), move |_, visit| {
        let found = found.map(|found| told(visit.language, found));
        Ok(view::Certificate { number, found })
    })
    .await?;
    if missing {
        *response.status_mut() = StatusCode::NOT_FOUND;
    }
    Ok(response)
}

/// Letters and digits of what was typed.
fn compact(typed: &str) -> String {
    let marks = typed.chars().filter(char::is_ascii_alphanumeric).take(LONGEST);
    marks.map(|mark| mark.to_ascii_uppercase()).collect()
}

fn told(language: Language, found: workflow::Certificate) -> view::Certified {
    let (standing, tone) = match found.standing {
        Standing::Valid => ("valid", "clear"),
        Standing::Expired => ("expired", "wait"),
        Standing::Revoked => ("revoked", "stop"),
    };
    let fact = |field: &workflow::AnnouncedField| Labelled {
        label: language.of(&field.title),
        value: field.shown.as_ref().map_or_else(|| field.value.clone(), |one| language.of(one)),
        wide: false,
    };
    view::Certified {
        standing,
        tone,
        process: language.of(&found.process),
        unit: found.unit.as_ref().map(|unit| language.of(unit)),
        facts: found.fields.iter().map(fact).collect(),
        number: found.certificate,
        holder: found.holder,
        issued_on: found.issued_on.to_string(),
        until_on: found.until_on.map(|day| day.to_string()),
        revoked_on: found.revoked_on.map(|day| day.to_string()),
        position: found.position,
    }
}
