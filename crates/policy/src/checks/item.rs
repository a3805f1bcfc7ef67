//! Catalog items as a whole: completeness, keys, dates, review, list, reporting.

use super::{World, any_kind, is_statute_or_centre};
use crate::{
    condition::Condition,
    finding::Finding,
    model::{
        basis::{Length, LengthUnit},
        catalog::{AdministrativeAct, CatalogClass, CatalogItem, FieldType, Polarity, Publicity},
        list::ListKind,
    },
    pack::Filed,
    rule::{
        DATE_FIELD, EMPTY, LIST_ITEM, LOCAL_BASIS, NATURAL_KEY, NO_SECRECY_REVIEW, REPORT_LATE,
        SIMPLE_PROCEDURE,
    },
};

/// Licences and penalties: seven working days (H-20).
const REPORT_WITHIN: Length = Length { count: 7, unit: LengthUnit::WorkingDay };

pub(super) fn check(world: &World<'_>, out: &mut Vec<Finding>) {
    for item in world.items() {
        complete(item, out);
        natural_key(item, out);
        dates(item, out);
        secrecy_review(item, out);
        simple_procedure(item, out);
        reported_in_time(item, out);
        listed(world, item, out);
        local_basis(world, item, out);
    }
}

fn complete(item: &Filed<CatalogItem>, out: &mut Vec<Finding>) {
    let CatalogItem { subjects, providers, field, .. } = &item.value;
    for (key, empty) in [
        ("subjects", subjects.is_empty()),
        ("providers", providers.is_empty()),
        ("field", field.is_empty()),
    ] {
        if empty {
            out.push(item.finding(&EMPTY, key, format!("{key} 是空的")));
        }
    }
}

fn natural_key(item: &Filed<CatalogItem>, out: &mut Vec<Finding>) {
    let CatalogItem { natural_key, field, .. } = &item.value;
    if natural_key.is_empty() {
        out.push(item.finding(&NATURAL_KEY, "natural_key", "自然键是空的"));
    }
    for key in natural_key.iter().filter(|key| !field.iter().any(|field| field.name == **key)) {
        let message = format!("自然键里的 {key} 不是本项的字段");
        out.push(item.finding(&NATURAL_KEY, "natural_key", message));
    }
}

fn dates(item: &Filed<CatalogItem>, out: &mut Vec<Finding>) {
    let valid = item.value.valid.as_ref();
    let named = [
        ("decided_on", Some(&item.value.decided_on)),
        ("valid.from", valid.and_then(|valid| valid.from.as_ref())),
        ("valid.until", valid.and_then(|valid| valid.until.as_ref())),
    ];
    for (key, name) in named.into_iter().filter_map(|(key, name)| Some((key, name?))) {
        let field = item.value.field.iter().find(|field| field.name == *name);
        let message = match field {
            None => format!("{key} 指向的 {name} 不是本项的字段"),
            Some(field) if field.kind != FieldType::Date => {
                format!("{key} 指向的 {name} 不是日期字段")
            }
            Some(_) => continue,
        };
        out.push(item.finding(&DATE_FIELD, key, message));
    }
}

/// Registration data are public by the registration laws themselves; all else is reviewed.
fn secrecy_review(item: &Filed<CatalogItem>, out: &mut Vec<Finding>) {
    let by_law = item.value.class == CatalogClass::Registration;
    if item.value.publicity == Publicity::Public && !by_law && !item.value.secrecy_review {
        let message = "主动公开的目录项没有要求保密审查";
        out.push(item.finding(&NO_SECRECY_REVIEW, "secrecy_review", message));
    }
}

fn simple_procedure(item: &Filed<CatalogItem>, out: &mut Vec<Finding>) {
    if item.value.act != Some(AdministrativeAct::Penalty) {
        return;
    }
    let excluded = item.value.exclude.iter().any(|exclusion| {
        Condition::parse(&exclusion.when).is_ok_and(|condition| {
            condition.literals().iter().any(|(_, _, literal)| literal.contains("简易"))
        })
    });
    if !excluded {
        out.push(item.finding(&SIMPLE_PROCEDURE, "exclude", "没有排除简易程序的处罚"));
    }
}

fn reported_in_time(item: &Filed<CatalogItem>, out: &mut Vec<Finding>) {
    let double_public =
        matches!(item.value.act, Some(AdministrativeAct::Licence | AdministrativeAct::Penalty));
    let in_time = item
        .value
        .report_within
        .is_some_and(|within| within.days_at_most() <= REPORT_WITHIN.days_at_most());
    if double_public && !in_time {
        let message = "没有要求在七个工作日内报送";
        out.push(item.finding(&REPORT_LATE, "report_within", message));
    }
}

fn listed(world: &World<'_>, item: &Filed<CatalogItem>, out: &mut Vec<Finding>) {
    let kind = match item.value.class {
        CatalogClass::SeriousLists => ListKind::Serious,
        CatalogClass::AbnormalOperations => ListKind::Abnormal,
        _ => return,
    };
    let message = match item.value.list.as_deref() {
        None => "名单类信息没有指明名单".to_owned(),
        Some(id) => match world.list(id) {
            Some(list) if list.kind != kind => {
                format!("名单 {id} 与类别不符")
            }
            _ => return,
        },
    };
    out.push(item.finding(&LIST_ITEM, "list", message));
}

/// The first layer of the chain is national law; what others add against the subject needs a
/// regulation.
fn local_basis(world: &World<'_>, item: &Filed<CatalogItem>, out: &mut Vec<Finding>) {
    let national = world.chain.first().is_some_and(|pack| pack.name == item.source.layer());
    let lawful = any_kind(&item.value.basis, is_statute_or_centre);
    if !national && item.value.polarity == Polarity::Negative && !lawful {
        let message = "下级层增加的失信信息没有地方性法规或更高的依据";
        out.push(item.finding(&LOCAL_BASIS, "basis", message));
    }
}
