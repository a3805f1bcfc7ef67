//! The keys there are, and the form for a new one.

use account::{Listed, NewKey};
use axum::{extract::State, response::Response};
use policy::model::role::Role;
use serde::Serialize;
use web::{
    WebError,
    door::{Fields, Language, Site, Staff, Visit, page, tell::instant},
};

use crate::{
    form::{Choice, Refused, Wrongs},
    unit,
};

/// The page.
#[derive(Clone, Debug, Serialize)]
pub(super) struct Page {
    keys: Vec<Told>,
    agencies: Vec<Choice>,
    agency: String,
    roles: Vec<Choice>,
    role: String,
    scope: String,
    days: String,
    certificate: String,
    public_key: String,
    pub(super) errors: Wrongs,
    pub(super) refused: Option<Refused>,
}

/// One key.
#[derive(Clone, Debug, Serialize)]
struct Told {
    id: String,
    unit: String,
    role: String,
    scope: String,
    created: String,
    expires: String,
    /// `stands`, `expired` or `ended`.
    state: &'static str,
    tone: &'static str,
    bound: bool,
    signed: bool,
    replaces: Option<String>,
}

/// `GET /desk/keys`
pub(super) async fn show(
    State(site): State<Site>,
    visit: Visit,
    _: Staff,
) -> Result<Response, WebError> {
    page(&site, visit, ("desk/keys/index.html", "keys"), |site, visit| {
        view(site, visit.language, &Fields::default())
    })
    .await
}

pub(super) fn view(site: &Site, language: Language, fields: &Fields) -> Result<Page, WebError> {
    let law = site.law();
    let keys = site.keys.list()?;
    let agencies = law.agencies().iter();
    let roles = law.roles().filter(|role| role.fits_key());
    let given = |name: &str| fields.get(name).to_owned();
    Ok(Page {
        keys: keys.iter().map(|key| told(site, language, key)).collect(),
        agencies: agencies.map(|a| Choice::new(&a.id, language.of(&a.title))).collect(),
        agency: given("agency"),
        roles: roles.map(|role| Choice::new(&role.id, language.of(&role.title))).collect(),
        role: given("role"),
        scope: given("scope"),
        days: fields.given("days").unwrap_or_else(|| "365".to_owned()),
        certificate: given("certificate"),
        public_key: given("public_key"),
        errors: Wrongs::default(),
        refused: None,
    })
}

/// What the form asks for; `days` were read before.
pub(super) fn asked(fields: &Fields) -> NewKey {
    NewKey {
        agency: fields.get("agency").to_owned(),
        role: fields.get("role").to_owned(),
        scope: fields.get("scope").replace(['；', ' '], ";"),
        expires_at: None,
        certificate: fields.given("certificate"),
        public_key: fields.given("public_key"),
    }
}

fn told(site: &Site, language: Language, key: &Listed) -> Told {
    let holder = &key.holder;
    let now = site.clock().now();
    let (state, tone) = match (key.ended_at, holder.expires_at) {
        (Some(_), _) => ("ended", "quiet"),
        (None, Some(until)) if until <= now => ("expired", "quiet"),
        _ => ("stands", "good"),
    };
    let role = site.law().role(&holder.role);
    Told {
        id: holder.id.clone(),
        unit: unit::title(site, language, &holder.agency),
        role: role.map_or_else(|| holder.role.clone(), |role: &Role| language.of(&role.title)),
        scope: holder.scope.clone(),
        created: instant(key.created_at),
        expires: holder.expires_at.map(instant).unwrap_or_default(),
        state,
        tone,
        bound: holder.certificate.is_some(),
        signed: holder.public_key.is_some(),
        replaces: key.replaces.clone(),
    }
}
