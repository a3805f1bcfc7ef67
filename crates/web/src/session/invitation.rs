//! `/invitations/{token}`: a one-time link becomes an account, first a password, then the second
//! factor.

use ::account::{AccountError, Invited, TotpSecret};
use axum::{extract::State, http::StatusCode, response::Response};
use serde::Deserialize;

use super::sign_in::no_store;
use crate::{
    WebError,
    door::{Named, Open, Site, Visit, page, said},
    qr::qr,
    view::{Refused, session as view},
};

/// The form with the password.
#[derive(Deserialize)]
pub(super) struct Chosen {
    #[serde(default)]
    password: String,
    #[serde(default)]
    again: String,
}

/// The form with the first code.
#[derive(Deserialize)]
pub(super) struct Code {
    #[serde(default)]
    code: String,
}

/// `GET /invitations/{token}`
pub(super) async fn ask(
    State(site): State<Site>,
    visit: Visit,
    Named(token): Named<String>,
) -> Result<Response, WebError> {
    choose(&site, visit, token, None).await
}

/// `POST /invitations/{token}`
pub(super) async fn accept(
    State(site): State<Site>,
    visit: Visit,
    Named(token): Named<String>,
    Open(chosen): Open<Chosen>,
) -> Result<Response, WebError> {
    if chosen.password != chosen.again {
        return choose(&site, visit, token, Some(Wrong::Differ)).await;
    }
    let link = token.clone();
    let outcome = site
        .ask(move |site| match site.accounts.accept(&link, &chosen.password) {
            Ok(enrolment) => Ok(Ok(enrolment)),
            Err(AccountError::Refused(refused)) => Ok(Err(refused)),
            Err(fault) => Err(fault.into()),
        })
        .await?;
    match outcome {
        Err(refused) => choose(&site, visit, token, Some(Wrong::Refused(refused.into()))).await,
        Ok(enrolment) => match enrolment.totp {
            Some(secret) => enrol(&site, visit, token, Some(secret), None).await,
            None => Ok(said(&visit, "/sign-in", "session.said_ready")),
        },
    }
}

/// `POST /invitations/{token}/confirm`
pub(super) async fn confirm(
    State(site): State<Site>,
    visit: Visit,
    Named(token): Named<String>,
    Open(given): Open<Code>,
) -> Result<Response, WebError> {
    let link = token.clone();
    let digits: String = given.code.chars().filter(|letter| !letter.is_whitespace()).collect();
    let outcome = site
        .ask(move |site| match site.accounts.confirm(&link, &digits) {
            Ok(()) => Ok(None),
            Err(AccountError::Refused(refused)) => Ok(Some(Refused::from(refused))),
            Err(fault) => Err(fault.into()),
        })
        .await?;
    match outcome {
        None => Ok(said(&visit, "/sign-in", "session.said_ready")),
        Some(refused) => enrol(&site, visit, token, None, Some(refused)).await,
    }
}

/// What is wrong with the password.
enum Wrong {
    Differ,
    Refused(Refused),
}

fn invited(site: &Site, token: &str) -> Result<Option<Invited>, WebError> {
    Ok(site.accounts.invitation(token)?)
}

async fn choose(
    site: &Site,
    visit: Visit,
    token: String,
    wrong: Option<Wrong>,
) -> Result<Response, WebError> {
    let status = if wrong.is_some() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    let template = ("session/invitation.html", "session");
    let mut response = page(site, visit, template, move |site, visit| {
        let Some(invited) = invited(site, &token)? else { return Ok(view::Invitation::default()) };
        let password = &site.law.security().password;
        let role = invited.role.as_deref().and_then(|role| site.law.role(role));
        Ok(view::Invitation {
            action: Some(format!("/invitations/{token}")),
            name: invited.name,
            login: invited.login,
            role: role.map(|role| visit.language.of(&role.title)),
            staff: invited.staff,
            again: invited.confirming,
            length: password.minimum_length,
            classes: password.classes,
            differ: matches!(wrong, Some(Wrong::Differ)),
            refused: match wrong {
                Some(Wrong::Refused(refused)) => Some(refused),
                _ => None,
            },
        })
    })
    .await?;
    *response.status_mut() = status;
    no_store(&mut response);
    Ok(response)
}

/// The second factor to be stored. It is shown once: whoever comes back begins with a new password.
async fn enrol(
    site: &Site,
    visit: Visit,
    token: String,
    secret: Option<TotpSecret>,
    refused: Option<Refused>,
) -> Result<Response, WebError> {
    let template = ("session/enrol.html", "session");
    let mut response = page(site, visit, template, move |site, visit| {
        invited(site, &token)?.ok_or(WebError::Missing)?;
        let label = site.word(visit.language, "session.enrol_code");
        Ok(view::Enrol {
            action: format!("/invitations/{token}/confirm"),
            back: format!("/invitations/{token}"),
            code: secret.as_ref().and_then(|secret| qr(&label, &secret.uri)),
            secret: secret.map(|secret| in_fours(&secret.base32)),
            refused,
        })
    })
    .await?;
    no_store(&mut response);
    Ok(response)
}

/// A secret in groups of four, as it is typed.
pub(super) fn in_fours(secret: &str) -> String {
    let mut said = String::new();
    for (index, letter) in secret.chars().enumerate() {
        if index > 0 && index.is_multiple_of(4) {
            said.push(' ');
        }
        said.push(letter);
    }
    said
}
