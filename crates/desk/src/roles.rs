//! Roles: what each may do, whose affairs it reaches, on which basis. Read from the packs.

use axum::{extract::State, response::Response};
use policy::model::role::{Action, Reach, Role};
use serde::Serialize;
use web::{
    WebError,
    door::{Language, Site, Staff, Visit, page, tell::cite},
};

use crate::table::{Line, get};

/// The route of this page: the matrix is no secret to those who work under it (H-80).
pub(crate) fn lines() -> Vec<Line> {
    vec![get("/desk/roles", &[], show)]
}

/// The page.
#[derive(Clone, Debug, Serialize)]
struct Page {
    roles: Vec<Told>,
}

/// One role.
#[derive(Clone, Debug, Serialize)]
struct Told {
    id: String,
    title: String,
    /// Whether it is the role of whoever reads.
    own: bool,
    /// Key of whose affairs it reaches.
    reach: &'static str,
    staff: bool,
    actions: Vec<String>,
    purposes: Vec<String>,
    basis: Vec<String>,
}

async fn show(State(site): State<Site>, visit: Visit, staff: Staff) -> Result<Response, WebError> {
    page(&site, visit, ("desk/roles.html", "roles"), move |site, visit| {
        let mut roles: Vec<&Role> = site.law().roles().collect();
        roles.sort_by_key(|role| (!role.fits_account(), role.id.as_str()));
        let told = |role: &Role| told(site, visit.language, role, &staff.role);
        Ok(Page { roles: roles.into_iter().map(told).collect() })
    })
    .await
}

fn told(site: &Site, language: Language, role: &Role, own: &str) -> Told {
    let action = |action: &Action| site.word(language, &format!("action.{}", action.as_str()));
    let purposes = role.purposes.iter();
    Told {
        id: role.id.clone(),
        title: language.of(&role.title),
        own: role.id == own,
        reach: match role.reach {
            Reach::Own => "own",
            Reach::Division => "division",
            Reach::All => "all",
        },
        staff: role.fits_account(),
        actions: role.actions.iter().map(action).collect(),
        purposes: purposes
            .map(|purpose| site.word(language, &format!("purpose.{}", purpose.as_str())))
            .collect(),
        basis: role.basis.chunks(1).map(cite).collect(),
    }
}
