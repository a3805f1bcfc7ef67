//! Making, rotating and ending keys. The answer that shows a secret has no address.

use account::{AccountError, Issued, Keeper, NewKey};
use axum::{extract::State, http::StatusCode, response::Response};
use jiff::SignedDuration;
use serde::Serialize;
use web::{
    WebError,
    door::{Fields, Form, Named, Site, Staff, Visit, page, said, tell::instant},
};

use super::index;
use crate::form::again;

/// Days for which an old key stands beside its successor.
const OVERLAP: i64 = 14;
/// Days for which a successor stands.
const SUCCESSOR: i64 = 365;

/// A key as it is shown, once.
#[derive(Clone, Debug, Serialize)]
struct Shown {
    id: String,
    secret: String,
    until: String,
    /// Days for which the old one still stands; none for a new key.
    overlap: Option<i64>,
}

/// `POST /desk/keys`
pub(super) async fn make(
    State(site): State<Site>,
    visit: Visit,
    staff: Staff,
    Form(fields): Form<Fields>,
) -> Result<Response, WebError> {
    let language = visit.language;
    let made = site.ask(move |site| {
        let mut form = index::view(site, language, &fields)?;
        let days = fields.get("days").parse::<u16>().ok().filter(|days| *days > 0);
        for (field, key) in
            [("agency", "desk.error.agency_missing"), ("role", "desk.error.role_missing")]
        {
            if fields.get(field).is_empty() {
                form.errors.add(site, language, field, key);
            }
        }
        let Some(days) = days else {
            form.errors.add(site, language, "days", "desk.error.days_wrong");
            return Ok(Err(Box::new(form)));
        };
        if !form.errors.none() {
            return Ok(Err(Box::new(form)));
        }
        let until = site.clock().now() + SignedDuration::from_hours(24 * i64::from(days));
        let new = NewKey { expires_at: Some(until), ..index::asked(&fields) };
        shown(site.keys.make(Keeper::Staff(&staff), new), form, None)
    });
    answer(&site, visit, made.await?).await
}

/// `POST /desk/keys/{id}/successor`
pub(super) async fn rotate(
    State(site): State<Site>,
    visit: Visit,
    staff: Staff,
    Named(id): Named<String>,
    Form(_): Form<Fields>,
) -> Result<Response, WebError> {
    let language = visit.language;
    let made = site.ask(move |site| {
        let form = index::view(site, language, &Fields::default())?;
        let until = site.clock().now() + SignedDuration::from_hours(24 * SUCCESSOR);
        let overlap = SignedDuration::from_hours(24 * OVERLAP);
        let made = site.keys.rotate(Keeper::Staff(&staff), &id, overlap, Some(until));
        shown(made, form, Some(OVERLAP))
    });
    answer(&site, visit, made.await?).await
}

/// `POST /desk/keys/{id}/end`
pub(super) async fn end(
    State(site): State<Site>,
    visit: Visit,
    staff: Staff,
    Named(id): Named<String>,
    Form(fields): Form<Fields>,
) -> Result<Response, WebError> {
    let language = visit.language;
    let outcome = site.ask(move |site| {
        match site.keys.end_by(Keeper::Staff(&staff), &id, fields.get("reason")) {
            Ok(()) => Ok(None),
            Err(AccountError::Refused(refused)) => {
                let mut form = index::view(site, language, &Fields::default())?;
                form.refused = Some(refused.into());
                Ok(Some(Box::new(form)))
            }
            Err(other) => Err(other.into()),
        }
    });
    match outcome.await? {
        None => Ok(said(&visit, "/desk/keys", "desk.said.key_ended")),
        Some(view) => once_more(&site, visit, view).await,
    }
}

fn shown(
    made: Result<Issued, AccountError>,
    mut form: index::Page,
    overlap: Option<i64>,
) -> Result<Result<Shown, Box<index::Page>>, WebError> {
    match made {
        Ok(issued) => Ok(Ok(Shown {
            id: issued.id,
            secret: issued.secret,
            until: issued.expires_at.map(instant).unwrap_or_default(),
            overlap,
        })),
        Err(AccountError::Refused(refused)) => {
            form.refused = Some(refused.into());
            Ok(Err(Box::new(form)))
        }
        Err(other) => Err(other.into()),
    }
}

async fn answer(
    site: &Site,
    visit: Visit,
    made: Result<Shown, Box<index::Page>>,
) -> Result<Response, WebError> {
    match made {
        Ok(key) => page(site, visit, ("desk/keys/secret.html", "keys"), |_, _| Ok(key)).await,
        Err(view) => once_more(site, visit, view).await,
    }
}

async fn once_more(
    site: &Site,
    visit: Visit,
    view: Box<index::Page>,
) -> Result<Response, WebError> {
    let form = page(site, visit, ("desk/keys/index.html", "keys"), |_, _| Ok(view));
    Ok(again(form.await?, StatusCode::UNPROCESSABLE_ENTITY))
}
