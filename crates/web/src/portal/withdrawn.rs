//! `GET /publicity/withdrawn`: what was public and was taken back, by whom and why; nothing of what
//! it said. And the same as a feed.

use axum::{extract::State, response::Response};
use disclosure::{PageRequest, WithdrawnView};
use serde::Deserialize;

use super::{
    feeds::{Entry, atom},
    line::agency,
    page::{Visit, page},
};
use crate::{
    WebError, guard::read::Asked, site::Site, view::Pager, view::publicity as view,
    wording::Language,
};

/// Notices on one page, and in the feed.
const PAGE: u32 = 50;
/// Reasons that have a name.
const REASONS: [&str; 6] = ["revoked", "unlawful", "void", "changed", "mistaken", "decided"];

/// From where on.
#[derive(Deserialize)]
pub(super) struct From {
    after: Option<String>,
}

/// `GET /publicity/withdrawn`
pub(super) async fn list(
    State(site): State<Site>,
    visit: Visit,
    Asked(from): Asked<From>,
) -> Result<Response, WebError> {
    page(&site, visit, ("portal/publicity/withdrawn.html", "publicity"), move |site, visit| {
        let first = from.after.is_some();
        let found = site.gate.withdrawn(&PageRequest { after: from.after, size: PAGE })?;
        let found = found.into_inner();
        let notice = |one: &WithdrawnView| notice(site, visit.language, one);
        let href = "/publicity/withdrawn";
        Ok(view::Withdrawn {
            notices: found.entries.iter().map(notice).collect(),
            pager: Pager {
                next: found.next.map(|next| format!("{href}?after={next}")),
                first: first.then(|| href.to_owned()),
            },
        })
    })
    .await
}

/// `GET /publicity/withdrawn.atom`
pub(super) async fn feed(State(site): State<Site>, visit: Visit) -> Result<Response, WebError> {
    site.ask(move |site| {
        let entries = entries(site, visit.language, |_| true)?;
        let place = ("/publicity/withdrawn.atom", "/publicity/withdrawn");
        Ok(atom(site, &visit, (place, &site.word(visit.language, "withdrawn.title")), &entries))
    })
    .await
}

/// The newest notices of what is asked for, as entries of a feed.
pub(super) fn entries(
    site: &Site,
    language: Language,
    of: impl Fn(&WithdrawnView) -> bool,
) -> Result<Vec<Entry>, WebError> {
    let found = site.gate.withdrawn(&PageRequest { after: None, size: PAGE })?.into_inner();
    let entry = |one: &WithdrawnView| {
        let told = notice(site, language, one);
        let values = [("kind", told.kind.clone())];
        let why = told.reason.map_or(told.why.clone(), |words| format!("{}：{words}", told.why));
        Entry {
            href: format!("/publicity/withdrawn#w{}", told.reference),
            title: site.words(language, "withdrawn.of", &values),
            on: told.on,
            summary: format!("{} · {} · {why}", told.reference, told.agency),
        }
    };
    Ok(found.entries.iter().filter(|one| of(one)).map(entry).collect())
}

fn notice(site: &Site, language: Language, one: &WithdrawnView) -> view::TakenBack {
    let code = REASONS.into_iter().find(|code| *code == one.reason_code).unwrap_or("other");
    view::TakenBack {
        reference: one.reference.clone(),
        kind: language.of(&one.title),
        agency: agency(language, &one.agency),
        on: one.withdrawn_on.to_string(),
        why: site.word(language, &format!("withdrawn.{code}")),
        reason: one.reason.clone(),
    }
}
