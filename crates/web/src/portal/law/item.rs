//! The page of a catalog item: what is collected, why, who sees it, until when.

use policy::model::catalog::{Audience, CatalogClass, CatalogItem, Field, Publicity};

use super::{cite, id, kinds, tone};
use crate::{WebError, portal::line::label, site::Site, view::law as view, wording::Language};

pub(super) fn show(site: &Site, language: Language, name: &str) -> Result<view::Item, WebError> {
    let shown = site.law.show(name, site.today()).ok_or(WebError::Missing)?;
    let item = shown.item;
    let classes = shown.disclosure.map(|edition| edition.class.as_slice()).unwrap_or_default();
    Ok(view::Item {
        id: item.id.clone(),
        title: language.of(&item.title),
        polarity: id(&item.polarity),
        tone: tone(item.polarity),
        publicity: id(&item.publicity),
        class: id(&item.class),
        subjects: kinds(&item.subjects),
        cycle: id(&item.cycle),
        report_within: item.report_within,
        retention: item.retention,
        effective_from: item.effective_from.to_string(),
        until: item.until.map(|until| until.to_string()),
        fields: item.field.iter().map(|one| field(language, one)).collect(),
        excluded: item
            .exclude
            .iter()
            .map(|exclusion| view::Excluded {
                advice: exclusion.advice.clone(),
                basis: cite(std::slice::from_ref(&exclusion.basis)),
            })
            .collect(),
        examples: item
            .example
            .iter()
            .map(|example| view::Example {
                on: example.on.to_string(),
                situation: example.situation.clone(),
                expect: answer(site, language, &example.expect),
            })
            .collect(),
        classes: classes
            .iter()
            .map(|class| view::Class {
                title: language.of(&class.title),
                published: class.published && item.publicity == Publicity::Public,
                minimum: class.minimum,
                maximum: class.maximum,
                shared_for: class.shared_for,
            })
            .collect(),
        disclosure_basis: shown.disclosure.map(|edition| cite(&edition.basis)),
        ceilings: shown.ceilings.clone(),
        measures: shown
            .measures
            .iter()
            .map(|measure| view::Point {
                text: language.of(&measure.title),
                href: Some(format!("/measures/{}", measure.id)),
            })
            .collect(),
        basis: item.basis.clone(),
        providers: shown.providers.iter().map(|title| (*title).to_owned()).collect(),
        publicity_href: public_list(item),
        version: site.law.version().to_owned(),
    })
}

/// Where the public records of an item are listed.
pub(crate) fn public_list(item: &CatalogItem) -> Option<String> {
    // Registrations are found by search; nobody reads them as a list.
    if item.publicity != Publicity::Public || item.class == CatalogClass::Registration {
        return None;
    }
    let kind = item.act.map_or_else(|| item.id.clone(), |act| id(&act));
    Some(format!("/publicity/{kind}"))
}

/// The answer of a worked case, in people's words.
fn answer(site: &Site, language: Language, expect: &str) -> String {
    let say = |key: &str, value: &str| {
        site.words(language, &format!("item.{key}"), &[("value", value.to_owned())])
    };
    let (verb, value) = expect.split_once(": ").unwrap_or((expect, ""));
    match verb {
        "accepted" => say("answer_accepted", ""),
        "not public" => say("answer_not_public", ""),
        "refused" => say("answer_refused", value),
        "class" => {
            let class = site.words(language, &format!("severity.{value}"), &[]);
            say("answer_class", &class)
        }
        _ => match expect.strip_prefix("public until ") {
            Some(day) => say("answer_public_until", day),
            None => expect.to_owned(),
        },
    }
}

fn field(language: Language, field: &Field) -> view::Field {
    let tone = match field.audience {
        Audience::Public => "good",
        Audience::Department => "",
        Audience::Subject => "wait",
        Audience::Nobody => "quiet",
    };
    view::Field {
        label: label(language, &field.name, &field.zh),
        required: field.required,
        sealed: field.sealed,
        masked: field.mask.is_some(),
        audience: id(&field.audience),
        tone,
        purpose: field.purpose.clone(),
        help: field.help.clone(),
    }
}
