//! Conditions can be read and name fields and values that exist.

use super::World;
use crate::{
    condition::{Condition, Operator},
    finding::Finding,
    model::catalog::{CatalogItem, Field, FieldType},
    pack::Filed,
    rule::CONDITION,
};

pub(super) fn check(world: &World<'_>, out: &mut Vec<Finding>) {
    for item in world.items() {
        of_item(item, out);
    }
    for rule in world.disclosures() {
        let items = world.items().map(|item| &item.value);
        let items: Vec<_> = items.filter(|item| item.disclosure == rule.value.id).collect();
        for (index, edition) in rule.value.edition.iter().enumerate() {
            for (number, class) in edition.class.iter().enumerate() {
                let key = format!("edition.{index}.class.{number}.when");
                condition(rule, &key, class.when.as_deref(), &items, out);
            }
        }
    }
    for report in world.reports() {
        for (index, section) in report.value.section.iter().enumerate() {
            let takes = |item: &&CatalogItem| section.takes(&item.id, item.class, item.polarity);
            let items = world.items().map(|item| &item.value);
            let items: Vec<_> =
                items.filter(|item| report.value.may_hold(item)).filter(takes).collect();
            let key = format!("section.{index}.when");
            condition(report, &key, section.when.as_deref(), &items, out);
        }
    }
    for measure in world.measures() {
        let items = world.items_of(&measure.value);
        let when = measure.value.object.when.as_deref();
        condition(measure, "object.when", when, &items, out);
    }
}

fn of_item(item: &Filed<CatalogItem>, out: &mut Vec<Finding>) {
    let CatalogItem { field, exclude, rule, .. } = &item.value;
    let items = [&item.value];
    let mut one = |key: String, text: Option<&str>| condition(item, &key, text, &items, out);
    for (index, field) in field.iter().enumerate() {
        one(format!("field.{index}.required_when"), field.required_when.as_deref());
    }
    for (index, exclusion) in exclude.iter().enumerate() {
        one(format!("exclude.{index}.when"), Some(&exclusion.when));
    }
    for (index, rule) in rule.iter().enumerate() {
        one(format!("rule.{index}.when"), rule.when.as_deref());
        one(format!("rule.{index}.must"), Some(&rule.must));
    }
    for (index, rule) in rule.iter().enumerate() {
        if !field.iter().any(|field| field.name == rule.field) {
            let message = format!("规则 {} 指向的 {} 不是本项的字段", rule.id, rule.field);
            out.push(item.finding(&CONDITION, &format!("rule.{index}.field"), message));
        }
    }
}

/// A condition over the fields of one of `items`. Where no item uses it, there is nothing to know.
fn condition<T>(
    filed: &Filed<T>,
    key: &str,
    text: Option<&str>,
    items: &[&CatalogItem],
    out: &mut Vec<Finding>,
) {
    let Some(text) = text else { return };
    let mut refuse = |message: String| out.push(filed.finding(&CONDITION, key, message));
    let parsed = match Condition::parse(text) {
        Ok(parsed) => parsed,
        Err(error) => return refuse(format!("条件“{text}”读不懂：{error}")),
    };
    if items.is_empty() {
        return;
    }
    let fields = |name: &str| -> Vec<&Field> {
        items.iter().flat_map(|item| &item.field).filter(|field| field.name == name).collect()
    };
    for name in parsed.fields() {
        if name != "today" && fields(name).is_empty() {
            refuse(format!("条件里的 {name} 不是字段"));
        }
    }
    for (name, operator, literal) in parsed.literals() {
        let fields = fields(name);
        if !fields.is_empty() && !fields.iter().any(|field| takes(field, operator, literal)) {
            refuse(format!("“{literal}”不是 {name} 的取值"));
        }
    }
}

/// Whether a comparison of the field with the literal can ever be meant.
fn takes(field: &Field, operator: Operator, literal: &str) -> bool {
    if !field.values.is_empty() {
        return match operator {
            Operator::Contains => field.values.iter().any(|value| value.contains(literal)),
            _ => field.values.iter().any(|value| value == literal),
        };
    }
    match field.kind {
        FieldType::Date => literal.parse::<vocabulary::Date>().is_ok(),
        FieldType::Amount | FieldType::Integer => literal.parse::<f64>().is_ok(),
        FieldType::YesNo => matches!(literal, "是" | "否"),
        _ => true,
    }
}
