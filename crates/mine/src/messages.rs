//! `/mine/messages`: what happened with one's own data, newest first.

use axum::{extract::State, response::Response};
use disclosure::{NewsKind, NewsView};
use serde::Deserialize;
use web::{
    WebError,
    door::{Asked, Holder, Language, Site, Visit, page, tell},
};

use crate::{cases, own, view};

/// Which page.
#[derive(Deserialize)]
pub(crate) struct Turned {
    after: Option<String>,
}

/// `GET /mine/messages`
pub(crate) async fn list(
    State(site): State<Site>,
    visit: Visit,
    holder: Holder,
    Asked(turned): Asked<Turned>,
) -> Result<Response, WebError> {
    page(&site, visit, ("mine/messages.html", "messages"), move |site, visit| {
        let first = turned.after.is_some().then(|| visit.path.clone());
        let request = own::turned(turned.after, 50);
        let before = request.after.as_deref().and_then(|after| after.parse().ok());
        let news = site.gate().news(&own::viewer(&holder), holder.acting, &request)?.into_inner();
        let last = news.next.as_ref().and_then(|next| next.parse().ok());
        let span = (last.unwrap_or(0), before.unwrap_or(u64::MAX));
        Ok(view::Messages {
            news: merged(site, visit.language, &holder, (&news.entries, span))?,
            pager: tell::Pager {
                next: news.next.map(|next| visit.with(&format!("after={next}"))),
                first,
            },
        })
    })
    .await
}

/// What happened with the data and what cases wrote, between two positions, the newest first.
pub(crate) fn merged(
    site: &Site,
    language: Language,
    holder: &Holder,
    (news, span): (&[NewsView], (u64, u64)),
) -> Result<Vec<view::News>, WebError> {
    let told = news.iter().map(|news| (news.position, line(site, language, news)));
    let mut all: Vec<_> = told.chain(cases::letters(site, language, holder, span)?).collect();
    all.sort_by_key(|(position, _)| std::cmp::Reverse(*position));
    Ok(all.into_iter().map(|(_, news)| news).collect())
}

/// One piece of news in one sentence.
fn line(site: &Site, language: Language, news: &NewsView) -> view::News {
    let title = news.title.as_ref().map(|title| language.of(title)).unwrap_or_default();
    let organisation = news.organisation.as_ref();
    let organisation = organisation.map(|agency| own::agency(site, language, agency));
    let values = [
        ("item", title),
        ("agency", organisation.unwrap_or_else(|| site.word(language, "mine.platform"))),
        ("number", news.number.clone().unwrap_or_default()),
    ];
    view::News {
        at: tell::instant(news.at),
        tone: tone(news.kind),
        text: site.words(language, &format!("mine.news.{}", tell::id(&news.kind)), &values),
        summary: news.summary.clone(),
        href: href(news),
    }
}

fn tone(kind: NewsKind) -> &'static str {
    match kind {
        NewsKind::Repaired => "good",
        NewsKind::Refused | NewsKind::Erased => "wait",
        _ => "",
    }
}

/// Where more stands about it.
fn href(news: &NewsView) -> Option<String> {
    use NewsKind::{
        Checked, ConsentGiven, ConsentWithdrawn, DeclarationChecked, DeclarationFiled, Erased,
        Exported, Looked, ObjectionFiled, ObjectionHandled, Questioned, Refused,
    };
    match news.kind {
        Erased => None,
        Looked | Checked | Refused | Exported => Some(format!("/mine/lookups/{}", news.position)),
        Questioned => Some("/mine/lookups".to_owned()),
        ConsentGiven | ConsentWithdrawn => {
            news.number.as_ref().map(|number| format!("/mine/consents/{number}"))
        }
        ObjectionFiled | ObjectionHandled => Some("/mine/cases".to_owned()),
        DeclarationFiled | DeclarationChecked => Some("/mine/declarations".to_owned()),
        _ => news.digest.as_ref().map(|digest| format!("/mine/records/{digest}")),
    }
}
