//! `/mine`: what stands about me in one sentence, what is new, what is due.

use axum::{extract::State, response::Response};
use disclosure::{ConsentState, ConsentView, FileView, LookupView, NewsView, RecordView};
use policy::model::catalog::Polarity;
use vocabulary::Date;
use web::{
    WebError,
    door::{Holder, Language, Site, Visit, page, tell},
};

use crate::{
    cases, lookups, messages, own,
    view::{self, Acting, Due},
};

/// How many days ahead something counts as due.
const AHEAD: i32 = 30;
/// How much news stands on the start page.
const NEWS: u32 = 6;

/// `GET /mine`
pub(crate) async fn show(
    State(site): State<Site>,
    visit: Visit,
    holder: Holder,
) -> Result<Response, WebError> {
    page(&site, visit, ("mine/start.html", "start"), move |site, visit| {
        let (viewer, language) = (own::viewer(&holder), visit.language);
        let file = own::file(site, &holder)?;
        let looks = site.gate().lookups(&viewer, holder.acting, &own::turned(None, 100))?;
        let consents = site.gate().consents(&viewer, holder.acting)?.into_inner();
        let news = site.gate().news(&viewer, holder.acting, &own::turned(None, NEWS))?;
        let records = file.as_ref().map_or(&[][..], |file| file.records.as_slice());
        let mut due = dues(site, language, records, &consents);
        due.extend(cases::dues(site, language, &holder)?);
        due.sort_by(|one, other| one.on.cmp(&other.on));
        let recent = recent(site, &looks.entries);
        Ok(view::Start {
            name: own::name(&holder),
            code: holder.acting_code.clone(),
            organisation: own::is_organisation(&holder),
            kind: tell::kind(own::kind(file.as_ref(), &holder)),
            sentence: sentence(site, language, file.as_ref()),
            figures: figures(records),
            looked: recent.len(),
            last_look: recent.first().map(|look| lookups::line(site, language, look)),
            consents: consents.iter().filter(|one| one.state == ConsentState::InForce).count(),
            due,
            news: latest(site, language, &holder, &news.entries)?,
            acting: acting(&holder),
        })
    })
    .await
}

/// The latest of the messages.
fn latest(
    site: &Site,
    language: Language,
    holder: &Holder,
    news: &[NewsView],
) -> Result<Vec<view::News>, WebError> {
    let full = news.len() == NEWS as usize;
    let from = news.last().filter(|_| full).map_or(0, |last| last.position);
    let mut latest = messages::merged(site, language, holder, (news, (from, u64::MAX)))?;
    latest.truncate(NEWS as usize);
    Ok(latest)
}

/// What stands about the subject, in one sentence.
fn sentence(site: &Site, language: Language, file: Option<&FileView>) -> String {
    let records = file.map_or(&[][..], |file| file.records.as_slice());
    let active = records.iter().filter(|record| record.state.is_active());
    let (mut good, mut bad, mut other) = (0_u32, 0_u32, 0_u32);
    for record in active {
        match record.polarity {
            Polarity::Positive => good += 1,
            Polarity::Negative => bad += 1,
            Polarity::Basic | Polarity::Other => other += 1,
        }
    }
    let key = match (good + bad + other, bad) {
        (0, _) => "mine.sentence_none",
        (_, 0) => "mine.sentence_clear",
        _ => "mine.sentence_bad",
    };
    let values = [
        ("n", (good + bad + other).to_string()),
        ("good", good.to_string()),
        ("bad", bad.to_string()),
        ("other", other.to_string()),
    ];
    site.words(language, key, &values)
}

/// How many records are in force, public, and over.
fn figures(records: &[RecordView]) -> view::Figures {
    let active = records.iter().filter(|record| record.state.is_active());
    view::Figures {
        active: active.clone().count(),
        public: active.filter(|record| record.public_until.is_some()).count(),
        over: records.iter().filter(|record| !record.state.is_active()).count(),
    }
}

/// What the subject may want to do soon: ask for repair, renew a consent.
fn dues(
    site: &Site,
    language: Language,
    records: &[RecordView],
    consents: &[ConsentView],
) -> Vec<Due> {
    let today = site.today();
    let soon = vocabulary::period::add_days(today, AHEAD).unwrap_or(today);
    let mut dues = Vec::new();
    for record in records.iter().filter(|record| record.state.is_active()) {
        let title = tell::title(language, record);
        let repairable = record.lineage.as_ref().and_then(|lineage| lineage.repairable_from);
        if let Some(on) = repairable.filter(|on| *on <= soon) {
            let key = if on <= today { "mine.due_repair_now" } else { "mine.due_repair" };
            let href = format!("/mine/records/{}", record.digest);
            dues.push(due(site, language, (key, &title), on, href));
        }
        if let Some(on) = record.until_on.filter(|on| (today..=soon).contains(on)) {
            let href = format!("/mine/records/{}", record.digest);
            dues.push(due(site, language, ("mine.due_ends", &title), on, href));
        }
    }
    for consent in consents.iter().filter(|consent| consent.state == ConsentState::InForce) {
        if consent.until_on <= soon {
            let href = format!("/mine/consents/{}", consent.number);
            let title = own::agency(site, language, &consent.to);
            let said = ("mine.due_consent", title.as_str());
            dues.push(due(site, language, said, consent.until_on, href));
        }
    }
    dues
}

/// One thing that is due.
pub(crate) fn due(
    site: &Site,
    language: Language,
    (key, title): (&str, &str),
    on: Date,
    href: String,
) -> Due {
    let today = site.today();
    let left = today.until(on).map_or(0, |span| span.get_days());
    let state = match left {
        ..0 => "later",
        0 => "today",
        1..=7 => "soon",
        _ => "later",
    };
    let text = site.words(language, key, &[("title", title.to_owned())]);
    Due { text, on: on.to_string(), state, href }
}

/// Looks of the last thirty days.
fn recent<'l>(site: &Site, looks: &'l [LookupView]) -> Vec<&'l LookupView> {
    let month = jiff::SignedDuration::from_hours(30 * 24);
    let since = site.clock().now().checked_sub(month).unwrap_or_default();
    looks.iter().filter(|look| look.at >= since).collect()
}

/// For whom the holder may act.
pub(crate) fn acting(holder: &account::Holder) -> Vec<Acting> {
    let own = Acting {
        code: String::new(),
        name: holder.name.clone(),
        own: true,
        current: !own::is_organisation(holder),
    };
    let others = holder.mandates.iter().map(|mandate| Acting {
        code: mandate.code.clone(),
        name: mandate.name.clone(),
        own: false,
        current: holder.acting_code.as_deref() == Some(mandate.code.as_str()),
    });
    std::iter::once(own).chain(others).collect()
}
