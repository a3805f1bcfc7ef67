//! Signing a commitment: the item is chosen, its sentences are accepted one by one, and what the
//! authority will see is shown before the signature.

use policy::model::{
    basis::Length,
    commitment::CommitmentItem,
    process::{FieldKind, FormField, Process},
};
use web::{
    WebError,
    door::{CaseForm, CaseWrong, Fields, Language, Site, tell},
};
use workflow::case::NewCase;

use super::{begin::Chosen, view};
use crate::{own, view::Choice};

/// The field that names the commitment item, if a process begins with one.
pub(super) fn field(process: &Process) -> Option<&FormField> {
    let needed = |field: &&FormField| process.start.needs.contains(&field.id);
    process.field.iter().filter(needed).find(|field| field.kind == FieldKind::Commitment)
}

/// The new case with the item that was chosen, as if everything in it were accepted: so it can be judged
/// beforehand.
pub(super) fn with_item(process: &Process, chosen: &Chosen, mut new: NewCase) -> NewCase {
    if let Some(field) = field(process).filter(|_| !chosen.item.is_empty()) {
        new.input.fields.insert(field.id.clone(), chosen.item.clone());
        let ticks = process.start.needs.iter().filter_map(|id| process.field(id));
        for tick in ticks.filter(|field| field.kind == FieldKind::Tick) {
            new.input.fields.insert(tick.id.clone(), "yes".to_owned());
        }
    }
    new
}

/// What was typed, with the item that was chosen.
pub(super) fn typed(process: &Process, chosen: &Chosen, typed: &Fields) -> Fields {
    match field(process) {
        Some(field) => typed.clone().with(&format!("field.{}", field.id), &chosen.item),
        None => typed.clone(),
    }
}

/// Leaves, of the agencies, those to which the item that was chosen is promised.
pub(super) fn narrow(site: &Site, process: &Process, chosen: &Chosen, form: &mut CaseForm) {
    let item = field(process).and_then(|_| site.law().commitment(&chosen.item, site.today()));
    let Some(item) = item else { return };
    let keeps = |id: &str| {
        let agency = site.law().agency(id);
        agency.is_some_and(|agency| agency.id == item.unit || agency.groups.contains(&item.unit))
    };
    for asked in &mut form.fields {
        let rule = process.field(&asked.id).map(|field| field.kind);
        if rule == Some(FieldKind::Agency) {
            asked.options.retain(|option| keeps(&option.id));
        }
    }
}

/// Takes out of the form what needs no asking: the item that was chosen, and a choice of one.
pub(super) fn settled(process: &Process, form: &mut CaseForm) -> Vec<(String, String)> {
    let Some(item) = field(process) else { return Vec::new() };
    let mut hidden = Vec::new();
    // What is ticked comes last, next to the signature.
    form.fields.sort_by_key(|field| field.kind == "tick");
    form.fields.retain(|field| {
        if field.id == item.id {
            return false;
        }
        match field.options.as_slice() {
            [only] if field.required => {
                hidden.push((field.name.clone(), only.id.clone()));
                false
            }
            _ => true,
        }
    });
    hidden
}

/// The sentences that were not accepted.
pub(super) fn unread(
    site: &Site,
    language: Language,
    (process, chosen): (&Process, &Chosen),
    fields: &Fields,
) -> Vec<CaseWrong> {
    let item = field(process).and_then(|_| site.law().commitment(&chosen.item, site.today()));
    let count = item.map_or(0, |item| item.statement.len());
    let left = (1..=count).filter(|n| fields.get(&name(*n)) != "yes");
    let wrong = left.map(|n| CaseWrong {
        field: name(n),
        text: site.words(language, "mine.sign_unread", &[("n", n.to_string())]),
    });
    wrong.collect()
}

fn name(sentence: usize) -> String {
    format!("accept.{sentence}")
}

/// The commitment as it is signed.
pub(super) fn signing(
    site: &Site,
    language: Language,
    holder: &account::Holder,
    (process, chosen, typed): (&Process, &Chosen, &Fields),
) -> Result<Option<view::Signing>, WebError> {
    if field(process).is_none() {
        return Ok(None);
    }
    let item = site.law().commitment(&chosen.item, site.today()).ok_or(WebError::Missing)?;
    let matter = item.matter.as_ref().and_then(|id| site.law().matter(id, site.today()));
    let statement = |(index, text): (usize, &policy::model::basis::Title)| {
        let name = name(index + 1);
        let accepted = typed.get(&name) == "yes";
        view::Statement { name, text: language.of(text), accepted }
    };
    Ok(Some(view::Signing {
        title: language.of(&item.title),
        kind_key: format!("mine.sign_kind.{}", tell::id(&item.kind)),
        unit: unit(site, language, &item.unit),
        replaces: item.replaces.clone(),
        statements: item.statement.iter().enumerate().map(statement).collect(),
        consequence: language.of(&item.consequence),
        verified: language.of(&item.verified),
        verify_within: length(site, language, item.verify_within),
        valid: item.valid.map(|valid| length(site, language, valid)),
        published: item.published,
        matter: matter.map(|matter| language.of(&matter.title)),
        seen: seen(site, language, holder, item)?,
        basis: item.basis.clone(),
    }))
}

fn length(site: &Site, language: Language, length: Length) -> String {
    let key = format!("length.{}", tell::id(&length.unit));
    site.words(language, &key, &[("n", length.count.to_string())])
}

/// An agency or a group of agencies by its name.
pub(super) fn unit(site: &Site, language: Language, id: &str) -> String {
    let agency = site.law().agency(id).map(|agency| &agency.title);
    let title = agency.or_else(|| site.law().group(id));
    title.map_or_else(|| id.to_owned(), |title| language.of(title))
}

/// Own records in force that the check of the item's matter will show to the authority.
fn seen(
    site: &Site,
    language: Language,
    holder: &account::Holder,
    item: &CommitmentItem,
) -> Result<Vec<Choice>, WebError> {
    let Some(matter) = &item.matter else { return Ok(Vec::new()) };
    let Ok(look) = site.checker().rehearse(&item.unit, matter) else { return Ok(Vec::new()) };
    let records = own::file(site, holder)?.map(|file| file.records).unwrap_or_default();
    let shown = records.iter().filter(|record| record.state.is_active());
    let shown = shown.filter(|record| look.items.contains(&record.item));
    let choice = shown.map(|record| Choice {
        id: format!("/mine/records/{}", record.digest),
        title: format!("{} · {}", tell::title(language, record), record.decided_on),
    });
    Ok(choice.collect())
}
