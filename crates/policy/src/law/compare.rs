//! What a new edition of the law changes, and which stored records each change touches.

use std::collections::BTreeMap;

use serde::Serialize;
use serde_json::Value;

use super::{Editions, Law, compiled::Cap, is_or_belongs};
use crate::model::catalog::CatalogItem;

/// One difference between two laws.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Change {
    /// Added, dropped or changed.
    pub kind: ChangeKind,
    /// What kind of thing: `item`, `disclosure`, `list`, `measure`, `matter`, `role`, `mask`,
    /// `agency`, `layer`, `security`, `site`, `consent`, `target`, `process`, `commitment`, `plan`,
    /// `report`, `report-word`, `report-use`, `partner`.
    pub noun: &'static str,
    /// Its id; a further edition as `id@2026-04-01`.
    pub id: String,
    /// Where in it: `field.fine.audience`, `edition.2026-04-01.class.general.maximum`; empty if the
    /// whole thing came or went.
    pub key: String,
    /// What stood there before, as JSON; none if added.
    pub before: Option<Value>,
    /// What stands there now, as JSON; none if dropped.
    pub after: Option<Value>,
    /// Catalog items whose stored records it touches.
    pub items: Vec<String>,
}

/// How a thing differs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum ChangeKind {
    /// Only in the new law.
    Added,
    /// Only in the old law.
    Dropped,
    /// In both, with another content.
    Changed,
}

/// Things of one law by (noun, id): their content, and the items whose records they govern.
type Things = BTreeMap<(&'static str, String), (Value, Vec<String>)>;

impl Law {
    /// The differences from `before` to `after`, by noun and id.
    pub fn diff(before: &Law, after: &Law) -> Vec<Change> {
        let (old, new) = (things(before), things(after));
        let mut changes = Vec::new();
        let mut whole =
            |kind, (noun, id): &(&'static str, String), value: &(Value, Vec<String>)| {
                let content = Some(value.0.clone());
                let (before, after) =
                    if kind == ChangeKind::Added { (None, content) } else { (content, None) };
                let (key, items) = (String::new(), value.1.clone());
                changes.push(Change { kind, noun, id: id.clone(), key, before, after, items });
            };
        for (name, value) in &old {
            if !new.contains_key(name) {
                whole(ChangeKind::Dropped, name, value);
            }
        }
        for (name, value) in new.iter().filter(|(name, _)| !old.contains_key(*name)) {
            whole(ChangeKind::Added, name, value);
        }
        for ((noun, id), (value, items)) in &new {
            let Some((previous, touched)) = old.get(&(*noun, id.clone())) else { continue };
            let mut items: Vec<String> = items.iter().chain(touched).cloned().collect();
            items.sort();
            items.dedup();
            let mut inside = Vec::new();
            compare("", previous, value, &mut inside);
            changes.extend(inside.into_iter().map(|(kind, key, before, after)| Change {
                kind,
                noun,
                id: id.clone(),
                key,
                before,
                after,
                items: items.clone(),
            }));
        }
        changes.sort_by(|a, b| (a.noun, &a.id, &a.key).cmp(&(b.noun, &b.id, &b.key)));
        changes
    }
}

fn things(law: &Law) -> Things {
    let mut things = Things::new();
    let mut put = |noun, id: String, value: &dyn ToJson, items: Vec<String>| {
        things.insert((noun, id), (value.to_json(), items));
    };
    let ids = |of: &dyn Fn(&CatalogItem) -> bool| -> Vec<String> {
        let mut ids: Vec<String> =
            law.items_ever().filter(|item| of(item)).map(|item| item.id.clone()).collect();
        ids.dedup();
        ids
    };
    for item in law.items_ever() {
        let capped = Capped { item, narrowed: law.narrowed(&item.id) };
        put("item", edition_name(&law.items, item), &capped, vec![item.id.clone()]);
    }
    for (id, disclosure) in &law.disclosures {
        put("disclosure", id.clone(), &disclosure.rule, ids(&|item| item.disclosure == *id));
    }
    for list in law.lists.ever() {
        let items = ids(&|item| item.list.as_ref() == Some(&list.id));
        put("list", edition_name(&law.lists, list), list, items);
    }
    for measure in law.measures.ever() {
        let object = &measure.object;
        let items = ids(&|item| {
            object.items.contains(&item.id)
                || item.list.as_ref().is_some_and(|list| object.lists.contains(list))
        });
        put("measure", edition_name(&law.measures, measure), measure, items);
    }
    for matter in law.matters.ever() {
        put("matter", edition_name(&law.matters, matter), matter, matter.items.clone());
    }
    for role in law.roles() {
        put("role", role.id.clone(), role, Vec::new());
    }
    for mask in law.masks.values() {
        let masked = |item: &CatalogItem| {
            item.field.iter().any(|field| field.mask.as_ref() == Some(&mask.id))
        };
        put("mask", mask.id.clone(), mask, ids(&masked));
    }
    for agency in law.agencies() {
        let sends = |item: &CatalogItem| {
            item.providers.iter().any(|provider| is_or_belongs(agency, provider))
        };
        put("agency", agency.id.clone(), agency, ids(&sends));
    }
    for layer in law.layers() {
        let capped = |item: &CatalogItem| {
            layer.ceiling.iter().any(|ceiling| ceiling.polarity == item.polarity)
        };
        put("layer", layer.id.clone(), layer, ids(&capped));
    }
    things.extend(of_doors(law));
    things.extend(of_cases(law));
    things
}

/// What cases run by. Open cases go on under the edition under which they began.
fn of_cases(law: &Law) -> Things {
    let mut things = Things::new();
    for process in law.processes.ever() {
        let name = edition_name(&law.processes, process);
        things.insert(("process", name), (process.to_json(), process.items.clone()));
    }
    for item in law.commitments.ever() {
        let name = edition_name(&law.commitments, item);
        things.insert(("commitment", name), (item.to_json(), Vec::new()));
    }
    for plan in law.plans() {
        things.insert(("plan", plan.id.clone()), (plan.to_json(), Vec::new()));
    }
    things
}

/// What the doors ask: it touches no stored record, but a consent opens some.
fn of_doors(law: &Law) -> Things {
    let none = Vec::new;
    let mut things = Things::new();
    things.insert(("security", "security".to_owned()), (law.security().to_json(), none()));
    for rule in law.resolution_ever() {
        let name = format!("{}@{}", rule.id, rule.effective_from);
        things.insert(("resolution", name), (rule.to_json(), none()));
    }
    for site in law.sites() {
        things.insert(("site", site.id.clone()), (site.to_json(), none()));
    }
    for target in law.targets() {
        things.insert(("target", target.id.clone()), (target.to_json(), none()));
    }
    for consent in law.consents.ever() {
        let opened = law.items_ever().filter(|item| consent.covers(item));
        let mut items: Vec<String> = opened.map(|item| item.id.clone()).collect();
        items.dedup();
        let name = edition_name(&law.consents, consent);
        things.insert(("consent", name), (consent.to_json(), items));
    }
    for report in law.reports.templates.ever() {
        let name = edition_name(&law.reports.templates, report);
        things.insert(("report", name), (report.to_json(), none()));
    }
    for (id, title) in law.report_words() {
        things.insert(("report-word", id.to_owned()), (title.to_json(), none()));
    }
    for one in law.report_uses() {
        things.insert(("report-use", one.id.clone()), (one.to_json(), none()));
    }
    for partner in law.partners_ever() {
        let name = edition_name(&law.reports.partners, partner);
        things.insert(("partner", name), (partner.to_json(), none()));
    }
    things
}

/// An item with the periods that lower layers shortened.
#[derive(Serialize)]
struct Capped<'law> {
    #[serde(flatten)]
    item: &'law CatalogItem,
    narrowed: Vec<&'law Cap>,
}

impl Law {
    /// The caps that narrow this item alone; those of a polarity are the layers' own.
    fn narrowed(&self, id: &str) -> Vec<&Cap> {
        let caps = self.caps.get(id).into_iter().flatten();
        caps.filter(|cap| cap.effective_from.is_none()).collect()
    }
}

/// The id, with the first day where there are several editions.
fn edition_name<T: super::Edition, U: super::Edition>(editions: &Editions<T>, one: &U) -> String {
    let several = editions.0.get(one.id()).is_some_and(|editions| editions.len() > 1);
    if several { format!("{}@{}", one.id(), one.effective_from()) } else { one.id().to_owned() }
}

/// Anything of the model as JSON. The shapes hold nothing that JSON cannot.
trait ToJson {
    fn to_json(&self) -> Value;
}

impl<T: Serialize> ToJson for T {
    fn to_json(&self) -> Value {
        serde_json::to_value(self).unwrap_or(Value::Null)
    }
}

type Difference = (ChangeKind, String, Option<Value>, Option<Value>);

/// Differences of two contents, key by key. Examples and titles of cases are not law.
fn compare(key: &str, before: &Value, after: &Value, out: &mut Vec<Difference>) {
    let (Some(old), Some(new)) = (members(before), members(after)) else {
        if before != after {
            let (before, after) = (Some(before.clone()), Some(after.clone()));
            out.push((ChangeKind::Changed, key.to_owned(), before, after));
        }
        return;
    };
    let inner = |name: &str| match key {
        "" => name.to_owned(),
        _ => format!("{key}.{name}"),
    };
    for (name, value) in &old {
        if key.is_empty() && name == "example" {
            continue;
        }
        match new.get(name) {
            Some(other) => compare(&inner(name), value, other, out),
            None => {
                out.push((ChangeKind::Dropped, inner(name), Some((*value).clone()), None));
            }
        }
    }
    for (name, value) in new.iter().filter(|(name, _)| !old.contains_key(*name)) {
        if !(key.is_empty() && name == "example") {
            out.push((ChangeKind::Added, inner(name), None, Some((*value).clone())));
        }
    }
}

/// The parts of an object by key, or of an array of named objects by name; none for all else.
fn members(value: &Value) -> Option<BTreeMap<String, &Value>> {
    match value {
        Value::Object(parts) => {
            let present = parts.iter().filter(|(_, part)| !part.is_null());
            Some(present.map(|(name, part)| (name.clone(), part)).collect())
        }
        Value::Array(parts) => {
            let named = parts.iter().map(|part| Some((name_of(part)?, part)));
            let named: Option<BTreeMap<String, &Value>> = named.collect();
            named.filter(|named| named.len() == parts.len() && !parts.is_empty())
        }
        _ => None,
    }
}

/// By what a member of an array is known.
fn name_of(part: &Value) -> Option<String> {
    let names = ["name", "id", "effective_from", "item"];
    let name = names.iter().find_map(|key| part.get(key)?.as_str())?;
    Some(name.to_owned())
}
