//! What must be chosen before a case can begin: for whom, about which record, which commitment.

use policy::model::process::{About, Process};
use web::{
    WebError,
    door::{Language, Site},
};
use workflow::case::CaseOrNew;

use super::{by, sign, view};
use crate::{own, records, start, view::Acting};

/// What is still to be chosen; none if the form can be shown.
pub(super) fn choice(
    site: &Site,
    language: Language,
    holder: &account::Holder,
    (process, chosen): (&Process, &super::begin::Chosen),
) -> Result<Option<view::Choose>, WebError> {
    let file = own::file(site, holder)?;
    let kind = own::kind(file.as_ref(), holder);
    let fits = process.subjects.is_empty() || process.subjects.contains(&kind);
    let own_case = super::begin::about_oneself(process) && chosen.subject.is_empty();
    if own_case && !fits {
        let acting = start::acting(holder);
        return Ok(Some(page(language, process, "acting", (Vec::new(), acting))));
    }
    if process.about == About::Record && chosen.digest.is_empty() {
        let all = file.map(|file| file.records).unwrap_or_default();
        let fit = all
            .iter()
            .filter(|record| process.items.is_empty() || process.items.contains(&record.item));
        let choices = fit.map(|record| {
            let line = records::line(site, language, record);
            view::Chosen {
                href: Some(format!("/mine/cases/new/{}?digest={}", process.id, record.digest)),
                title: line.title,
                note: [line.decided_on, line.item_title, line.source].join(" · "),
            }
        });
        return Ok(Some(page(language, process, "record", (choices.collect(), Vec::new()))));
    }
    if let Some(field) = sign::field(process).filter(|_| chosen.item.is_empty()) {
        let of = CaseOrNew::New(super::begin::new(site, holder, (process, chosen))?);
        let items = site.cases().options(&by(holder), &of, &field.id)?;
        let choices = items.into_iter().map(|item| {
            let known = site.law().commitment(&item.id, site.today());
            view::Chosen {
                href: Some(format!("/mine/cases/new/{}?item={}", process.id, item.id)),
                title: language.of(&item.title),
                note: known.map(|one| sign::unit(site, language, &one.unit)).unwrap_or_default(),
            }
        });
        return Ok(Some(page(language, process, "item", (choices.collect(), Vec::new()))));
    }
    Ok(None)
}

fn page(
    language: Language,
    process: &Process,
    what: &'static str,
    (choices, acting): (Vec<view::Chosen>, Vec<Acting>),
) -> view::Choose {
    view::Choose {
        title: language.of(&process.start.title),
        purpose: language.of(&process.purpose),
        guide_href: format!("/processes/{}", process.id),
        what,
        choices,
        acting,
    }
}
