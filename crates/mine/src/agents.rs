//! `/mine/agents`: who may act for the organisation, and for whom one may act oneself.

use account::{AccountError, Capacity, NewHolder};
use axum::{extract::State, http::StatusCode, response::Response};
use vocabulary::Date;
use web::{
    WebError,
    door::{Fields, Form, Holder, Named, Site, Visit, page, said, tell},
};

use crate::{own, view};

/// `GET /mine/agents`
pub(crate) async fn list(
    State(site): State<Site>,
    visit: Visit,
    holder: Holder,
) -> Result<Response, WebError> {
    show(&site, visit, holder, Fields::default(), None).await
}

/// `POST /mine/agents`: names an agent until a day.
pub(crate) async fn name(
    State(site): State<Site>,
    visit: Visit,
    holder: Holder,
    Form(fields): Form<Fields>,
) -> Result<Response, WebError> {
    let Ok(until) = fields.get("until").parse::<Date>() else {
        return show(&site, visit, holder, fields, Some(Wrong::Until)).await;
    };
    let agent =
        NewHolder { name: fields.get("name").to_owned(), number: fields.get("number").to_owned() };
    let by = holder.clone();
    let outcome = site
        .ask(move |site| match site.accounts().grant_mandate(&by, &agent, until) {
            Ok(_) => Ok(None),
            Err(AccountError::Refused(refused)) => Ok(Some(Wrong::Refused(refused.into()))),
            Err(fault) => Err(fault.into()),
        })
        .await?;
    match outcome {
        None => Ok(said(&visit, "/mine/agents", "mine.said_named")),
        wrong => show(&site, visit, holder, fields, wrong).await,
    }
}

/// `POST /mine/agents/{number}/end`
pub(crate) async fn end(
    State(site): State<Site>,
    visit: Visit,
    holder: Holder,
    Named(number): Named<String>,
    Form(_): Form<Fields>,
) -> Result<Response, WebError> {
    site.ask(move |site| Ok(site.accounts().end_mandate(&holder, &number)?)).await?;
    Ok(said(&visit, "/mine/agents", "mine.said_ended"))
}

/// What is wrong with the form.
enum Wrong {
    Until,
    Refused(web::view::Refused),
}

async fn show(
    site: &Site,
    visit: Visit,
    holder: Holder,
    fields: Fields,
    wrong: Option<Wrong>,
) -> Result<Response, WebError> {
    let status = if wrong.is_some() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    let mut response = page(site, visit, ("mine/agents.html", "agents"), move |site, visit| {
        let leads = holder.mandate().is_some_and(|own| own.capacity == Capacity::Representative);
        let named = if leads { site.accounts().mandates(&holder)? } else { Vec::new() };
        let error = matches!(wrong, Some(Wrong::Until)).then(|| view::FieldError {
            field: "until",
            text: site.word(visit.language, "mine.date_wrong"),
        });
        Ok(view::Agents {
            organisation: own::is_organisation(&holder),
            name: own::name(&holder),
            leads,
            named: named.iter().map(|named| agent(site, named)).collect(),
            own: holder.mandates.iter().map(mandate).collect(),
            given_name: fields.get("name").to_owned(),
            given_until: fields.get("until").to_owned(),
            today: site.today().to_string(),
            errors: error.into_iter().collect(),
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

fn agent(site: &Site, named: &account::Named) -> view::Agent {
    let mandate = &named.mandate;
    let over = mandate.until.is_some_and(|until| until < site.today());
    view::Agent {
        number: mandate.number.clone(),
        name: named.person_name.clone(),
        capacity: mandate.capacity.as_str(),
        granted_at: tell::instant(named.granted_at),
        until: mandate.until.map(|day| day.to_string()),
        ended_at: named.ended_at.map(tell::instant),
        stands: named.ended_at.is_none() && !over,
    }
}

fn mandate(mandate: &account::Mandate) -> view::Mandate {
    view::Mandate {
        number: mandate.number.clone(),
        name: mandate.name.clone(),
        code: mandate.code.clone(),
        capacity: mandate.capacity.as_str(),
        until: mandate.until.map(|day| day.to_string()),
    }
}
