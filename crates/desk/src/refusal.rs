//! The page that says why somebody may not enter, and who may.

use axum::{http::StatusCode, response::Response};
use policy::model::role::Action;
use serde::Serialize;
use web::{
    WebError,
    door::{Site, Visit},
};

use crate::form::{Refused, again};

/// The page.
#[derive(Clone, Debug, Serialize)]
struct Page {
    refused: Refused,
    /// What was to be done: keys of `action.*`.
    actions: Vec<String>,
    /// Roles that may.
    roles: Vec<String>,
}

/// 403, with the roles of the law that are allowed one of `needs`.
pub(crate) async fn page(
    site: &Site,
    visit: Visit,
    needs: &'static [Action],
    why: account::Refused,
) -> Result<Response, WebError> {
    let refused = Refused::from(why);
    let made = web::door::page(site, visit, ("desk/refused.html", "desk"), move |site, visit| {
        let may = |role: &&policy::model::role::Role| {
            role.fits_account() && role.actions.iter().any(|action| needs.contains(action))
        };
        let roles = site.law().roles().filter(may);
        Ok(Page {
            refused,
            actions: needs.iter().map(web::door::tell::id).collect(),
            roles: roles.map(|role| visit.language.of(&role.title)).collect(),
        })
    });
    Ok(again(made.await?, StatusCode::FORBIDDEN))
}
