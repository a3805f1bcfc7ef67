//! `/mine/objections`: saying that a record is wrong, and following what comes of it.

use axum::{extract::State, http::StatusCode, response::Response};
use serde::Deserialize;
use web::{
    WebError,
    door::{Asked, Fields, Form, Holder, Language, Site, Visit, page, tell},
};
use workflow::{NewObjection, ObjectionState, Objector, Page, StatusView, WorkflowError};

use crate::{
    own, records,
    start::due,
    view::{self, Due},
};

/// The longest text that is taken, in characters.
const LONGEST: usize = 2_000;

/// `GET /mine/objections`
pub(crate) async fn list(
    State(site): State<Site>,
    visit: Visit,
    holder: Holder,
) -> Result<Response, WebError> {
    page(&site, visit, ("mine/objections.html", "objections"), move |site, visit| {
        let language = visit.language;
        let records = own::file(site, &holder)?.map(|file| file.records).unwrap_or_default();
        let named = |one: &StatusView| {
            let record = records.iter().find(|record| record.digest == one.digest);
            record.map(|record| tell::title(language, record))
        };
        let all = all(site, &holder)?;
        let lines = all.iter().map(|one| line(language, one, named(one)));
        Ok(view::Objections {
            objections: lines.collect(),
            own: within(site, language, "objection.own"),
            others: within(site, language, "objection.others"),
        })
    })
    .await
}

/// Which record.
#[derive(Deserialize)]
pub(crate) struct Chosen {
    record: Option<String>,
}

/// `GET /mine/objections/new`
pub(crate) async fn ask(
    State(site): State<Site>,
    visit: Visit,
    holder: Holder,
    Asked(chosen): Asked<Chosen>,
) -> Result<Response, WebError> {
    match chosen.record {
        Some(digest) => form(&site, visit, holder, (digest, Fields::default()), None).await,
        None => choose(&site, visit, holder).await,
    }
}

/// `POST /mine/objections/new`
pub(crate) async fn file(
    State(site): State<Site>,
    visit: Visit,
    holder: Holder,
    Form(fields): Form<Fields>,
) -> Result<Response, WebError> {
    let digest = fields.get("record").to_owned();
    let statement = fields.get("statement").to_owned();
    let wrong = match statement.chars().count() {
        0 => Some(Wrong::Empty),
        LONGEST.. => Some(Wrong::Long),
        _ => None,
    };
    if wrong.is_some() {
        return form(&site, visit, holder, (digest, fields), wrong).await;
    }
    let wish = fields.get("wish").to_owned();
    let (asked, own_digest) = (holder.clone(), digest.clone());
    let outcome = site
        .ask(move |site| {
            let record = own::record(site, &asked, &own_digest)?;
            let subject = vocabulary::SubjectId::from_hex(&record.subject);
            let new = NewObjection {
                by: Objector::Holder { actor: asked.actor(), subject: asked.acting },
                subject: subject.unwrap_or(asked.acting),
                digest: own_digest,
                statement,
                wish,
            };
            match site.objections().file(new) {
                Ok(receipt) => Ok(Ok(receipt)),
                Err(WorkflowError::Refused(refusal)) => Ok(Err(*refusal)),
                Err(fault) => Err(fault.into()),
            }
        })
        .await?;
    let receipt = match outcome {
        Ok(receipt) => receipt,
        Err(refusal) => {
            let wrong = Some(Wrong::Refused(refusal.into()));
            return form(&site, visit, holder, (digest, fields), wrong).await;
        }
    };
    page(&site, visit, ("mine/objection-filed.html", "objections"), move |site, visit| {
        let record = own::record(site, &holder, &digest)?;
        Ok(view::Filed {
            number: receipt.number,
            code: receipt.code,
            filed_on: receipt.filed_on.to_string(),
            due_on: receipt.due_on.map(|day| day.to_string()),
            explained: visit.language.of(&receipt.explained),
            marked: receipt.marked,
            position: receipt.position,
            line: records::line(site, visit.language, &record),
        })
    })
    .await
}

/// What is wrong with the form.
enum Wrong {
    Empty,
    Long,
    Refused(web::view::Refused),
}

async fn choose(site: &Site, visit: Visit, holder: Holder) -> Result<Response, WebError> {
    page(site, visit, ("mine/objection-choose.html", "objections"), move |site, visit| {
        let records = own::file(site, &holder)?.map(|file| file.records).unwrap_or_default();
        let lines = records.iter().map(|record| records::line(site, visit.language, record));
        Ok(view::Choose { lines: lines.collect() })
    })
    .await
}

async fn form(
    site: &Site,
    visit: Visit,
    holder: Holder,
    (digest, fields): (String, Fields),
    wrong: Option<Wrong>,
) -> Result<Response, WebError> {
    let status = if wrong.is_some() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    let template = ("mine/objection-new.html", "objections");
    let mut response = page(site, visit, template, move |site, visit| {
        let language = visit.language;
        let record = own::record(site, &holder, &digest)?;
        let key = match wrong {
            Some(Wrong::Empty) => Some("mine.objection_empty"),
            Some(Wrong::Long) => Some("mine.objection_long"),
            _ => None,
        };
        let error =
            key.map(|key| view::FieldError { field: "statement", text: site.word(language, key) });
        Ok(view::NewObjection {
            record: digest,
            line: records::line(site, language, &record),
            statement: fields.get("statement").to_owned(),
            wish: fields.get("wish").to_owned(),
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

/// How long an answer may take, as the law says it today.
fn within(site: &Site, language: Language, deadline: &str) -> String {
    let Some(rule) = site.law().deadline(deadline, site.today()) else { return String::new() };
    let key = format!("length.{}", tell::id(&rule.within.unit));
    site.words(language, &key, &[("n", rule.within.count.to_string())])
}

/// Every objection to the subject's records, newest first.
pub(crate) fn all(site: &Site, holder: &account::Holder) -> Result<Vec<StatusView>, WebError> {
    let (mut all, mut after) = (Vec::new(), None);
    loop {
        let request = Page { after, size: 100 };
        let page = site.objections().of_subject(&own::viewer(holder), holder.acting, request)?;
        all.extend(page.entries);
        after = page.next;
        if after.is_none() {
            return Ok(all);
        }
    }
}

/// An objection as one line.
fn line(language: Language, one: &StatusView, named: Option<String>) -> view::ObjectionLine {
    let kind = || one.title.as_ref().map_or_else(|| one.item.clone(), |title| language.of(title));
    let step = |step: &workflow::StepView| view::Step {
        at: tell::instant(step.at),
        key: format!("mine.objection_step.{}", step.step),
        note: step.note.clone(),
    };
    view::ObjectionLine {
        number: one.number.clone(),
        title: named.unwrap_or_else(kind),
        record_href: format!("/mine/records/{}", one.digest),
        state: one.state.as_str(),
        tone: match one.state {
            ObjectionState::Filed | ObjectionState::Accepted => "wait",
            ObjectionState::Declined => "quiet",
        },
        said: language.of(&one.said),
        filed_on: one.filed_on.to_string(),
        due_on: one.due.on.map(|day| day.to_string()),
        explained: language.of(&one.due.explained),
        open: one.state.is_open(),
        steps: one.steps.iter().map(step).collect(),
    }
}

/// Answers that are due to the subject.
pub(crate) fn dues(
    site: &Site,
    language: Language,
    holder: &account::Holder,
) -> Result<Vec<Due>, WebError> {
    let all = all(site, holder)?;
    let open = all.iter().filter(|one| one.state.is_open());
    let answered = open.filter_map(|one| {
        let title = one.title.as_ref().map_or_else(|| one.item.clone(), |title| language.of(title));
        let said = ("mine.due_objection", title.as_str());
        Some(due(site, language, said, one.due.on?, "/mine/objections".to_owned()))
    });
    Ok(answered.collect())
}
