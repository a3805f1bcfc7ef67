//! Fields, and the headers by which sources know them.

use super::World;
use crate::{
    finding::Finding,
    model::{
        catalog::{Audience, CatalogItem, Field, FieldRole, FieldType},
        layer::Narrowing,
    },
    pack::Filed,
    rule::{HEADER, NUMBER_OPEN},
};

pub(super) fn check(world: &World<'_>, out: &mut Vec<Finding>) {
    for item in world.items() {
        sealed_numbers(item, out);
        headers(item, out);
    }
    for pack in world.chain {
        for narrowing in &pack.narrowings {
            narrowed_numbers(world, narrowing, out);
        }
    }
}

/// Whether a field holds the number of a person's document.
fn is_person_number(field: &Field) -> bool {
    field.kind == FieldType::PersonNumber
        || matches!(field.role, Some(FieldRole::SubjectNumber | FieldRole::RepresentativeNumber))
}

fn sealed_numbers(item: &Filed<CatalogItem>, out: &mut Vec<Finding>) {
    for (index, field) in item.value.field.iter().enumerate() {
        if !is_person_number(field) {
            continue;
        }
        let name = &field.name;
        if !field.sealed {
            let message = format!("证件号码字段 {name} 没有加密保存");
            out.push(item.finding(&NUMBER_OPEN, &format!("field.{index}.name"), message));
        }
        if field.audience < Audience::Subject {
            let message = format!("证件号码字段 {name} 的可见范围太宽");
            out.push(item.finding(&NUMBER_OPEN, &format!("field.{index}.audience"), message));
        }
    }
}

/// A narrowing of a number field to `department` would read as a permission.
fn narrowed_numbers(world: &World<'_>, narrowing: &Filed<Narrowing>, out: &mut Vec<Finding>) {
    let Some(item) = world.item(&narrowing.value.id) else { return };
    for (index, narrow) in narrowing.value.field.iter().enumerate() {
        let number =
            item.field.iter().any(|field| field.name == narrow.name && is_person_number(field));
        if number && narrow.audience < Audience::Subject {
            let message = format!("证件号码字段 {} 的可见范围太宽", narrow.name);
            let key = format!("field.{index}.audience");
            out.push(narrowing.finding(&NUMBER_OPEN, &key, message));
        }
    }
}

fn headers(item: &Filed<CatalogItem>, out: &mut Vec<Finding>) {
    let field = |name: &str| item.value.field.iter().find(|field| field.name == name);
    for (index, profile) in item.value.profile.iter().enumerate() {
        for (header, name) in profile.header.iter().filter(|(_, name)| field(name).is_none()) {
            let message = format!("表头“{header}”指向的 {name} 不是本项的字段");
            out.push(item.finding(&HEADER, &format!("profile.{index}.header.{header}"), message));
        }
        for (name, value) in &profile.fill {
            let message = match field(name) {
                None => format!("填充的 {name} 不是本项的字段"),
                Some(field) if !field.values.is_empty() && !field.values.contains(value) => {
                    format!("填充的“{value}”不在 {name} 的取值范围内")
                }
                Some(_) => continue,
            };
            out.push(item.finding(&HEADER, &format!("profile.{index}.fill.{name}"), message));
        }
    }
}
