//! Coming in and going out: the same pages for staff and subjects.
//!
//! What is right or wrong with a password, a code or a link is for the account room to say. Here
//! nobody learns whether a login exists, and nobody is led to another site.

mod account;
mod factor;
mod invitation;
mod next;
mod password;
mod second;
mod sign_in;
mod sign_out;
mod unified;

use ::account::{Origin, Token};
use axum::{
    Router,
    extract::FromRequestParts,
    http::{HeaderMap, header, request::Parts},
    response::Response,
    routing::{get, post},
};

use crate::{
    WebError,
    door::{Site, Visit, see_other},
    guard::{caller::Address, session},
};

/// The pages below `prefix`, the language.
pub(crate) fn routes(prefix: &str) -> Router<Site> {
    let at = |path: &str| format!("{prefix}{path}");
    Router::new()
        .route(&at("/sign-in"), get(sign_in::ask).post(sign_in::take))
        .route(&at("/sign-in/second"), get(second::ask).post(second::take))
        .route(&at("/sign-in/unified"), get(unified::go))
        .route(&at("/sign-in/unified/return"), get(unified::back))
        .route(&at("/sign-out"), post(sign_out::take))
        .route(&at("/invitations/{token}"), get(invitation::ask).post(invitation::accept))
        .route(&at("/invitations/{token}/confirm"), post(invitation::confirm))
        .route(&at("/account"), get(account::show))
        .route(&at("/account/acting"), post(account::act))
        .route(&at("/account/password"), get(password::ask).post(password::change))
        .route(&at("/account/second"), get(factor::ask).post(factor::bind))
        .route(&at("/account/second/drop"), post(factor::drop))
        .route(&at("/account/sessions"), post(account::end_others))
}

/// Where a request comes from, as the register of sessions keeps it.
struct From(Origin);

impl FromRequestParts<Site> for From {
    type Rejection = std::convert::Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &Site) -> Result<Self, Self::Rejection> {
        let address = parts.extensions.get::<Address>().map(|Address(address)| address.clone());
        let agent = parts.headers.get(header::USER_AGENT).and_then(|agent| agent.to_str().ok());
        let agent = agent.unwrap_or_default().chars().take(200).collect();
        Ok(Self(Origin { address: address.unwrap_or_default(), agent }))
    }
}

/// Lets somebody in: a new secret always, the old session of this browser ended, on to `next`.
async fn enter(
    site: &Site,
    visit: &Visit,
    headers: &HeaderMap,
    (token, next): (Token, &str),
) -> Result<Response, WebError> {
    let name = session::name(site);
    let old = session::cookie(headers, name);
    let secret = token.secret.clone();
    let home = site
        .ask(move |site| {
            if let Some(old) = old {
                site.accounts.sign_out(&old)?;
            }
            let signed = site.accounts.session(&secret)?.ok_or(WebError::SignedOut)?;
            Ok(match signed.who {
                ::account::Who::Staff(_) => "/desk",
                ::account::Who::Holder(_) => "/mine",
            })
        })
        .await?;
    let mut response = match next::safe(next) {
        Some(next) => next::to(next),
        None => see_other(visit, home),
    };
    let cookies = response.headers_mut();
    cookies.append(header::SET_COOKIE, session::set(site, name, &token.secret, None));
    cookies.append(header::SET_COOKIE, session::set(site, session::HALF, "", Some(0)));
    Ok(response)
}
