//! `/account`: one's own account, the same for staff and subjects.

use ::account::{AccountError, Signed, Who};
use axum::{Extension, extract::State, http::StatusCode, response::Response};
use serde::Deserialize;

use crate::{
    WebError,
    door::{Fields, Form, Present, Site, Visit, page, said, tell::instant},
    guard::session::Secret,
    view::{Labelled, Refused, session as view},
};

/// The form.
#[derive(Deserialize)]
pub(super) struct Change {
    #[serde(default)]
    old: String,
    #[serde(default)]
    password: String,
    #[serde(default)]
    again: String,
}

/// `GET /account`
pub(super) async fn show(
    State(site): State<Site>,
    visit: Visit,
    Present(signed): Present,
) -> Result<Response, WebError> {
    page(&site, visit, ("session/account.html", "account"), move |site, visit| {
        Ok(view::Account { facts: facts(site, visit, &signed) })
    })
    .await
}

fn facts(site: &Site, visit: &Visit, signed: &Signed) -> Vec<Labelled> {
    let language = visit.language;
    let fact =
        |key: &str, value: String| Labelled { label: site.word(language, key), value, wide: false };
    let mut facts = vec![fact("session.fact_name", signed.who.name().to_owned())];
    if let Who::Staff(staff) = &signed.who {
        let agency = site.law.agency(&staff.agency).map(|agency| language.of(&agency.title));
        let role = site.law.role(&staff.role).map(|role| language.of(&role.title));
        facts.push(fact("session.fact_login", staff.login.clone()));
        facts.push(fact("session.fact_agency", agency.unwrap_or_else(|| staff.agency.clone())));
        facts.push(fact("session.fact_role", role.unwrap_or_else(|| staff.role.clone())));
    }
    facts.push(fact("session.fact_since", instant(signed.opened_at)));
    facts
}

/// `POST /account/acting`: for whom one acts, oneself or an organisation one has a mandate for.
pub(super) async fn act(
    State(site): State<Site>,
    visit: Visit,
    Present(_): Present,
    Extension(Secret(secret)): Extension<Secret>,
    Form(fields): Form<Fields>,
) -> Result<Response, WebError> {
    let code = fields.given("organisation");
    site.ask(move |site| Ok(site.accounts.act_for(&secret, code.as_deref())?)).await?;
    Ok(said(&visit, "/mine", "session.said_acting"))
}

/// `GET /account/password`
pub(super) async fn ask(
    State(site): State<Site>,
    visit: Visit,
    Present(signed): Present,
) -> Result<Response, WebError> {
    form(&site, visit, signed.must_change, None).await
}

/// `POST /account/password`
pub(super) async fn change(
    State(site): State<Site>,
    visit: Visit,
    Present(signed): Present,
    Form(change): Form<Change>,
) -> Result<Response, WebError> {
    let must = signed.must_change;
    if change.password != change.again {
        return form(&site, visit, must, Some(Wrong::Differ)).await;
    }
    let home = match signed.who {
        Who::Staff(_) => "/desk",
        Who::Holder(_) => "/mine",
    };
    let outcome = site
        .ask(move |site| {
            match site.accounts.change_password(&signed, &change.old, &change.password) {
                Ok(()) => Ok(None),
                Err(AccountError::Refused(refused)) => Ok(Some(refused)),
                Err(fault) => Err(fault.into()),
            }
        })
        .await?;
    match outcome {
        None => Ok(said(&visit, home, "session.said_changed")),
        Some(refused) => form(&site, visit, must, Some(Wrong::Refused(refused.into()))).await,
    }
}

/// What is wrong with the new password.
enum Wrong {
    Differ,
    Refused(Refused),
}

async fn form(
    site: &Site,
    visit: Visit,
    must: bool,
    wrong: Option<Wrong>,
) -> Result<Response, WebError> {
    let status = if wrong.is_some() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    let mut response = page(site, visit, ("session/password.html", "account"), move |site, _| {
        let password = &site.law.security().password;
        Ok(view::Password {
            must,
            length: password.minimum_length,
            classes: password.classes,
            days: password.rotate_days,
            differ: matches!(wrong, Some(Wrong::Differ)),
            refused: match wrong {
                Some(Wrong::Refused(refused)) => Some(refused),
                _ => None,
            },
        })
    })
    .await?;
    *response.status_mut() = status;
    Ok(response)
}
