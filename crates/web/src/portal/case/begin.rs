//! `/processes/{id}/new`: beginning a case without an account.

use axum::{extract::State, http::StatusCode, response::Response};
use policy::model::process::{About, FieldKind, Process, Sight};
use serde::Deserialize;
use workflow::{
    By, WorkflowError,
    case::{CaseOrNew, NewCase, Receipt},
};

use super::kept_by_nobody;
use crate::{
    WebError,
    door::{
        Asked, CaseForm, CaseWrong, Fields, Named, OpenUpload, Upload, asked_form, asks_of_start,
        case_due, case_input, case_trouble,
    },
    portal::{
        line::{authority, title},
        page::{Visit, page},
        process::{open_to_anyone, open_to_holders},
        record::public,
        subject::{public_page, subject_of},
    },
    qr::qr,
    site::Site,
    view::{Refused, case as view},
    wording::Language,
};

/// Characters of name and contact, at most.
const LENGTHS: [(&str, usize); 2] = [("name", 60), ("contact", 120)];

/// Which record or subject it is about.
#[derive(Clone, Default, Deserialize)]
pub(in crate::portal) struct Chosen {
    #[serde(default)]
    subject: String,
    #[serde(default)]
    digest: String,
    /// The announced case to which the new one is to belong.
    #[serde(default)]
    of: String,
}

/// What is wrong with what was sent, if something is.
type Trouble = (CaseForm, Option<Refused>);

/// `GET /processes/{id}/new`
pub(in crate::portal) async fn ask(
    State(site): State<Site>,
    visit: Visit,
    Named(id): Named<String>,
    Asked(chosen): Asked<Chosen>,
) -> Result<Response, WebError> {
    let asked = id.clone();
    let process = site.ask(move |site| begins(site, &asked).cloned()).await?;
    if process.about == About::Record && chosen.digest.is_empty() {
        return page(&site, visit, ("portal/case/record.html", "services"), move |_, visit| {
            let (title, href) = (visit.language.of(&process.start.title), guide(&process));
            Ok(crate::view::process::Link { href, title })
        })
        .await;
    }
    page(&site, visit, ("portal/case/new.html", "services"), move |site, visit| {
        let field = begins(site, &id)?.field.iter().find(|one| one.kind == FieldKind::Announced);
        let typed = match field.filter(|_| !chosen.of.is_empty()) {
            Some(field) => Fields::default().with(&format!("field.{}", field.id), &chosen.of),
            None => Fields::default(),
        };
        filled(site, visit.language, (&id, &chosen), (&typed, None))
    })
    .await
}

/// `POST /processes/{id}/new`: the receipt, or the form with what is wrong.
pub(in crate::portal) async fn file(
    State(site): State<Site>,
    visit: Visit,
    Named(id): Named<String>,
    OpenUpload(upload): OpenUpload,
) -> Result<Response, WebError> {
    let (language, asked, fields) = (visit.language, id.clone(), upload.fields.clone());
    let chosen = Chosen {
        subject: fields.get("subject").to_owned(),
        digest: fields.get("digest").to_owned(),
        of: String::new(),
    };
    let about = chosen.clone();
    let filed = site.ask(move |site| open(site, language, (&asked, &about), &upload)).await?;
    let (mut response, status) = match filed {
        Ok(receipt) => {
            let place = ("portal/case/receipt.html", "services");
            let taken = move |site: &Site, visit: &Visit| {
                taken(site, visit.language, (&id, &chosen), receipt)
            };
            (page(&site, visit, place, taken).await?, StatusCode::CREATED)
        }
        Err(trouble) => {
            let place = ("portal/case/new.html", "services");
            let shown = move |site: &Site, visit: &Visit| {
                filled(site, visit.language, (&id, &chosen), (&fields, Some(*trouble)))
            };
            (page(&site, visit, place, shown).await?, StatusCode::UNPROCESSABLE_ENTITY)
        }
    };
    *response.status_mut() = status;
    Ok(kept_by_nobody(response))
}

/// A process that anybody may begin.
fn begins<'law>(site: &'law Site, id: &str) -> Result<&'law Process, WebError> {
    let process = site.law.process(id, site.today()).ok_or(WebError::Missing)?;
    if open_to_anyone(process) { Ok(process) } else { Err(WebError::Missing) }
}

fn guide(process: &Process) -> String {
    format!("/processes/{}", process.id)
}

/// Whether name and contact are asked for: not where the process itself asks who it is, and seals it
/// to named officers (C-26.a).
fn asks_who(process: &Process) -> bool {
    let own = |id: &String| process.field(id).is_some_and(|field| field.sight == Sight::Named);
    !process.start.needs.iter().chain(&process.start.asks).any(own)
}

fn by(fields: &Fields) -> By {
    let (name, contact) = (fields.get("name").to_owned(), fields.get("contact").to_owned());
    By::Anyone { name, contact }
}

/// The case that is to begin; what is hidden from the public is as if it were not there.
fn new(site: &Site, process: &Process, chosen: &Chosen) -> Result<NewCase, WebError> {
    let mut new = NewCase { process: process.id.clone(), ..NewCase::default() };
    match process.about {
        About::Record => {
            public(site, &chosen.subject, &chosen.digest)?;
            new.subject = Some(subject_of(site, &chosen.subject)?);
            new.digest = Some(chosen.digest.clone());
        }
        About::Subject if !chosen.subject.is_empty() => {
            new.subject = subject_of(site, &chosen.subject).ok();
        }
        About::Subject | About::Agency | About::Nothing => {}
    }
    Ok(new)
}

fn open(
    site: &Site,
    language: Language,
    (id, chosen): (&str, &Chosen),
    upload: &Upload,
) -> Result<Result<Receipt, Box<Trouble>>, WebError> {
    let process = begins(site, id)?;
    let (by, new) = (by(&upload.fields), new(site, process, chosen)?);
    let asks = asks_of_start(process, &process.start);
    let case = CaseOrNew::New(new.clone());
    let mut form = asked_form(site, language, (&by, &case), asks, &upload.fields)?;
    form.check(site, language, &upload.files);
    form.errors.extend(wrong(site, language, (process, chosen), &upload.fields));
    if !form.errors.is_empty() {
        return Ok(Err(Box::new((form, None))));
    }
    let input = case_input(&form, upload)?;
    match site.cases.open(&by, NewCase { input, ..new }) {
        Ok(receipt) => Ok(Ok(receipt)),
        Err(error) => {
            let refused = case_trouble(&mut form, error)?;
            Ok(Err(Box::new((form, refused))))
        }
    }
}

/// What is missing or too long beyond the fields of the process.
fn wrong(
    site: &Site,
    language: Language,
    (process, chosen): (&Process, &Chosen),
    fields: &Fields,
) -> Vec<CaseWrong> {
    let say = |key: &str| site.word(language, &format!("case.{key}"));
    let mut wrong = Vec::new();
    if process.about == About::Subject && public_page(site, &chosen.subject).is_err() {
        wrong.push(CaseWrong { field: "subject".to_owned(), text: say("subject_unknown") });
    }
    for (field, longest) in LENGTHS.into_iter().filter(|_| asks_who(process)) {
        let text = match fields.get(field).chars().count() {
            0 => say(&format!("{field}_missing")),
            length if length > longest => {
                site.words(language, "case.too_long", &[("n", longest.to_string())])
            }
            _ => continue,
        };
        wrong.push(CaseWrong { field: field.to_owned(), text });
    }
    wrong
}

fn filled(
    site: &Site,
    language: Language,
    (id, chosen): (&str, &Chosen),
    (typed, trouble): (&Fields, Option<Trouble>),
) -> Result<view::Open, WebError> {
    let process = begins(site, id)?;
    let (form, refused) = match trouble {
        Some(trouble) => trouble,
        None => {
            let case = CaseOrNew::New(new(site, process, chosen)?);
            let asks = asks_of_start(process, &process.start);
            (asked_form(site, language, (&by(typed), &case), asks, typed)?, None)
        }
    };
    let record = match process.about {
        About::Record => Some(record(site, language, chosen)?),
        _ => None,
    };
    let mut hidden = Vec::new();
    if record.is_some() {
        hidden.push(("subject".to_owned(), chosen.subject.clone()));
        hidden.push(("digest".to_owned(), chosen.digest.clone()));
    }
    let mine = match process.about {
        About::Record => format!("/mine/cases/new/{}?digest={}", process.id, chosen.digest),
        _ => format!("/mine/cases/new/{}", process.id),
    };
    Ok(view::Open {
        process: language.of(&process.title),
        purpose: language.of(&process.purpose),
        guide_href: guide(process),
        record,
        asks_who: asks_who(process),
        asks_subject: process.about == About::Subject,
        subject: chosen.subject.clone(),
        name: typed.get("name").to_owned(),
        contact: typed.get("contact").to_owned(),
        mine_href: open_to_holders(process).then_some(mine),
        form: view::Form {
            action: format!("/processes/{}/new", process.id),
            title: language.of(&process.start.title),
            hidden,
            form,
            refused,
        },
    })
}

fn record(site: &Site, language: Language, chosen: &Chosen) -> Result<view::Record, WebError> {
    let (record, head) = public(site, &chosen.subject, &chosen.digest)?;
    let subject_href = format!("/subjects/{}", chosen.subject);
    Ok(view::Record {
        subject: head.name.clone().unwrap_or_else(|| chosen.subject.clone()),
        title: title(language, &record),
        item_title: language.of(&record.title),
        href: format!("{subject_href}/records/{}", record.digest),
        subject_href,
        authority: authority(language, &record),
        decided_on: record.decided_on.to_string(),
    })
}

fn taken(
    site: &Site,
    language: Language,
    (id, chosen): (&str, &Chosen),
    receipt: Receipt,
) -> Result<view::Receipt, WebError> {
    let process = begins(site, id)?;
    let about = match process.about {
        About::Record => {
            let record = record(site, language, chosen)?;
            let title = format!("{} · {}", record.subject, record.title);
            Some(view::About { title, href: Some(record.href) })
        }
        About::Subject => {
            let head = public_page(site, &chosen.subject)?.head;
            let href = Some(format!("/subjects/{}", chosen.subject));
            Some(view::About { title: head.name.unwrap_or_default(), href })
        }
        About::Agency | About::Nothing => None,
    };
    let path = language.href(&format!("/cases?number={}", receipt.number));
    let address = format!("{}{path}", site.config.address);
    let said = process.state(&receipt.state).map(|state| language.of(&state.said));
    Ok(view::Receipt {
        process: language.of(&process.title),
        about,
        qr: qr(&site.word(language, "case.qr"), &address),
        address,
        number: receipt.number,
        code: receipt.code,
        filed_on: receipt.filed_on.to_string(),
        said: said.unwrap_or_default(),
        dues: receipt.due.iter().map(|due| case_due(site, language, due)).collect(),
        position: receipt.position,
    })
}

/// A code that fits no number and a number that is none answer alike.
pub(super) fn is_hidden(error: &WorkflowError) -> bool {
    matches!(error, WorkflowError::NoSuchCase { .. } | WorkflowError::Refused(_))
}
