//! What is referred to exists.

use super::{World, blank};
use crate::{
    finding::Finding,
    model::catalog::CatalogItem,
    pack::Filed,
    rule::{NO_DISCLOSURE, REFERENCE},
};

pub(super) fn check(world: &World<'_>, out: &mut Vec<Finding>) {
    for item in world.items() {
        of_item(world, item, out);
    }
    for list in world.lists() {
        agencies(world, list, "authorities", &list.value.authorities, out);
    }
    for measure in world.measures() {
        let object = &measure.value.object;
        agencies(world, measure, "bodies", &measure.value.bodies, out);
        let unknown = |id: &&String| world.list(id).is_none();
        missing(measure, "object.lists", "名单", object.lists.iter().filter(unknown), out);
        let unknown = |id: &&String| world.item(id).is_none();
        missing(measure, "object.items", "目录项", object.items.iter().filter(unknown), out);
    }
    for matter in world.matters() {
        agencies(world, matter, "units", &matter.value.units, out);
        let unknown = |id: &&String| world.item(id).is_none();
        missing(matter, "items", "目录项", matter.value.items.iter().filter(unknown), out);
        let unknown = |id: &&String| !world.measures().any(|measure| measure.value.id == **id);
        missing(matter, "measures", "措施", matter.value.measures.iter().filter(unknown), out);
    }
    for consent in world.consents() {
        let unknown = |id: &&String| world.item(id).is_none();
        missing(consent, "items", "目录项", consent.value.items.iter().filter(unknown), out);
    }
    for file in world.chain.iter().filter_map(|pack| pack.agencies.as_ref()) {
        for (index, agency) in file.value.agency.iter().enumerate() {
            for (number, line) in agency.plan.iter().enumerate() {
                if world.item(&line.item).is_none() {
                    let key = format!("agency.{index}.plan.{number}.item");
                    let message = format!("没有名为 {} 的目录项", line.item);
                    out.push(file.finding(&REFERENCE, &key, message));
                }
            }
        }
    }
}

fn of_item(world: &World<'_>, item: &Filed<CatalogItem>, out: &mut Vec<Finding>) {
    agencies(world, item, "providers", &item.value.providers, out);
    let rule = &item.value.disclosure;
    if blank(rule) {
        out.push(item.finding(&NO_DISCLOSURE, "disclosure", "没有写公开期限规则"));
    } else if world.disclosure(rule).is_none() {
        let message = format!("没有名为 {rule} 的公开期限规则");
        out.push(item.finding(&REFERENCE, "disclosure", message));
    }
    let unknown = |id: &&String| world.list(id).is_none();
    missing(item, "list", "名单", item.value.list.iter().filter(unknown), out);
    let known = |id: &str| {
        let files = world.chain.iter().filter_map(|pack| pack.masks.as_ref());
        files.flat_map(|file| &file.value.mask).any(|mask| mask.id == id)
    };
    for (index, field) in item.value.field.iter().enumerate() {
        let unknown = field.mask.iter().filter(|id| !known(id));
        missing(item, &format!("field.{index}.mask"), "脱敏方式", unknown, out);
    }
}

fn agencies<T>(
    world: &World<'_>,
    filed: &Filed<T>,
    key: &str,
    names: &[String],
    out: &mut Vec<Finding>,
) {
    let unknown = names.iter().filter(|name| !world.agencies.contains(name.as_str()));
    missing(filed, key, "机关或机关组别", unknown, out);
}

fn missing<'a, T>(
    filed: &Filed<T>,
    key: &str,
    noun: &str,
    unknown: impl Iterator<Item = &'a String>,
    out: &mut Vec<Finding>,
) {
    out.extend(
        unknown.map(|name| filed.finding(&REFERENCE, key, format!("没有名为 {name} 的{noun}"))),
    );
}
