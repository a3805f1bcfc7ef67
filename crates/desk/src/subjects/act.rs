//! Two subjects become one, or two again: with a reason and what shows it.

use axum::{extract::State, response::Response};
use disclosure::{Because, GateError};
use vocabulary::{SubjectId, UnifiedCode};
use web::{
    WebError,
    door::{Fields, Form, Site, Staff, Visit, page, said},
};

use super::merges;
use crate::form::{Refused, again};

/// Where both lead.
const LIST: &str = "/desk/subjects/merges";

/// `POST /desk/subjects/merges`
pub(super) async fn merge(
    State(site): State<Site>,
    visit: Visit,
    staff: Staff,
    Form(fields): Form<Fields>,
) -> Result<Response, WebError> {
    let whole = !fields.get("reason").is_empty() && !fields.get("evidence").is_empty();
    let codes = ["member", "into"].map(|field| UnifiedCode::parse(fields.get(field)).ok());
    let [Some(member), Some(into)] = codes else {
        return merges::once_more(&site, visit, staff, fields).await;
    };
    if !whole {
        return merges::once_more(&site, visit, staff, fields).await;
    }
    let done = site
        .ask(move |site| {
            let key = |code: &UnifiedCode| site.site_key.subject_id(&code.identifier());
            let because =
                Because { reason: fields.get("reason"), evidence: fields.get("evidence") };
            refusable(site.gate().merge(&staff.actor(), key(&member), key(&into), because))
        })
        .await?;
    told(&site, visit, done, "desk.said.merged").await
}

/// `POST /desk/subjects/merges/part`
pub(super) async fn part(
    State(site): State<Site>,
    visit: Visit,
    staff: Staff,
    Form(fields): Form<Fields>,
) -> Result<Response, WebError> {
    if fields.get("reason").is_empty() || fields.get("evidence").is_empty() {
        return Ok(said(&visit, LIST, "desk.said.needs_because"));
    }
    let member = SubjectId::from_hex(fields.get("member")).ok_or(WebError::Missing)?;
    let done = site
        .ask(move |site| {
            let because =
                Because { reason: fields.get("reason"), evidence: fields.get("evidence") };
            refusable(site.gate().part(&staff.actor(), member, because))
        })
        .await?;
    told(&site, visit, done, "desk.said.parted").await
}

/// A refusal is an answer.
fn refusable<T>(done: Result<T, GateError>) -> Result<Result<(), Refused>, WebError> {
    match done {
        Ok(_) => Ok(Ok(())),
        Err(GateError::Refused(refusal)) => Ok(Err(refusal.into())),
        Err(other) => Err(other.into()),
    }
}

async fn told(
    site: &Site,
    visit: Visit,
    done: Result<(), Refused>,
    key: &'static str,
) -> Result<Response, WebError> {
    match done {
        Ok(()) => Ok(said(&visit, LIST, key)),
        Err(refused) => {
            let made =
                page(site, visit, ("desk/subjects/refused.html", "subjects"), |_, _| Ok(refused));
            Ok(again(made.await?, axum::http::StatusCode::UNPROCESSABLE_ENTITY))
        }
    }
}
