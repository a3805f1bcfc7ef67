//! `/mine/cases/new/{process}`: beginning a case, signed in.

use axum::{extract::State, http::StatusCode, response::Response};
use disclosure::RecordAnswer;
use policy::model::process::{About, Party, Process};
use serde::Deserialize;
use vocabulary::{SubjectId, UnifiedCode};
use web::{
    WebError,
    door::{
        Asked, CaseForm, CaseWrong, Fields, Holder, Language, Named, Site, Upload, Visit,
        announced, asked_form, asks_of_start, case_due, case_input, case_trouble, open_to_holders,
        page, parties, tell,
    },
    view::{Refused, case as shown},
};
use workflow::case::{CaseOrNew, NewCase, Receipt};

use super::{by, choose, sign, view};
use crate::own;

/// What it is about.
#[derive(Clone, Default, Deserialize)]
pub(crate) struct Chosen {
    #[serde(default)]
    pub(super) digest: String,
    /// Unified code of another than the holder.
    #[serde(default)]
    pub(super) subject: String,
    /// The commitment item.
    #[serde(default)]
    pub(super) item: String,
}

/// What is wrong with what was sent, if something is.
type Trouble = (CaseForm, Option<Refused>);

/// `GET /mine/cases/new/{process}`
pub(crate) async fn ask(
    State(site): State<Site>,
    visit: Visit,
    holder: Holder,
    Named(id): Named<String>,
    Asked(chosen): Asked<Chosen>,
) -> Result<Response, WebError> {
    let (language, owner, of, asked) = (visit.language, holder.clone(), id.clone(), chosen.clone());
    let open =
        site.ask(move |site| choose::choice(site, language, &owner, (begins(site, &of)?, &asked)));
    if let Some(choice) = open.await? {
        let place = ("mine/case-choose.html", "cases");
        return page(&site, visit, place, move |_, _| Ok(choice)).await;
    }
    page(&site, visit, ("mine/case-new.html", "cases"), move |site, visit| {
        filled(site, visit.language, &holder, (&id, &chosen), (&Fields::default(), None))
    })
    .await
}

/// `POST /mine/cases/new/{process}`
pub(crate) async fn file(
    State(site): State<Site>,
    visit: Visit,
    holder: Holder,
    Named(id): Named<String>,
    upload: Upload,
) -> Result<Response, WebError> {
    let (language, fields) = (visit.language, upload.fields.clone());
    let chosen = Chosen {
        digest: fields.get("digest").to_owned(),
        subject: fields.get("subject").to_owned(),
        item: fields.get("item").to_owned(),
    };
    let (owner, of, about) = (holder.clone(), id.clone(), chosen.clone());
    let filed = site.ask(move |site| open(site, language, &owner, (&of, &about), &upload)).await?;
    match filed {
        Ok(receipt) => {
            let place = ("mine/case-filed.html", "cases");
            let taken = move |site: &Site, visit: &Visit| taken(site, visit.language, &id, receipt);
            page(&site, visit, place, taken).await
        }
        Err(trouble) => {
            let place = ("mine/case-new.html", "cases");
            let again = move |site: &Site, visit: &Visit| {
                let typed = (&fields, Some(*trouble));
                filled(site, visit.language, &holder, (&id, &chosen), typed)
            };
            let mut response = page(&site, visit, place, again).await?;
            *response.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
            Ok(response)
        }
    }
}

/// A process that somebody who is signed in may begin.
fn begins<'law>(site: &'law Site, id: &str) -> Result<&'law Process, WebError> {
    let process = site.law().process(id, site.today()).ok_or(WebError::Missing)?;
    if open_to_holders(process) { Ok(process) } else { Err(WebError::Missing) }
}

/// Whether the case is about whoever begins it.
pub(super) fn about_oneself(process: &Process) -> bool {
    matches!(process.about, About::Subject | About::Record)
        && parties(process).any(|party| party == Party::Subject)
}

/// The case that is to begin, without what is typed.
pub(super) fn new(
    site: &Site,
    holder: &account::Holder,
    (process, chosen): (&Process, &Chosen),
) -> Result<NewCase, WebError> {
    let subject = match process.about {
        About::Record => Some(record_of(site, holder, chosen)?),
        About::Subject if chosen.subject.is_empty() && about_oneself(process) => {
            Some(holder.acting)
        }
        About::Subject => other(site, &chosen.subject),
        About::Agency | About::Nothing => None,
    };
    let digest = Some(chosen.digest.clone()).filter(|_| process.about == About::Record);
    Ok(NewCase { process: process.id.clone(), subject, digest, ..NewCase::default() })
}

/// The subject of a code.
fn other(site: &Site, code: &str) -> Option<SubjectId> {
    let code = UnifiedCode::parse(code).ok()?;
    Some(site.site_key.subject_id(&code.identifier()))
}

/// Whose record it is: an own one, or one that everybody sees.
fn record_of(
    site: &Site,
    holder: &account::Holder,
    chosen: &Chosen,
) -> Result<SubjectId, WebError> {
    if let Ok(record) = own::record(site, holder, &chosen.digest) {
        return Ok(SubjectId::from_hex(&record.subject).unwrap_or(holder.acting));
    }
    let subject = other(site, &chosen.subject).ok_or(WebError::Missing)?;
    match site.gate().record(subject, &chosen.digest)?.into_inner() {
        RecordAnswer::Public { .. } => Ok(subject),
        RecordAnswer::Gone => Err(WebError::Gone),
        RecordAnswer::NotFound => Err(WebError::Missing),
    }
}

fn open(
    site: &Site,
    language: Language,
    holder: &account::Holder,
    (id, chosen): (&str, &Chosen),
    upload: &Upload,
) -> Result<Result<Receipt, Box<Trouble>>, WebError> {
    let (process, by) = (begins(site, id)?, by(holder));
    let new = sign::with_item(process, chosen, new(site, holder, (process, chosen))?);
    let typed = sign::typed(process, chosen, &upload.fields);
    let asks = asks_of_start(process, &process.start);
    let mut form = asked_form(site, language, (&by, &CaseOrNew::New(new.clone())), asks, &typed)?;
    sign::narrow(site, process, chosen, &mut form);
    form.check(site, language, &upload.files);
    if asks_subject(process) && new.subject.is_none() {
        let text = site.word(language, "case.subject_unknown");
        form.errors.insert(0, CaseWrong { field: "subject".to_owned(), text });
    }
    let unread = sign::unread(site, language, (process, chosen), &upload.fields);
    form.errors.splice(0..0, unread);
    if !form.errors.is_empty() {
        return Ok(Err(Box::new((form, None))));
    }
    let input = case_input(&form, upload)?;
    match site.cases().open(&by, NewCase { input, ..new }) {
        Ok(receipt) => Ok(Ok(receipt)),
        Err(error) => {
            let refused = case_trouble(&mut form, error)?;
            Ok(Err(Box::new((form, refused))))
        }
    }
}

/// Whether the code of another is asked for.
fn asks_subject(process: &Process) -> bool {
    process.about == About::Subject && !about_oneself(process)
}

fn filled(
    site: &Site,
    language: Language,
    holder: &account::Holder,
    (id, chosen): (&str, &Chosen),
    (typed, trouble): (&Fields, Option<Trouble>),
) -> Result<view::New, WebError> {
    let (process, by) = (begins(site, id)?, by(holder));
    let new = sign::with_item(process, chosen, new(site, holder, (process, chosen))?);
    let start = site.cases().start(&by, &new);
    let foreseen = match start {
        Ok(start) => start.refused.map(Refused::from),
        Err(error) => case_trouble(&mut CaseForm::default(), error)?,
    };
    let clear = foreseen.is_none();
    let (mut form, refused) = match trouble {
        Some((form, refused)) => (form, refused.or(foreseen)),
        None => {
            let typed = sign::typed(process, chosen, typed);
            let asks = asks_of_start(process, &process.start);
            let of = CaseOrNew::New(new);
            let mut form = asked_form(site, language, (&by, &of), asks, &typed)?;
            sign::narrow(site, process, chosen, &mut form);
            (form, foreseen)
        }
    };
    let mut hidden = vec![
        ("digest".to_owned(), chosen.digest.clone()),
        ("item".to_owned(), chosen.item.clone()),
    ];
    let known = other(site, &chosen.subject).is_some();
    let asks_subject = asks_subject(process) && !known;
    if !asks_subject {
        hidden.push(("subject".to_owned(), chosen.subject.clone()));
    }
    hidden.retain(|(_, value)| !value.is_empty());
    hidden.extend(sign::settled(process, &mut form));
    let record = match process.about {
        About::Record => Some(record(site, language, holder, chosen)?),
        _ => None,
    };
    Ok(view::New {
        process: language.of(&process.title),
        purpose: language.of(&process.purpose),
        guide_href: format!("/processes/{}", process.id),
        name: own::name(holder),
        back: record.as_ref().map_or_else(|| "/mine/cases".to_owned(), |one| one.href.clone()),
        record,
        asks_subject,
        subject: chosen.subject.clone(),
        signing: sign::signing(site, language, holder, (process, chosen, typed))?,
        clear,
        form: shown::Form {
            action: format!("/mine/cases/new/{}", process.id),
            title: language.of(&process.start.title),
            hidden,
            form,
            refused,
        },
    })
}

fn record(
    site: &Site,
    language: Language,
    holder: &account::Holder,
    chosen: &Chosen,
) -> Result<shown::Record, WebError> {
    let (record, subject, subject_href, href) = match own::record(site, holder, &chosen.digest) {
        Ok(record) => {
            let href = format!("/mine/records/{}", record.digest);
            (record, own::name(holder), "/mine/records".to_owned(), href)
        }
        Err(_) => {
            let subject = other(site, &chosen.subject).ok_or(WebError::Missing)?;
            let answer = site.gate().record(subject, &chosen.digest)?.into_inner();
            let RecordAnswer::Public { record, head } = answer else {
                return Err(WebError::Missing);
            };
            let page = format!("/subjects/{}", chosen.subject);
            let href = format!("{page}/records/{}", record.digest);
            (*record, head.name.unwrap_or_else(|| chosen.subject.clone()), page, href)
        }
    };
    Ok(shown::Record {
        subject,
        title: tell::title(language, &record),
        item_title: language.of(&record.title),
        subject_href,
        href,
        authority: tell::authority(language, &record),
        decided_on: record.decided_on.to_string(),
    })
}

fn taken(
    site: &Site,
    language: Language,
    id: &str,
    receipt: Receipt,
) -> Result<view::Filed, WebError> {
    let process = begins(site, id)?;
    let said = process.state(&receipt.state).map(|state| language.of(&state.said));
    let signed = sign::field(process).is_some();
    Ok(view::Filed {
        process: language.of(&process.title),
        signed,
        href: format!("/mine/cases/{}", receipt.number),
        announced_href: announced(process).filter(|_| signed),
        number: receipt.number,
        code: receipt.code,
        filed_on: receipt.filed_on.to_string(),
        said: said.unwrap_or_default(),
        dues: receipt.due.iter().map(|due| case_due(site, language, due)).collect(),
        position: receipt.position,
    })
}
