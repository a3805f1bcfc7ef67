//! The pages of a list type, a measure and a matter.

use policy::model::list::ListType;
use vocabulary::Date;

use super::{id, kinds, list_tone, matter_mark, measure_mark};
use crate::{
    WebError,
    site::Site,
    view::law::{KeyTag, Part, Point, Rule},
    wording::Language,
};

fn text(id: &'static str, text: &str) -> Part {
    Part { id, text: Some(text.to_owned()), ..Part::default() }
}

fn points(id: &'static str, points: Vec<Point>) -> Part {
    Part { id, points, ..Part::default() }
}

fn plain(text: String) -> Point {
    Point { text, href: None }
}

/// Names of agencies and groups of agencies.
fn agencies(site: &Site, language: Language, names: &[String]) -> Vec<Point> {
    let title = |name: &String| {
        let agency = site.law.agency(name).map(|agency| &agency.title);
        let title = agency.or_else(|| site.law.group(name));
        title.map_or_else(|| name.clone(), |title| language.of(title))
    };
    names.iter().map(|name| plain(title(name))).collect()
}

fn items(site: &Site, language: Language, ids: &[String], on: Date) -> Vec<Point> {
    let link = |id: &String| {
        let item = site.law.item(id, on)?;
        let href = Some(format!("/items/{id}"));
        Some(Point { text: language.of(&item.title), href })
    };
    ids.iter().filter_map(link).collect()
}

/// A list type.
pub(super) fn list(site: &Site, language: Language, name: &str) -> Result<Rule, WebError> {
    let today = site.today();
    let list = site.law.list(name, today).ok_or(WebError::Missing)?;
    let criteria = list.criterion.iter().map(|criterion| plain(criterion.text.clone())).collect();
    let steps = list
        .procedure
        .iter()
        .map(|step| plain(site.word(language, &format!("procedure.{}", id(step)))));
    let persons = if list.persons_published { "rule.persons_yes" } else { "rule.persons_no" };
    Ok(Rule {
        noun: "lists",
        title: language.of(&list.title),
        tags: vec![KeyTag {
            key: format!("list_kind.{}", id(&list.kind)),
            tone: list_tone(list.kind),
        }],
        subjects: kinds(&list.subjects),
        effective_from: list.effective_from.to_string(),
        until: list.until.map(|until| until.to_string()),
        term: list.term,
        parts: vec![
            text("domain", &list.domain),
            points("criteria", criteria),
            Part { id: "procedure", points: steps.collect(), numbered: true, text: None },
            points("authorities", agencies(site, language, &list.authorities)),
            text("removal", &list.removal),
            text("persons", &site.word(language, persons)),
        ],
        basis: list.basis.clone(),
        publicity_href: entries(site, list, today),
        version: site.law.version().to_owned(),
    })
}

/// The public list of entries, if an item that enters the list is public.
fn entries(site: &Site, list: &ListType, on: Date) -> Option<String> {
    let items = site.law.items(on);
    let mut entering = items.iter().filter(|item| item.list.as_ref() == Some(&list.id));
    entering.find_map(|item| super::item::public_list(item))
}

/// A measure.
pub(super) fn measure(site: &Site, language: Language, name: &str) -> Result<Rule, WebError> {
    let today = site.today();
    let measure = site.law.measure(name, today).ok_or(WebError::Missing)?;
    let (key, tone) = measure_mark(measure);
    let link = |id: &String| {
        let list = site.law.list(id, today)?;
        let href = Some(format!("/lists/{id}"));
        Some(Point { text: language.of(&list.title), href })
    };
    let mut objects: Vec<Point> = measure.object.lists.iter().filter_map(link).collect();
    objects.extend(items(site, language, &measure.object.items, today));
    Ok(Rule {
        noun: "measures",
        title: language.of(&measure.title),
        tags: vec![KeyTag { key, tone }],
        subjects: kinds(&measure.object.subjects),
        effective_from: measure.effective_from.to_string(),
        until: measure.until.map(|until| until.to_string()),
        term: measure.term,
        parts: vec![
            text("act", &measure.act),
            points("objects", objects),
            points("bodies", agencies(site, language, &measure.bodies)),
            text("lifts_when", &measure.lifts_when),
            text("lawful", &measure.lawful),
            text("relevant", &measure.relevant),
            text("proportionate", &measure.proportionate),
        ],
        basis: measure.basis.clone(),
        publicity_href: None,
        version: site.law.version().to_owned(),
    })
}

/// A matter.
pub(super) fn matter(site: &Site, language: Language, name: &str) -> Result<Rule, WebError> {
    let today = site.today();
    let matter = site.law.matter(name, today).ok_or(WebError::Missing)?;
    let (key, tone) = matter_mark(matter);
    let link = |id: &String| {
        let measure = site.law.measure(id, today)?;
        let href = Some(format!("/measures/{id}"));
        Some(Point { text: language.of(&measure.title), href })
    };
    let measures: Vec<Point> = matter.measures.iter().filter_map(link).collect();
    let purpose = site.word(language, &format!("purpose.{}", matter.purpose.as_str()));
    let applied = if measures.is_empty() {
        text("measures", &site.word(language, "rule.no_measures"))
    } else {
        points("measures", measures)
    };
    Ok(Rule {
        noun: "matters",
        title: language.of(&matter.title),
        tags: vec![KeyTag { key, tone }],
        subjects: kinds(&matter.subjects),
        effective_from: matter.effective_from.to_string(),
        until: matter.until.map(|until| until.to_string()),
        term: None,
        parts: vec![
            text("purpose", &purpose),
            points("units", agencies(site, language, &matter.units)),
            points("looked_at", items(site, language, &matter.items, today)),
            applied,
        ],
        basis: matter.basis.clone(),
        publicity_href: None,
        version: site.law.version().to_owned(),
    })
}
