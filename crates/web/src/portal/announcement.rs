//! Public notices: `GET /announcements/{process}`, and the same as CSV. What is public of a case is
//! what its process says; people are never named.

use axum::{
    extract::State,
    http::header,
    response::{IntoResponse, Response},
};
use policy::model::process::{Outcome, Process};
use serde::Deserialize;
use workflow::{
    Announcement,
    case::{CaseView, Page},
};

use super::{
    page::{Visit, page},
    process::announced,
    publicity::disarm,
    search::encode,
};
use crate::{
    WebError,
    guard::read::{Asked, Named},
    site::Site,
    view::{
        Labelled, Pager,
        case::{About, Notice, Notices},
    },
    wording::Language,
};

/// Notices on one page.
const PAGE: usize = 20;
/// Notices that a search looks through for one page, and that a file holds, at most.
const FAR: usize = 5_000;

/// What is sought, and from where on.
#[derive(Clone, Default, Deserialize)]
pub(super) struct Sought {
    #[serde(default)]
    q: String,
    after: Option<String>,
}

/// `GET /announcements/{process}`
pub(super) async fn list(
    State(site): State<Site>,
    visit: Visit,
    Named(id): Named<String>,
    Asked(sought): Asked<Sought>,
) -> Result<Response, WebError> {
    page(&site, visit, ("portal/announcements.html", "publicity"), move |site, visit| {
        let process = process(site, &id)?;
        let query: String = sought.q.trim().chars().take(60).collect();
        let first = sought.after.is_some();
        let (notices, next) = found(site, visit.language, (process, &query), (sought.after, PAGE))?;
        let q = (!query.is_empty()).then(|| format!("q={}", encode(&query)));
        let at = |after: Option<String>| {
            let after = after.map(|after| format!("after={after}"));
            visit.with(&q.iter().cloned().chain(after).collect::<Vec<_>>().join("&"))
        };
        let href = format!("/announcements/{id}");
        let csv = q.as_ref().map(|q| format!("?{q}")).unwrap_or_default();
        Ok(Notices {
            process: visit.language.of(&process.title),
            guide_href: format!("/processes/{id}"),
            csv_href: format!("{href}/notices.csv{csv}"),
            pager: Pager { next: next.map(|next| at(Some(next))), first: first.then(|| at(None)) },
            href,
            query,
            notices,
        })
    })
    .await
}

/// `GET /announcements/{process}/notices.csv`
pub(super) async fn download(
    State(site): State<Site>,
    visit: Visit,
    Named(id): Named<String>,
    Asked(sought): Asked<Sought>,
) -> Result<Response, WebError> {
    site.ask(move |site| {
        let process = process(site, &id)?;
        let query: String = sought.q.trim().chars().take(60).collect();
        let (notices, _) = found(site, visit.language, (process, &query), (None, FAR))?;
        let content = table(site, visit.language, &notices)
            .map_err(|error| WebError::Machine(format!("a table was not written: {error}")))?;
        let headers = [
            (header::CONTENT_TYPE, "text/csv; charset=utf-8".to_owned()),
            (header::CONTENT_DISPOSITION, format!("attachment; filename=\"{id}.csv\"")),
        ];
        Ok((headers, content).into_response())
    })
    .await
}

/// The latest edition of a process that has public notices.
fn process<'law>(site: &'law Site, id: &str) -> Result<&'law Process, WebError> {
    let present = site.law.process(id, site.today());
    let past = || site.law.processes_ever().filter(|one| one.id == id).last();
    let process = present.or_else(past).filter(|process| announced(process).is_some());
    process.ok_or(WebError::Missing)
}

/// Up to `size` notices that contain a text, and where the next begin.
fn found(
    site: &Site,
    language: Language,
    (process, query): (&Process, &str),
    (mut after, size): (Option<String>, usize),
) -> Result<(Vec<Notice>, Option<String>), WebError> {
    let (mut kept, mut seen) = (Vec::new(), 0);
    loop {
        let request = Page { after: after.clone(), size: size.min(100) as u32 };
        let (entries, next) = if process.public {
            let page = site.cases.openly(&process.id, &request)?;
            let told = page.entries.iter().map(|one| open(language, process, one));
            (told.collect::<Vec<_>>(), page.next)
        } else {
            let page = site.cases.announced(&process.id, &request)?;
            (page.entries.iter().map(|one| told(language, one)).collect(), page.next)
        };
        seen += entries.len();
        kept.extend(entries.into_iter().filter(|notice| contains(notice, query)));
        after = next;
        if after.is_none() || kept.len() >= size || seen >= FAR {
            return Ok((kept, after));
        }
    }
}

fn contains(notice: &Notice, query: &str) -> bool {
    let subject = notice.subject.as_ref().map(|subject| subject.title.as_str());
    let values = notice.facts.iter().map(|fact| fact.value.as_str());
    let mut texts = values.chain(subject).chain([notice.number.as_str()]);
    query.is_empty() || texts.any(|text| text.contains(query))
}

/// A case whose state is public.
fn open(language: Language, process: &Process, case: &CaseView) -> Notice {
    let line = &case.line;
    let name = line.name.clone().filter(|_| !process.unnamed);
    let fact = |field: &workflow::case::FieldView| {
        let shown = field.shown.as_ref().map(|shown| language.of(shown));
        let value = shown.or_else(|| field.value.clone()).filter(|value| !value.is_empty())?;
        Some(Labelled { label: language.of(&field.title), value, wide: false })
    };
    Notice {
        number: line.number.clone(),
        on: line.filed_on.to_string(),
        state: Some(language.of(&line.state_title)),
        tone: match line.outcome {
            Some(Outcome::Done) => "good",
            Some(Outcome::Refused) => "bad",
            Some(_) => "quiet",
            None => "wait",
        },
        subject: name.map(|name| about(name, line.code.as_ref())),
        facts: case.fields.iter().filter_map(fact).collect(),
    }
}

/// What a case announced.
fn told(language: Language, one: &Announcement) -> Notice {
    let fact = |field: &workflow::AnnouncedField| {
        let shown = field.shown.as_ref().map(|shown| language.of(shown));
        let value = shown.unwrap_or_else(|| field.value.clone());
        Labelled { label: language.of(&field.title), value, wide: false }
    };
    let facts = one.fields.iter().map(fact).filter(|fact| !fact.value.is_empty());
    Notice {
        number: one.number.clone(),
        on: one.on.to_string(),
        state: None,
        tone: "",
        subject: one.name.clone().map(|name| about(name, one.code.as_ref())),
        facts: facts.collect(),
    }
}

fn about(title: String, code: Option<&String>) -> About {
    About { title, href: code.map(|code| format!("/subjects/{code}")) }
}

fn table(
    site: &Site,
    language: Language,
    notices: &[Notice],
) -> Result<Vec<u8>, Box<dyn std::error::Error>> {
    let mut writer = csv::Writer::from_writer("\u{feff}".as_bytes().to_vec());
    writer.write_record(site.word(language, "announcement.csv_head").split(','))?;
    let (colon, stop) =
        (site.word(language, "site.colon"), site.word(language, "announcement.stop"));
    for notice in notices {
        let facts = notice.facts.iter().map(|fact| format!("{}{colon}{}", fact.label, fact.value));
        let row = [
            notice.number.clone(),
            notice.on.clone(),
            notice.state.clone().unwrap_or_default(),
            notice.subject.as_ref().map(|subject| subject.title.clone()).unwrap_or_default(),
            facts.collect::<Vec<_>>().join(&stop),
        ];
        writer.write_record(row.map(|cell| disarm(&cell)))?;
    }
    Ok(writer.into_inner()?)
}
