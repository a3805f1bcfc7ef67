//! `/account`: one's own account, the same for staff and subjects.

use ::account::{OwnAccount, Signed, Who};
use axum::{Extension, extract::State, response::Response};

use crate::{
    WebError,
    door::{Fields, Form, Present, Site, Visit, page, said, tell::instant},
    guard::session::Secret,
    view::{Labelled, session as view},
};

/// `GET /account`
pub(super) async fn show(
    State(site): State<Site>,
    visit: Visit,
    Present(signed): Present,
) -> Result<Response, WebError> {
    page(&site, visit, ("session/account.html", "account"), move |site, visit| {
        let own = site.accounts.own(&signed)?;
        let line = |session: &::account::OwnSession| view::Session {
            opened_at: instant(session.opened_at),
            seen_at: instant(session.seen_at),
            current: session.current,
        };
        let (mut sessions, others): (Vec<_>, Vec<_>) =
            own.sessions.iter().map(line).partition(|session| session.current);
        sessions.extend(others);
        Ok(view::Account {
            facts: facts(site, visit, &signed, &own),
            second_factor: own.second_factor,
            needs_second: own.needs_second,
            sessions,
        })
    })
    .await
}

fn facts(site: &Site, visit: &Visit, signed: &Signed, own: &OwnAccount) -> Vec<Labelled> {
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
    if let Some(at) = own.password_at {
        facts.push(fact("session.fact_password", instant(at)));
    }
    facts
}

/// `POST /account/sessions`: ends every other session.
pub(super) async fn end_others(
    State(site): State<Site>,
    visit: Visit,
    Present(signed): Present,
    Form(_): Form<Fields>,
) -> Result<Response, WebError> {
    site.ask(move |site| Ok(site.accounts.end_other_sessions(&signed)?)).await?;
    Ok(said(&visit, "/account", "session.said_others_ended"))
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
