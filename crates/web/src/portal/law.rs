//! The law in force, as people read it: catalog items, lists, measures, matters.

pub(crate) mod item;
mod rule;

use axum::{extract::State, response::Response};
use policy::model::{
    basis::Basis,
    catalog::{CatalogItem, Polarity, Publicity},
    list::{ListKind, ListType},
    matter::{CheckDuty, Matter},
    measure::{Measure, MeasureEffect},
};
use vocabulary::SubjectKind;

use super::page::{Visit, page};
use crate::{WebError, guard::read::Named, site::Site, view::law as view, wording::Language};

/// Key of a subject kind under `kind.*`.
pub fn kind(kind: SubjectKind) -> &'static str {
    match kind {
        SubjectKind::Enterprise => "enterprise",
        SubjectKind::SelfEmployed => "self-employed",
        SubjectKind::Cooperative => "cooperative",
        SubjectKind::SocialOrganisation => "social-organisation",
        SubjectKind::PublicInstitution => "public-institution",
        SubjectKind::Government => "government",
        SubjectKind::OtherOrganisation => "other-organisation",
        SubjectKind::Person => "person",
    }
}

/// The text form of a closed word of the packs, as in the files and the message catalog.
pub fn id(word: &impl serde::Serialize) -> String {
    serde_json::to_value(word)
        .ok()
        .and_then(|value| value.as_str().map(str::to_owned))
        .unwrap_or_default()
}

/// Colour of a polarity.
pub fn tone(polarity: Polarity) -> &'static str {
    match polarity {
        Polarity::Positive => "good",
        Polarity::Negative => "bad",
        Polarity::Basic | Polarity::Other => "",
    }
}

/// Keys of subject kinds; where every kind of organisation is meant, that is said in one word.
pub(super) fn kinds(subjects: &[SubjectKind]) -> Vec<&'static str> {
    use SubjectKind::Person;
    // There are seven kinds beside natural persons.
    if subjects.iter().filter(|subject| **subject != Person).count() < 7 {
        return subjects.iter().map(|subject| kind(*subject)).collect();
    }
    let person = subjects.contains(&Person).then_some("person");
    std::iter::once("organisation").chain(person).collect()
}

/// A basis in one line.
pub fn cite(basis: &[Basis]) -> String {
    let Some(first) = basis.first() else { return String::new() };
    match &first.article {
        Some(article) => format!("{} {article}", first.document),
        None => first.document.clone(),
    }
}

/// `GET /items`
pub(super) async fn items(State(site): State<Site>, visit: Visit) -> Result<Response, WebError> {
    index(&site, visit, "items", |site, language| {
        let entry = |item: &CatalogItem| {
            let tone = if item.publicity == Publicity::Public { "good" } else { "quiet" };
            view::Entry {
                href: format!("/items/{}", item.id),
                title: language.of(&item.title),
                subjects: kinds(&item.subjects),
                mark_key: format!("publicity_class.{}", id(&item.publicity)),
                tone,
                basis: cite(&item.basis),
            }
        };
        let items = site.law.items(site.today());
        items.iter().map(|item| (format!("catalog.{}", id(&item.class)), entry(item))).collect()
    })
    .await
}

/// `GET /lists`
pub(super) async fn lists(State(site): State<Site>, visit: Visit) -> Result<Response, WebError> {
    index(&site, visit, "lists", |site, language| {
        let entry = |list: &ListType| view::Entry {
            href: format!("/lists/{}", list.id),
            title: language.of(&list.title),
            subjects: kinds(&list.subjects),
            mark_key: format!("list_kind.{}", id(&list.kind)),
            tone: list_tone(list.kind),
            basis: cite(&list.basis),
        };
        let lists = site.law.lists(site.today());
        lists.iter().map(|list| (format!("list_kind.{}", id(&list.kind)), entry(list))).collect()
    })
    .await
}

fn list_tone(kind: ListKind) -> &'static str {
    match kind {
        ListKind::Serious => "bad",
        ListKind::Abnormal => "wait",
        ListKind::Red => "good",
    }
}

/// `GET /measures`
pub(super) async fn measures(State(site): State<Site>, visit: Visit) -> Result<Response, WebError> {
    index(&site, visit, "measures", |site, language| {
        let entry = |measure: &Measure| {
            let (mark_key, tone) = measure_mark(measure);
            view::Entry {
                href: format!("/measures/{}", measure.id),
                title: language.of(&measure.title),
                subjects: kinds(&measure.object.subjects),
                mark_key,
                tone,
                basis: cite(&measure.basis),
            }
        };
        let measures = site.law.measures(site.today());
        let mut entries: Vec<_> = measures
            .iter()
            .map(|measure| (format!("effect.{}", id(&measure.effect)), entry(measure)))
            .collect();
        entries.sort_by_key(|(group, _)| group != "effect.incentive");
        entries
    })
    .await
}

/// The mark of a measure: a ban that intercepts, or else its class, or that it is an incentive.
fn measure_mark(measure: &Measure) -> (String, &'static str) {
    match (measure.effect, measure.class) {
        (MeasureEffect::Incentive, _) => ("effect.incentive".to_owned(), "good"),
        (_, _) if measure.intercepts => ("measure_class.intercepts".to_owned(), "bad"),
        (_, Some(class)) => (format!("measure_class.{class}"), "wait"),
        (_, None) => ("effect.restraint".to_owned(), "wait"),
    }
}

/// `GET /matters`
pub(super) async fn matters(State(site): State<Site>, visit: Visit) -> Result<Response, WebError> {
    index(&site, visit, "matters", |site, language| {
        let entry = |matter: &Matter| {
            let (mark_key, tone) = matter_mark(matter);
            view::Entry {
                href: format!("/matters/{}", matter.id),
                title: language.of(&matter.title),
                subjects: kinds(&matter.subjects),
                mark_key,
                tone,
                basis: cite(&matter.basis),
            }
        };
        let matters = site.law.matters(site.today());
        let group = |matter: &Matter| format!("purpose.{}", matter.purpose.as_str());
        matters.iter().map(|matter| (group(matter), entry(matter))).collect()
    })
    .await
}

pub(super) fn matter_mark(matter: &Matter) -> (String, &'static str) {
    if matter.basic_public_service {
        return ("duty.basic_public_service".to_owned(), "good");
    }
    match matter.check {
        CheckDuty::Required => ("duty.required".to_owned(), "wait"),
        CheckDuty::Reference => ("duty.reference".to_owned(), ""),
    }
}

async fn index(
    site: &Site,
    visit: Visit,
    noun: &'static str,
    entries: impl FnOnce(&Site, Language) -> Vec<(String, view::Entry)> + Send + 'static,
) -> Result<Response, WebError> {
    page(site, visit, ("portal/law/index.html", noun), move |site, visit| {
        let mut groups: Vec<view::Group> = Vec::new();
        for (title_key, entry) in entries(site, visit.language) {
            match groups.iter_mut().find(|group| group.title_key == title_key) {
                Some(group) => group.entries.push(entry),
                None => groups.push(view::Group { title_key, entries: vec![entry] }),
            }
        }
        Ok(view::Index { noun, groups, version: site.law.version().to_owned() })
    })
    .await
}

/// `GET /items/{id}`
pub(super) async fn item(
    State(site): State<Site>,
    visit: Visit,
    Named(id): Named<String>,
) -> Result<Response, WebError> {
    page(&site, visit, ("portal/law/item.html", "items"), move |site, visit| {
        item::show(site, visit.language, &id)
    })
    .await
}

/// `GET /lists/{id}`
pub(super) async fn list(
    State(site): State<Site>,
    visit: Visit,
    Named(id): Named<String>,
) -> Result<Response, WebError> {
    page(&site, visit, ("portal/law/rule.html", "lists"), move |site, visit| {
        rule::list(site, visit.language, &id)
    })
    .await
}

/// `GET /measures/{id}`
pub(super) async fn measure(
    State(site): State<Site>,
    visit: Visit,
    Named(id): Named<String>,
) -> Result<Response, WebError> {
    page(&site, visit, ("portal/law/rule.html", "measures"), move |site, visit| {
        rule::measure(site, visit.language, &id)
    })
    .await
}

/// `GET /matters/{id}`
pub(super) async fn matter(
    State(site): State<Site>,
    visit: Visit,
    Named(id): Named<String>,
) -> Result<Response, WebError> {
    page(&site, visit, ("portal/law/rule.html", "matters"), move |site, visit| {
        rule::matter(site, visit.language, &id)
    })
    .await
}
