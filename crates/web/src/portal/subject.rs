//! `GET /subjects/{code}`: who it is, what is public about it, until when, and what that means.

use std::collections::BTreeMap;

use axum::{extract::State, response::Response};
use disclosure::{FormerView, RecordView, RelationView, SubjectPage};
use policy::Term;
use serde::Deserialize;
use vocabulary::{Date, SubjectId, unified_code::UnifiedCode};

use super::{
    law::kind,
    line::{authority, class_title, division, field, line, period, state_tone, term},
    page::{Visit, page},
    publicity::table,
};
use crate::{
    WebError,
    guard::read::{Asked, Named},
    site::Site,
    view::{Labelled, Pager, Tag, subject as view},
    wording::Language,
};

/// Records on one page.
const PAGE: usize = 50;

/// Related subjects of one kind that are shown at once.
const RELATED: usize = 6;

/// Filter and page.
#[derive(Deserialize)]
pub(super) struct Chosen {
    item: Option<String>,
    #[serde(default)]
    page: usize,
}

/// The subject of a code in an address; a code that is none names nothing.
pub(crate) fn subject_of(site: &Site, code: &str) -> Result<SubjectId, WebError> {
    let code = UnifiedCode::parse(code).map_err(|_| WebError::Missing)?;
    Ok(site.site_key.subject_id(&code.identifier()))
}

/// The public page of a code.
pub(crate) fn public_page(site: &Site, code: &str) -> Result<SubjectPage, WebError> {
    let subject = subject_of(site, code)?;
    let page = site.gate.page(subject)?.ok_or(WebError::Missing)?;
    Ok(page.into_inner())
}

/// The same for a page at that address. The page of a code that was merged into another stands at that
/// one's address, under the same `place` below it.
pub(crate) fn page_at(site: &Site, code: &str, place: &str) -> Result<SubjectPage, WebError> {
    let page = public_page(site, code)?;
    match &page.head.code {
        Some(whole) if *whole != code.to_ascii_uppercase() => {
            Err(WebError::Moved { to: format!("/subjects/{whole}{place}") })
        }
        _ => Ok(page),
    }
}

/// `GET /subjects/{code}`
pub(super) async fn show(
    State(site): State<Site>,
    visit: Visit,
    Named(code): Named<String>,
    Asked(chosen): Asked<Chosen>,
) -> Result<Response, WebError> {
    page(&site, visit, ("portal/subject.html", "subjects"), move |site, visit| {
        let page = page_at(site, &code, "")?;
        view(site, visit, &page, &chosen)
    })
    .await
}

/// `GET /subjects/{code}/records.csv`
pub(super) async fn download(
    State(site): State<Site>,
    visit: Visit,
    Named(code): Named<String>,
) -> Result<Response, WebError> {
    site.ask(move |site| {
        let page = page_at(site, &code, "/records.csv")?;
        let lines =
            page.records.iter().map(|record| line(site, visit.language, &page.head, record));
        table(site, visit.language, &format!("{code}.csv"), lines)
    })
    .await
}

fn view(
    site: &Site,
    visit: &Visit,
    page: &SubjectPage,
    chosen: &Chosen,
) -> Result<view::Subject, WebError> {
    let language = visit.language;
    let head = &page.head;
    let code = head.code.clone().ok_or(WebError::Missing)?;
    let shown = |record: &&RecordView| chosen.item.as_ref().is_none_or(|item| *item == record.item);
    let records: Vec<&RecordView> = page.records.iter().filter(shown).collect();
    let start = chosen.page.saturating_mul(PAGE);
    let lines = records.iter().skip(start).take(PAGE);
    let lines: Vec<_> = lines.map(|record| line(site, language, head, record)).collect();
    let registration = page.records.iter().find(|record| record.item.ends_with("registration"));
    Ok(view::Subject {
        name: head.name.clone().unwrap_or_else(|| code.clone()),
        kind: kind(head.kind),
        legal_form: registration.is_some_and(|one| field(one, "enterprise_type").is_some()),
        state: head.state.clone(),
        state_tone: state_tone(head.state.as_deref()),
        tags: tags(language, page),
        facts: facts(site, language, page, registration),
        former_names: head.former.iter().map(|former| borne(site, language, former)).collect(),
        relations: related(site, language, &page.relations),
        total: page.counts.values().sum(),
        filters: filters(site, visit, page, chosen),
        years: view::by_year(lines),
        pager: pager(visit, chosen, records.len()),
        more: page.more && start + PAGE >= records.len(),
        explanations: explanations(site, language, &page.records),
        position: page.records.iter().map(|record| record.position).max(),
        csv_href: format!("/subjects/{code}/records.csv"),
        json_href: format!("/api/v1/subjects/{code}"),
        report_href: if acts_for(visit, &code) { "/mine/reports" } else { "/reports" },
        code,
    })
}

/// Whether whoever is signed in acts for the subject.
fn acts_for(visit: &Visit, code: &str) -> bool {
    match visit.signed.as_ref().map(|signed| &signed.who) {
        Some(account::Who::Holder(holder)) => holder.acting_code.as_deref() == Some(code),
        _ => false,
    }
}

/// Kinds of records that speak for the subject.
fn tags(language: Language, page: &SubjectPage) -> Vec<Tag> {
    let mut titles: Vec<String> = Vec::new();
    for record in &page.records {
        let title = language.of(&record.title);
        let good = record.polarity == policy::model::catalog::Polarity::Positive;
        if good && !titles.contains(&title) {
            titles.push(title);
        }
    }
    titles.into_iter().take(3).map(|title| Tag { title, tone: "good" }).collect()
}

fn facts(
    site: &Site,
    language: Language,
    page: &SubjectPage,
    registration: Option<&RecordView>,
) -> Vec<Labelled> {
    let labelled = |key: &str, value: Option<String>, wide| {
        let value = value.filter(|value| !value.is_empty())?;
        Some(Labelled { label: site.word(language, key), value, wide })
    };
    let written =
        |name: &str| registration.and_then(|record| field(record, name)).map(str::to_owned);
    let head = &page.head;
    let capital = written("capital_text")
        .or_else(|| written("registered_capital").map(|amount| format!("{amount} 万元")));
    [
        labelled("subject.registered_on", head.registered_on.map(|day| day.to_string()), false),
        labelled("subject.enterprise_type", written("enterprise_type"), false),
        labelled(
            "subject.authority",
            registration.map(|record| authority(language, record)),
            false,
        ),
        labelled("subject.capital", capital, false),
        labelled("subject.division", division(site, head.division.as_deref()), false),
        labelled("subject.address", written("address"), true),
        labelled("subject.scope", written("business_scope"), true),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// A former name with the days on which it was borne.
fn borne(site: &Site, language: Language, former: &FormerView) -> String {
    match between(site, language, (former.from_on, former.until_on)) {
        Some(days) => {
            let values = [("name", former.name.clone()), ("days", days)];
            site.words(language, "subject.former_on", &values)
        }
        None => former.name.clone(),
    }
}

/// From when until when, as far as it is known.
pub fn between(
    site: &Site,
    language: Language,
    (from, until): (Option<Date>, Option<Date>),
) -> Option<String> {
    let key = match (from, until) {
        (None, None) => return None,
        (Some(_), None) => "subject.days_from",
        (None, Some(_)) => "subject.days_until",
        (Some(_), Some(_)) => "subject.days",
    };
    let word = |day: Option<Date>| day.map(|day| day.to_string()).unwrap_or_default();
    Some(site.words(language, key, &[("from", word(from)), ("until", word(until))]))
}

/// Related subjects in the order in which the gate tells them, grouped by what they are.
fn related(site: &Site, language: Language, relations: &[RelationView]) -> Vec<view::Related> {
    let mut groups: Vec<view::Related> = Vec::new();
    for relation in relations {
        let Some(name) = relation.name.clone().or_else(|| relation.code.clone()) else { continue };
        let href = relation.code.as_ref().map(|code| format!("/subjects/{code}"));
        let period = between(site, language, (relation.from_on, relation.until_on));
        let one = view::Relation { name, href, period };
        match groups.iter_mut().find(|group| group.kind == relation.role) {
            Some(group) if group.shown.len() < RELATED => group.shown.push(one),
            Some(group) => group.folded.push(one),
            None => groups.push(view::Related {
                kind: relation.role.clone(),
                shown: vec![one],
                folded: Vec::new(),
            }),
        }
    }
    groups
}

fn filters(site: &Site, visit: &Visit, page: &SubjectPage, chosen: &Chosen) -> Vec<view::Filter> {
    let all = view::Filter {
        title: String::new(),
        href: visit.path.clone(),
        count: page.counts.values().sum(),
        current: chosen.item.is_none(),
    };
    let each = page.counts.iter().filter_map(|(item, count)| {
        let title = visit.language.of(&site.law.item(item, site.today())?.title);
        let href = visit.with(&format!("item={item}"));
        let current = chosen.item.as_ref() == Some(item);
        Some(view::Filter { title, href, count: *count, current })
    });
    std::iter::once(all).chain(each).collect()
}

fn pager(visit: &Visit, chosen: &Chosen, records: usize) -> Pager {
    let item = chosen.item.as_ref().map(|item| format!("item={item}"));
    let at = |page: usize| {
        let number = (page > 0).then(|| format!("page={page}"));
        let query: Vec<String> = item.iter().cloned().chain(number).collect();
        visit.with(&query.join("&"))
    };
    let more = records > (chosen.page + 1).saturating_mul(PAGE);
    Pager { next: more.then(|| at(chosen.page + 1)), first: (chosen.page > 0).then(|| at(0)) }
}

/// One explanation for each kind and class on the page; where several records are of one class,
/// with the earliest day on which repair can be asked for.
fn explanations(site: &Site, language: Language, records: &[RecordView]) -> Vec<view::Explanation> {
    let mut explained: BTreeMap<(String, String), view::Explanation> = BTreeMap::new();
    for record in records {
        let Some(term) = term(site, record) else { continue };
        let Some(title) = class_title(Some(&term)) else { continue };
        let repairable = term.repairable_from.map(|day| day.to_string());
        let key = (record.item.clone(), record.severity.clone());
        let entry = explained.entry(key).or_insert_with(|| view::Explanation {
            item_title: language.of(&record.title),
            class_title: language.of(title),
            text: lasts(site, language, record, &term),
            repairable_from: repairable.clone(),
        });
        if repairable.is_some() && repairable < entry.repairable_from {
            entry.repairable_from = repairable;
        }
    }
    explained.into_values().collect()
}

/// How long the class lasts, in the words of the edition that decided: a later one that is more
/// favourable goes before the one of the day of decision.
fn lasts(site: &Site, language: Language, record: &RecordView, term: &Term<'_>) -> String {
    let edition = term.edition_from.map_or(record.decided_on, |from| from.max(record.decided_on));
    let shown = site.law.show(&record.item, edition);
    let class = shown
        .and_then(|shown| shown.disclosure?.class.iter().find(|class| class.id == record.severity));
    match class {
        Some(class) => period(site, language, class),
        None => site.word(language, "subject.class_plain"),
    }
}
