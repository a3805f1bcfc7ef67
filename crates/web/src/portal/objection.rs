//! "This is wrong": anyone may object to a public record, without an account, and follow what
//! becomes of it with a number and a code.

use axum::{
    extract::State,
    http::{HeaderValue, StatusCode, header},
    response::Response,
};
use disclosure::{RecordAnswer, RecordView, SubjectHead};
use vocabulary::{SubjectId, clock::date_in_china};
use workflow::{NewObjection, Objector, Receipt, StatusView, WorkflowError};

use super::{
    line::{authority, title},
    page::{Visit, page},
    record::public,
    subject::subject_of,
};
use crate::{
    WebError,
    door::{Fields, Open},
    guard::read::Named,
    qr::qr,
    site::{Site, instant},
    view::objection as view,
    wording::Language,
};

/// Characters of each field, at most.
const LENGTHS: [(&str, usize); 4] =
    [("statement", 2_000), ("wish", 500), ("name", 60), ("contact", 120)];
/// Characters of a statement, at least: enough to say what is wrong.
const SHORTEST: usize = 6;

/// `GET /subjects/{code}/records/{digest}/objection`
pub(super) async fn form(
    State(site): State<Site>,
    visit: Visit,
    Named((code, digest)): Named<(String, String)>,
) -> Result<Response, WebError> {
    page(&site, visit, ("portal/objection/form.html", "objections"), move |site, visit| {
        let (record, head) = public(site, &code, &digest)?;
        let record = concerned(visit.language, &code, &head, &record);
        Ok(filled(record, &Fields::default(), Vec::new()))
    })
    .await
}

fn filled(record: view::Subject, sent: &Fields, errors: Vec<view::Wrong>) -> view::Form {
    let typed = |name: &str| sent.get(name).to_owned();
    view::Form {
        record,
        name: typed("name"),
        contact: typed("contact"),
        statement: typed("statement"),
        wish: typed("wish"),
        errors,
    }
}

/// `POST /subjects/{code}/records/{digest}/objection`: the receipt, or the form with what is wrong.
pub(super) async fn file(
    State(site): State<Site>,
    visit: Visit,
    Named((code, digest)): Named<(String, String)>,
    Open(sent): Open<Fields>,
) -> Result<Response, WebError> {
    let (again, fields) = ((visit.clone(), code.clone(), digest.clone()), sent.clone());
    let filed = site.ask(move |site| {
        let (record, head) = public(site, &code, &digest)?;
        let language = visit.language;
        let concerned = concerned(language, &code, &head, &record);
        let mut errors = wrong(site, language, &sent);
        if !errors.is_empty() {
            return Ok(Err((concerned, errors)));
        }
        match site.objections.file(new(subject_of(site, &code)?, &digest, &sent)) {
            Ok(receipt) => Ok(Ok((concerned, receipt))),
            Err(WorkflowError::Refused(refusal)) => {
                let text = format!("{}。{}", refusal.reason, refusal.remedy);
                errors.push(view::Wrong { field: "statement", text });
                Ok(Err((concerned, errors)))
            }
            Err(error) => Err(error.into()),
        }
    });
    let (visit, _, _) = again;
    let (mut response, status) = match filed.await? {
        Ok((record, receipt)) => {
            let place = ("portal/objection/receipt.html", "objections");
            let taken = move |site: &Site, visit: &Visit| Ok(taken(site, visit, record, receipt));
            (page(&site, visit, place, taken).await?, StatusCode::CREATED)
        }
        Err((record, errors)) => {
            let place = ("portal/objection/form.html", "objections");
            let shown = move |_: &Site, _: &Visit| Ok(filled(record, &fields, errors));
            (page(&site, visit, place, shown).await?, StatusCode::UNPROCESSABLE_ENTITY)
        }
    };
    *response.status_mut() = status;
    Ok(kept_by_nobody(response))
}

fn kept_by_nobody(mut response: Response) -> Response {
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}

fn new(subject: SubjectId, digest: &str, sent: &Fields) -> NewObjection {
    NewObjection {
        by: Objector::Anyone {
            name: sent.get("name").to_owned(),
            contact: sent.get("contact").to_owned(),
        },
        subject,
        digest: digest.to_owned(),
        statement: sent.get("statement").to_owned(),
        wish: sent.get("wish").to_owned(),
    }
}

fn concerned(
    language: Language,
    code: &str,
    head: &SubjectHead,
    record: &RecordView,
) -> view::Subject {
    view::Subject {
        subject: head.name.clone().unwrap_or_else(|| code.to_owned()),
        subject_href: format!("/subjects/{code}"),
        title: title(language, record),
        item_title: language.of(&record.title),
        href: format!("/subjects/{code}/records/{}", record.digest),
        authority: authority(language, record),
        decided_on: record.decided_on.to_string(),
    }
}

/// What is missing or too long; each with what to do.
fn wrong(site: &Site, language: Language, sent: &Fields) -> Vec<view::Wrong> {
    let say = |key: &str| site.word(language, &format!("objection.{key}"));
    let mut wrong = Vec::new();
    for (field, longest) in LENGTHS {
        let length = sent.get(field).chars().count();
        let text = match field {
            "name" | "contact" if length == 0 => Some(say(&format!("{field}_missing"))),
            "statement" if length < SHORTEST => Some(say("statement_missing")),
            _ if length > longest => {
                let values = [("n", longest.to_string())];
                Some(site.words(language, "objection.too_long", &values))
            }
            _ => None,
        };
        wrong.extend(text.map(|text| view::Wrong { field, text }));
    }
    wrong
}

fn taken(site: &Site, visit: &Visit, record: view::Subject, receipt: Receipt) -> view::Receipt {
    let path = visit.language.href(&format!("/objections/{}", receipt.number));
    let address = format!("{}{path}", site.config.address);
    view::Receipt {
        record,
        qr: qr(&site.word(visit.language, "objection.qr"), &address),
        address,
        number: receipt.number,
        code: receipt.code,
        filed_on: receipt.filed_on.to_string(),
        due_on: receipt.due_on.map(|day| day.to_string()),
        explained: visit.language.of(&receipt.explained),
        position: receipt.position,
    }
}

/// `GET /objections`
pub(super) async fn find(State(site): State<Site>, visit: Visit) -> Result<Response, WebError> {
    asked(site, visit, String::new(), Vec::new()).await
}

/// `GET /objections/{number}`: the number is there, the code is asked for.
pub(super) async fn numbered(
    State(site): State<Site>,
    visit: Visit,
    Named(number): Named<String>,
) -> Result<Response, WebError> {
    asked(site, visit, number.chars().take(30).collect(), Vec::new()).await
}

async fn asked(
    site: Site,
    visit: Visit,
    number: String,
    errors: Vec<view::Wrong>,
) -> Result<Response, WebError> {
    let place = ("portal/objection/find.html", "objections");
    page(&site, visit, place, move |_, _| Ok(view::Find { number, errors })).await
}

/// `POST /objections`: how it stands, for whoever has number and code.
pub(super) async fn status(
    State(site): State<Site>,
    visit: Visit,
    Open(sent): Open<Fields>,
) -> Result<Response, WebError> {
    let (number, code) = (sent.get("number").to_owned(), sent.get("code").to_owned());
    let asked_for = number.clone();
    let found = site.ask(move |site| match site.objections.status(&number, &code) {
        Ok(status) => Ok(status),
        Err(WorkflowError::NoSuchObjection { .. } | WorkflowError::Refused(_)) => Ok(None),
        Err(error) => Err(error.into()),
    });
    let mut response = match found.await? {
        Some(status) => {
            let place = ("portal/objection/status.html", "objections");
            page(&site, visit, place, move |site, visit| shown(site, visit.language, &status))
                .await?
        }
        None => {
            let text = site.word(visit.language, "objection.not_found");
            let wrong = vec![view::Wrong { field: "number", text }];
            let mut response = asked(site, visit, asked_for, wrong).await?;
            *response.status_mut() = StatusCode::NOT_FOUND;
            response
        }
    };
    response = kept_by_nobody(response);
    Ok(response)
}

fn shown(site: &Site, language: Language, status: &StatusView) -> Result<view::Status, WebError> {
    let (word, tone) = match status.state {
        workflow::ObjectionState::Filed => ("filed", "wait"),
        workflow::ObjectionState::Accepted => ("accepted", "wait"),
        workflow::ObjectionState::Declined => ("declined", "quiet"),
    };
    let agency_name = |code: &str| {
        let found = site.law.agency(code).map(|agency| language.of(&agency.title));
        found.unwrap_or_else(|| code.to_owned())
    };
    let step = |step: &workflow::StepView| view::Step {
        on: date_in_china(step.at).to_string(),
        at: instant(step.at),
        step: step.step.clone(),
        agency: agency_name(&step.agency),
        note: step.note.clone(),
        position: step.position,
    };
    Ok(view::Status {
        number: status.number.clone(),
        state: word,
        tone,
        said: language.of(&status.said),
        item_title: status.title.as_ref().map_or_else(String::new, |title| language.of(title)),
        record_href: record_href(site, status)?,
        marked: status.marked,
        filed_on: status.filed_on.to_string(),
        due_on: status.due.on.map(|day| day.to_string()),
        explained: language.of(&status.due.explained),
        steps: status.steps.iter().map(step).collect(),
    })
}

/// The page of the record, if it is public at this moment.
fn record_href(site: &Site, status: &StatusView) -> Result<Option<String>, WebError> {
    let Some(subject) = SubjectId::from_hex(&status.subject) else { return Ok(None) };
    let answer = site.gate.record(subject, &status.digest)?.into_inner();
    let RecordAnswer::Public { head, .. } = answer else { return Ok(None) };
    Ok(head.code.map(|code| format!("/subjects/{code}/records/{}", status.digest)))
}
