//! `/mine/consents`: who may see what, granted and taken back.

use axum::{extract::State, http::StatusCode, response::Response};
use disclosure::{ConsentState, ConsentView, GateError, NewConsent};
use policy::model::{
    catalog::CatalogItem,
    consent::{ConsentKind, ConsentTo},
};
use serde::Deserialize;
use vocabulary::SubjectKind;
use web::{
    WebError,
    door::{
        Asked, Fields, Form, Holder, Language, Named, Site, Visit, page, said, see_other, tell,
    },
};

use crate::{
    lookups, own,
    view::{self, Choice},
};

/// `GET /mine/consents`
pub(crate) async fn list(
    State(site): State<Site>,
    visit: Visit,
    holder: Holder,
) -> Result<Response, WebError> {
    page(&site, visit, ("mine/consents.html", "consents"), move |site, visit| {
        let consents = site.gate().consents(&own::viewer(&holder), holder.acting)?.into_inner();
        let (standing, past): (Vec<_>, Vec<_>) =
            consents.iter().partition(|consent| consent.state == ConsentState::InForce);
        let view = |consent: &&ConsentView| brief(site, visit.language, consent);
        Ok(view::Consents {
            standing: standing.iter().map(view).collect(),
            past: past.iter().map(view).collect(),
        })
    })
    .await
}

/// `GET /mine/consents/{number}`
pub(crate) async fn show(
    State(site): State<Site>,
    visit: Visit,
    holder: Holder,
    Named(number): Named<String>,
) -> Result<Response, WebError> {
    page(&site, visit, ("mine/consent.html", "consents"), move |site, visit| {
        let (viewer, language) = (own::viewer(&holder), visit.language);
        let consents = site.gate().consents(&viewer, holder.acting)?.into_inner();
        let found = consents.iter().find(|consent| consent.number == number);
        let consent = found.ok_or(WebError::Missing)?;
        let looks = site.gate().lookups(&viewer, holder.acting, &own::turned(None, 100))?;
        let uses = looks.entries.iter().filter(|look| look.consent.as_deref() == Some(&number));
        Ok(view::Consent {
            brief: brief(site, language, consent),
            text: language.of(&consent.text),
            edition: consent.edition.to_string(),
            items: consent.items.iter().map(|item| language.of(&item.title)).collect(),
            basis: Some(tell::cite(&consent.basis)).filter(|basis| !basis.is_empty()),
            uses: uses.map(|look| lookups::line(site, language, look)).collect(),
        })
    })
    .await
}

/// `POST /mine/consents/{number}/withdraw`
pub(crate) async fn withdraw(
    State(site): State<Site>,
    visit: Visit,
    holder: Holder,
    Named(number): Named<String>,
    Form(_): Form<Fields>,
) -> Result<Response, WebError> {
    let path = format!("/mine/consents/{number}");
    site.ask(move |site| {
        site.gate().withdraw(&holder.actor(), holder.acting, &number)?;
        Ok(())
    })
    .await?;
    Ok(said(&visit, &path, "mine.said_withdrawn"))
}

/// Which kind of consent.
#[derive(Deserialize)]
pub(crate) struct Chosen {
    kind: Option<String>,
}

/// `GET /mine/consents/new`: first the kind, then to whom and until when.
pub(crate) async fn ask(
    State(site): State<Site>,
    visit: Visit,
    holder: Holder,
    Asked(chosen): Asked<Chosen>,
) -> Result<Response, WebError> {
    let Some(kind) = chosen.kind else { return kinds(&site, visit, holder).await };
    form(&site, visit, holder, (kind, Fields::default()), None).await
}

/// `POST /mine/consents/new`
pub(crate) async fn grant(
    State(site): State<Site>,
    visit: Visit,
    holder: Holder,
    Form(fields): Form<Fields>,
) -> Result<Response, WebError> {
    let kind = fields.get("kind").to_owned();
    let missing = match () {
        () if fields.given("to").is_none() => Some(Wrong::To),
        () if fields.given("items").is_none() => Some(Wrong::Items),
        () if fields.get("agreed") != "yes" => Some(Wrong::NotAgreed),
        () => None,
    };
    let until = match fields.given("until").map(|text| text.parse()) {
        None => Ok(None),
        Some(Ok(day)) => Ok(Some(day)),
        Some(Err(_)) => Err(Wrong::Until),
    };
    let until = match (missing, until) {
        (Some(wrong), _) | (None, Err(wrong)) => {
            return form(&site, visit, holder, (kind, fields), Some(wrong)).await;
        }
        (None, Ok(until)) => until,
    };
    let new = NewConsent {
        kind: kind.clone(),
        to: fields.get("to").to_owned(),
        items: fields.all("items").map(str::to_owned).collect(),
        until,
    };
    let by = holder.clone();
    let outcome = site
        .ask(move |site| match site.gate().grant(&by.actor(), by.acting, &new) {
            Ok(consent) => Ok(Ok(consent.number)),
            Err(GateError::Refused(refusal)) => Ok(Err(refusal)),
            Err(fault) => Err(fault.into()),
        })
        .await?;
    match outcome {
        Ok(number) => Ok(said(&visit, &format!("/mine/consents/{number}"), "mine.said_granted")),
        Err(refusal) => {
            form(&site, visit, holder, (kind, fields), Some(Wrong::Refused(refusal.into()))).await
        }
    }
}

/// What is wrong with the form.
enum Wrong {
    To,
    Items,
    Until,
    NotAgreed,
    Refused(web::view::Refused),
}

async fn kinds(site: &Site, visit: Visit, holder: Holder) -> Result<Response, WebError> {
    page(site, visit, ("mine/consent-kinds.html", "consents"), move |site, visit| {
        let file = own::file(site, &holder)?;
        let subject = own::kind(file.as_ref(), &holder);
        let law = site.law();
        let all = law.consent_kinds(site.today()).into_iter();
        let own = all.filter(|kind| kind.subjects.contains(&subject));
        let brief = |kind| brief_kind(site, (visit.language, subject), kind);
        Ok(view::ConsentKinds { kinds: own.map(brief).collect() })
    })
    .await
}

async fn form(
    site: &Site,
    visit: Visit,
    holder: Holder,
    (kind, fields): (String, Fields),
    wrong: Option<Wrong>,
) -> Result<Response, WebError> {
    let today = site.today();
    if site.law().consent_kind(&kind, today).is_none() {
        return Ok(see_other(&visit, "/mine/consents/new"));
    }
    let status = if wrong.is_some() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    let mut response =
        page(site, visit, ("mine/consent-new.html", "consents"), move |site, visit| {
            let kind = site.law().consent_kind(&kind, today).ok_or(WebError::Missing)?;
            let file = own::file(site, &holder)?;
            let subject = own::kind(file.as_ref(), &holder);
            Ok(asked(site, (visit.language, subject), kind, &fields, wrong))
        })
        .await?;
    *response.status_mut() = status;
    Ok(response)
}

fn asked(
    site: &Site,
    (language, subject): (Language, SubjectKind),
    kind: &ConsentKind,
    fields: &Fields,
    wrong: Option<Wrong>,
) -> view::NewConsent {
    let law = site.law();
    let today = site.today();
    let items = opened(site, subject, kind);
    let items =
        items.iter().map(|item| Choice { id: item.id.clone(), title: language.of(&item.title) });
    let items: Vec<Choice> = items.collect();
    let agencies = law
        .agencies()
        .iter()
        .map(|agency| Choice { id: agency.id.clone(), title: language.of(&agency.title) });
    let error = |wanted: fn(&Wrong) -> bool, key: &str, field: &'static str| {
        let stands = wrong.as_ref().is_some_and(wanted);
        stands.then(|| view::FieldError { field, text: site.word(language, key) })
    };
    let errors = [
        error(|wrong| matches!(wrong, Wrong::To), "mine.consent_to_missing", "to"),
        error(|wrong| matches!(wrong, Wrong::Items), "mine.consent_items_missing", "items"),
        error(|wrong| matches!(wrong, Wrong::Until), "mine.date_wrong", "until"),
        error(|wrong| matches!(wrong, Wrong::NotAgreed), "mine.consent_not_agreed", "agreed"),
    ];
    let chosen: Vec<String> = fields.all("items").map(str::to_owned).collect();
    view::NewConsent {
        kind: brief_kind(site, (language, subject), kind),
        text: language.of(&kind.text),
        edition: kind.effective_from.to_string(),
        basis: Some(tell::cite(&kind.basis)).filter(|basis| !basis.is_empty()),
        to_agency: kind.to == ConsentTo::Agency,
        agencies: if kind.to == ConsentTo::Agency { agencies.collect() } else { Vec::new() },
        chosen: match chosen.is_empty() && wrong.is_none() {
            true => items.iter().map(|item| item.id.clone()).collect(),
            false => chosen,
        },
        items,
        to: fields.get("to").to_owned(),
        until: fields.get("until").to_owned(),
        today: today.to_string(),
        agreed: fields.get("agreed") == "yes",
        errors: errors.into_iter().flatten().collect(),
        refused: match wrong {
            Some(Wrong::Refused(refused)) => Some(refused),
            _ => None,
        },
    }
}

/// The items that a kind of consent opens and that can be about such a subject.
fn opened<'law>(
    site: &'law Site,
    subject: SubjectKind,
    kind: &ConsentKind,
) -> Vec<&'law CatalogItem> {
    let items = site.law().items(site.today()).into_iter();
    items.filter(|item| kind.covers(item) && item.subjects.contains(&subject)).collect()
}

fn brief_kind(
    site: &Site,
    (language, subject): (Language, SubjectKind),
    kind: &ConsentKind,
) -> view::ConsentKind {
    let items = opened(site, subject, kind);
    let key = format!("length.{}", tell::id(&kind.longest.unit));
    view::ConsentKind {
        id: kind.id.clone(),
        title: language.of(&kind.title),
        items: items.iter().map(|item| language.of(&item.title)).collect(),
        to_agency: kind.to == ConsentTo::Agency,
        purpose: own::word(site, language, &format!("consent_purpose.{}", kind.purpose.as_str())),
        longest: site.words(language, &key, &[("n", kind.longest.count.to_string())]),
    }
}

/// A consent as one line.
fn brief(site: &Site, language: Language, consent: &ConsentView) -> view::ConsentLine {
    view::ConsentLine {
        number: consent.number.clone(),
        href: format!("/mine/consents/{}", consent.number),
        title: language.of(&consent.title),
        to: own::agency(site, language, &consent.to),
        to_code: consent.to.code.clone(),
        purpose: own::word(site, language, &format!("consent_purpose.{}", consent.purpose)),
        given_at: tell::instant(consent.given_at),
        until: consent.until_on.to_string(),
        withdrawn_at: consent.withdrawn_at.map(tell::instant),
        state: tell::id(&consent.state),
        standing: consent.state == ConsentState::InForce,
    }
}
