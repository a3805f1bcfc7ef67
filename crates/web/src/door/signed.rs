//! Who is signed in, for the handlers of a door: staff, or the holder of a subject's account.

use std::ops::Deref;

use account::{Signed, Who};
use axum::{
    extract::FromRequestParts,
    http::{HeaderMap, header, request::Parts},
    response::{IntoResponse, Response},
};

use super::{Visit, see_other};
use crate::{WebError, site::Site};

/// A person of staff who is signed in.
#[derive(Clone, Debug)]
pub struct Staff {
    /// The account.
    pub staff: account::Staff,
    /// The session.
    pub signed: Signed,
}

/// The holder of a subject's account who is signed in, for itself or for an organisation.
#[derive(Clone, Debug)]
pub struct Holder {
    /// The account.
    pub holder: account::Holder,
    /// The session.
    pub signed: Signed,
}

/// Whoever is signed in.
#[derive(Clone, Debug)]
pub struct Present(pub Signed);

impl Deref for Staff {
    type Target = account::Staff;

    fn deref(&self) -> &account::Staff {
        &self.staff
    }
}

impl Deref for Holder {
    type Target = account::Holder;

    fn deref(&self) -> &account::Holder {
        &self.holder
    }
}

impl FromRequestParts<Site> for Staff {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, site: &Site) -> Result<Self, Response> {
        let signed = signed(parts, site).await?;
        match &signed.who {
            Who::Staff(staff) => Ok(Self { staff: staff.clone(), signed }),
            Who::Holder(_) => Err(WebError::WrongDoor { wanted: "工作人员" }.into_response()),
        }
    }
}

impl FromRequestParts<Site> for Holder {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, site: &Site) -> Result<Self, Response> {
        let signed = signed(parts, site).await?;
        match &signed.who {
            Who::Holder(holder) => Ok(Self { holder: holder.clone(), signed }),
            Who::Staff(_) => Err(WebError::WrongDoor { wanted: "个人和单位" }.into_response()),
        }
    }
}

impl FromRequestParts<Site> for Present {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, site: &Site) -> Result<Self, Response> {
        signed(parts, site).await.map(Self)
    }
}

/// The session of a request. Without one a reader of pages is led to the sign-in page and from
/// there back to where it was; a program gets 401.
pub(super) async fn signed(parts: &mut Parts, site: &Site) -> Result<Signed, Response> {
    let visit = Visit::from_request_parts(parts, site).await.unwrap_or_else(|never| match never {});
    match &visit.signed {
        Some(signed) if signed.must_change && visit.path != "/account/password" => {
            Err(see_other(&visit, "/account/password"))
        }
        Some(signed) => Ok(signed.clone()),
        None if !reads_pages(&parts.headers) => Err(WebError::SignedOut.into_response()),
        None => Err(see_other(&visit, &sign_in(&visit, parts))),
    }
}

fn reads_pages(headers: &HeaderMap) -> bool {
    let accepted = headers.get(header::ACCEPT).and_then(|accepted| accepted.to_str().ok());
    accepted.is_none_or(|accepted| accepted.contains("text/html") || accepted.contains("*/*"))
}

/// The sign-in page that leads back: to the page asked for, or to the page of the form.
fn sign_in(visit: &Visit, parts: &Parts) -> String {
    let reads = parts.method.is_safe();
    let next = match reads {
        true => visit.language.href(&visit.with(&visit.query)),
        false => super::form::page_of_form(&parts.headers).unwrap_or_default(),
    };
    let why = match (visit.expired, reads) {
        (false, _) => "",
        (true, true) => "&why=expired",
        (true, false) => "&why=unsaved",
    };
    let next: String = form_urlencoded::byte_serialize(next.as_bytes()).collect();
    format!("/sign-in?next={next}{why}")
}
