//! Items about natural persons: closed by default, each field with a purpose, masked when open.

use vocabulary::SubjectKind;

use super::{World, is_statute};
use crate::{
    finding::Finding,
    model::catalog::{Audience, CatalogItem, Field, FieldRole, Publicity},
    pack::Filed,
    rule::{NO_MASK, NO_PURPOSE, PERSON_PUBLIC},
};

pub(super) fn check(world: &World<'_>, out: &mut Vec<Finding>) {
    let of_persons =
        world.items().filter(|item| item.value.subjects.contains(&SubjectKind::Person));
    for item in of_persons {
        published_by_law(item, out);
        purposes(item, out);
        masks(item, out);
    }
}

fn published_by_law(item: &Filed<CatalogItem>, out: &mut Vec<Finding>) {
    let value = &item.value;
    match &value.publication_basis {
        Some(basis) if is_statute(basis.kind) => {}
        Some(basis) => {
            let message = format!("公示依据《{}》不是法律、法规或国务院决定", basis.document);
            out.push(item.finding(&PERSON_PUBLIC, "publication_basis", message));
        }
        None if value.publicity == Publicity::Public => {
            let message = "自然人目录项主动公开，却没有法律依据";
            out.push(item.finding(&PERSON_PUBLIC, "publicity", message));
        }
        None => {
            let open = value.field.iter().enumerate();
            for (index, field) in open.filter(|(_, field)| field.audience == Audience::Public) {
                let message =
                    format!("自然人目录项的字段 {} 向公众开放，却没有法律依据", field.name);
                let key = format!("field.{index}.audience");
                out.push(item.finding(&PERSON_PUBLIC, &key, message));
            }
        }
    }
}

fn purposes(item: &Filed<CatalogItem>, out: &mut Vec<Finding>) {
    for (index, field) in item.value.field.iter().enumerate() {
        if field.purpose.as_deref().is_none_or(super::blank) {
            let message = format!("字段 {} 没有写收集目的", field.name);
            out.push(item.finding(&NO_PURPOSE, &format!("field.{index}.name"), message));
        }
    }
}

fn masks(item: &Filed<CatalogItem>, out: &mut Vec<Finding>) {
    if item.value.publicity != Publicity::Public {
        return;
    }
    for (index, field) in item.value.field.iter().enumerate() {
        if field.audience == Audience::Public && points_to_person(field) && field.mask.is_none() {
            let message = format!("公示字段 {} 没有脱敏", field.name);
            out.push(item.finding(&NO_MASK, &format!("field.{index}.name"), message));
        }
    }
}

/// Name, address and phone, by role or by label (H-05).
fn points_to_person(field: &Field) -> bool {
    let role = matches!(
        field.role,
        Some(FieldRole::SubjectName | FieldRole::RepresentativeName | FieldRole::FormerName)
    );
    role || ["姓名", "住址", "地址", "电话", "手机"].iter().any(|word| field.zh.contains(word))
}
