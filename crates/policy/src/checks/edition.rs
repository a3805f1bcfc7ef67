//! Editions follow each other without overlap or gap, and one name stands for one thing.

use std::collections::BTreeMap;

use vocabulary::Date;

use super::World;
use crate::{
    finding::Finding,
    law::Edition,
    pack::{Filed, Pack},
    rule::{DUPLICATE, EDITIONS, LOWER_REPLACES},
};

pub(super) fn check(world: &World<'_>, out: &mut Vec<Finding>) {
    dated(world, |pack| &pack.items, out);
    dated(world, |pack| &pack.lists, out);
    dated(world, |pack| &pack.measures, out);
    dated(world, |pack| &pack.matters, out);
    dated(world, |pack| &pack.consents, out);
    dated(world, |pack| &pack.processes, out);
    dated(world, |pack| &pack.commitments, out);
    dated(world, |pack| &pack.reports, out);
    dated(world, |pack| &pack.partners, out);
    undated(world, out);
    for rule in world.disclosures() {
        let editions = rule.value.edition.iter().enumerate();
        let mut spans: Vec<Span> = editions
            .map(|(index, edition)| Span {
                from: edition.effective_from,
                until: edition.until,
                key: format!("edition.{index}.effective_from"),
            })
            .collect();
        spans.sort_by_key(|span| span.from);
        for (key, message) in faults(&spans) {
            out.push(rule.finding(&EDITIONS, &key, message));
        }
    }
    for pack in world.chain {
        repeated(pack, out);
    }
}

/// The days of one edition and the key to blame.
struct Span {
    from: Date,
    until: Option<Date>,
    key: String,
}

/// Key and message of each edition that does not begin right after the one before.
fn faults(spans: &[Span]) -> Vec<(String, String)> {
    let mut faults = Vec::new();
    for span in spans {
        if let Some(until) = span.until.filter(|until| *until < span.from) {
            faults.push((span.key.clone(), format!("{} 起，却在 {until} 止", span.from)));
        }
    }
    for pair in spans.windows(2) {
        let [before, after] = pair else { continue };
        let next = before.until.and_then(|until| until.tomorrow().ok());
        let message = match next {
            Some(next) if next == after.from => continue,
            Some(next) if next < after.from => {
                format!("{next} 至 {} 之间没有任何版本", after.from)
            }
            _ => format!("与 {} 起的版本重叠", before.from),
        };
        faults.push((after.key.clone(), message));
    }
    faults
}

fn dated<T: Edition>(world: &World<'_>, of: fn(&Pack) -> &[Filed<T>], out: &mut Vec<Finding>) {
    let mut by_id: BTreeMap<&str, Vec<&Filed<T>>> = BTreeMap::new();
    for pack in world.chain {
        for filed in of(pack) {
            by_id.entry(filed.value.id()).or_default().push(filed);
        }
    }
    for mut editions in by_id.into_values() {
        let upper = editions.first().map(|first| first.source.layer().to_owned());
        let foreign: Vec<_> = editions
            .iter()
            .filter(|edition| Some(edition.source.layer()) != upper.as_deref())
            .collect();
        if !foreign.is_empty() {
            out.extend(foreign.iter().map(|edition| {
                let message =
                    format!("{} 层已有 {}", upper.as_deref().unwrap_or(""), edition.value.id());
                edition.finding(&LOWER_REPLACES, "title", message)
            }));
            continue;
        }
        editions.sort_by_key(|edition| edition.value.effective_from());
        let spans: Vec<Span> = editions
            .iter()
            .enumerate()
            .map(|(index, edition)| Span {
                from: edition.value.effective_from(),
                until: edition.value.until(),
                key: index.to_string(),
            })
            .collect();
        for (key, message) in faults(&spans) {
            if let Some(edition) = key.parse().ok().and_then(|index: usize| editions.get(index)) {
                out.push(edition.finding(&EDITIONS, "effective_from", message));
            }
        }
    }
}

/// Things without editions: a lower layer may not give the same name again.
fn undated(world: &World<'_>, out: &mut Vec<Finding>) {
    let mut seen: BTreeMap<(&str, &str), &str> = BTreeMap::new();
    for pack in world.chain {
        let mut met = |noun, id, layer| match seen.insert((noun, id), layer) {
            Some(upper) if upper != layer => Some(format!("{upper} 层已有 {id}")),
            _ => None,
        };
        for rule in &pack.disclosures {
            if let Some(message) = met("disclosure", &rule.value.id, rule.source.layer()) {
                out.push(rule.finding(&LOWER_REPLACES, "title", message));
            }
        }
        for plan in &pack.plans {
            if let Some(message) = met("plan", &plan.value.id, plan.source.layer()) {
                out.push(plan.finding(&LOWER_REPLACES, "title", message));
            }
        }
        for role in &pack.roles {
            if let Some(message) = met("role", &role.value.id, role.source.layer()) {
                out.push(role.finding(&LOWER_REPLACES, "title", message));
            }
        }
        for site in &pack.sites {
            if let Some(message) = met("site", &site.value.id, site.source.layer()) {
                out.push(site.finding(&LOWER_REPLACES, "title", message));
            }
        }
        if let Some(columns) = &pack.columns {
            for (index, column) in columns.value.column.iter().enumerate() {
                if let Some(message) = met("column", &column.id, columns.source.layer()) {
                    let key = format!("column.{index}.id");
                    out.push(columns.finding(&LOWER_REPLACES, &key, message));
                }
            }
        }
        if let Some(targets) = &pack.targets {
            for (index, target) in targets.value.target.iter().enumerate() {
                if let Some(message) = met("target", &target.id, targets.source.layer()) {
                    let key = format!("target.{index}.id");
                    out.push(targets.finding(&LOWER_REPLACES, &key, message));
                }
            }
        }
        if let Some(words) = &pack.report_words {
            for (index, word) in words.value.word.iter().enumerate() {
                if let Some(message) = met("report-word", &word.id, words.source.layer()) {
                    let key = format!("word.{index}.id");
                    out.push(words.finding(&LOWER_REPLACES, &key, message));
                }
            }
        }
        if let Some(masks) = &pack.masks {
            for (index, mask) in masks.value.mask.iter().enumerate() {
                if let Some(message) = met("mask", &mask.id, masks.source.layer()) {
                    let key = format!("mask.{index}.id");
                    out.push(masks.finding(&LOWER_REPLACES, &key, message));
                }
            }
        }
    }
}

fn repeated(pack: &Pack, out: &mut Vec<Finding>) {
    if let Some(masks) = &pack.masks {
        twice(masks, "mask", "id", masks.value.mask.iter().map(|mask| &mask.id), out);
    }
    if let Some(file) = &pack.agencies {
        twice(file, "agency", "id", file.value.agency.iter().map(|agency| &agency.id), out);
        twice(file, "agency", "code", file.value.agency.iter().map(|agency| &agency.code), out);
        twice(file, "group", "id", file.value.group.iter().map(|group| &group.id), out);
    }
    if let Some(file) = &pack.banned {
        twice(file, "banned", "id", file.value.banned.iter().map(|banned| &banned.id), out);
    }
    if let Some(file) = &pack.base_measures {
        twice(file, "entry", "id", file.value.entry.iter().map(|entry| &entry.id), out);
    }
    if let Some(file) = &pack.columns {
        twice(file, "column", "id", file.value.column.iter().map(|column| &column.id), out);
    }
    if let Some(file) = &pack.targets {
        twice(file, "target", "id", file.value.target.iter().map(|target| &target.id), out);
    }
    for item in &pack.items {
        twice(item, "field", "name", item.value.field.iter().map(|field| &field.name), out);
        twice(item, "rule", "id", item.value.rule.iter().map(|rule| &rule.id), out);
        twice(item, "profile", "name", item.value.profile.iter().map(|profile| &profile.name), out);
    }
    reports(pack, out);
    for list in &pack.lists {
        twice(list, "criterion", "id", list.value.criterion.iter().map(|one| &one.id), out);
    }
    for rule in &pack.disclosures {
        for (index, edition) in rule.value.edition.iter().enumerate() {
            let names = edition.class.iter().map(|class| &class.id);
            twice(rule, &format!("edition.{index}.class"), "id", names, out);
        }
    }
}

fn reports(pack: &Pack, out: &mut Vec<Finding>) {
    for report in &pack.reports {
        twice(report, "section", "id", report.value.section.iter().map(|one| &one.id), out);
        twice(report, "domain", "id", report.value.domain.iter().map(|one| &one.id), out);
    }
    if let Some(file) = &pack.report_words {
        twice(file, "word", "id", file.value.word.iter().map(|word| &word.id), out);
    }
    if let Some(file) = &pack.report_uses {
        twice(file, "use", "id", file.value.uses.iter().map(|one| &one.id), out);
    }
}

fn twice<'a, T>(
    filed: &Filed<T>,
    array: &str,
    key: &str,
    names: impl Iterator<Item = &'a String>,
    out: &mut Vec<Finding>,
) {
    let mut seen = Vec::new();
    for (index, name) in names.enumerate() {
        if seen.contains(&name) {
            let message = format!("{name} 出现了两次");
            out.push(filed.finding(&DUPLICATE, &format!("{array}.{index}.{key}"), message));
        }
        seen.push(name);
    }
}
