//! `/account/second`: a second factor of one's own choice, or another one instead.

use ::account::AccountError;
use axum::{extract::State, http::StatusCode, response::Response};
use serde::Deserialize;

use super::{invitation::in_fours, sign_in::no_store};
use crate::{
    WebError,
    door::{Form, Present, Site, Visit, page, said},
    qr::qr,
    view::{Refused, session as view},
};

/// The form that binds one.
#[derive(Deserialize)]
pub(super) struct Bind {
    #[serde(default)]
    password: String,
    #[serde(default)]
    secret: String,
    #[serde(default)]
    code: String,
}

/// The form that does without.
#[derive(Deserialize)]
pub(super) struct Drop {
    #[serde(default)]
    password: String,
}

/// `GET /account/second`
pub(super) async fn ask(
    State(site): State<Site>,
    visit: Visit,
    Present(signed): Present,
) -> Result<Response, WebError> {
    form(&site, visit, signed, None).await
}

/// `POST /account/second`
pub(super) async fn bind(
    State(site): State<Site>,
    visit: Visit,
    Present(signed): Present,
    Form(bind): Form<Bind>,
) -> Result<Response, WebError> {
    let who = signed.clone();
    let outcome = site
        .ask(move |site| {
            let code: String = bind.code.chars().filter(char::is_ascii_digit).collect();
            let given = (bind.password.as_str(), bind.secret.as_str(), code.as_str());
            refused(site.accounts.bind_second(&who, given))
        })
        .await?;
    match outcome {
        None => Ok(said(&visit, "/account", "session.said_bound")),
        refused => form(&site, visit, signed, refused).await,
    }
}

/// `POST /account/second/drop`
pub(super) async fn drop(
    State(site): State<Site>,
    visit: Visit,
    Present(signed): Present,
    Form(given): Form<Drop>,
) -> Result<Response, WebError> {
    let who = signed.clone();
    let outcome =
        site.ask(move |site| refused(site.accounts.drop_second(&who, &given.password))).await?;
    match outcome {
        None => Ok(said(&visit, "/account", "session.said_dropped")),
        refused => form(&site, visit, signed, refused).await,
    }
}

/// A refusal is for the form to tell; anything else is a fault.
fn refused(outcome: Result<(), AccountError>) -> Result<Option<Refused>, WebError> {
    match outcome {
        Ok(()) => Ok(None),
        Err(AccountError::Refused(refused)) => Ok(Some(refused.into())),
        Err(fault) => Err(fault.into()),
    }
}

async fn form(
    site: &Site,
    visit: Visit,
    signed: ::account::Signed,
    refused: Option<Refused>,
) -> Result<Response, WebError> {
    let status = if refused.is_some() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    let mut response = page(site, visit, ("session/factor.html", "account"), move |site, visit| {
        let own = site.accounts.own(&signed)?;
        let fresh = site.accounts.new_second(&signed);
        let label = site.word(visit.language, "session.enrol_code");
        Ok(view::Factor {
            bound: own.second_factor,
            needed: own.needs_second,
            code: qr(&label, &fresh.uri),
            shown: in_fours(&fresh.base32),
            secret: fresh.base32,
            refused,
        })
    })
    .await?;
    *response.status_mut() = status;
    no_store(&mut response);
    Ok(response)
}
