//! Sections: each takes something, none takes twice, none is forgotten; tables have their columns.

use super::Report;
use crate::{
    checks::World,
    finding::Finding,
    model::{
        catalog::CatalogItem,
        report::{ReportLayout, ReportSection},
    },
    rule::{EMPTY, REPORT_TABLE, REPORT_TWICE, REPORT_WHOLE},
};

pub(super) fn check(world: &World<'_>, report: &Report, out: &mut Vec<Finding>) {
    let template = &report.value;
    for (index, section) in template.section.iter().enumerate() {
        if section.classes.is_empty() && section.items.is_empty() {
            let message = format!("“{}”一章不收任何信息", section.title.zh);
            out.push(report.finding(&EMPTY, &format!("section.{index}.id"), message));
        }
        if section.when.is_some() && template.is_whole() {
            let message = format!("“{}”一章写了条件，不合条件的信息就漏掉了", section.title.zh);
            out.push(report.finding(&REPORT_WHOLE, &format!("section.{index}.when"), message));
        }
        columns(world, report, (index, section), out);
    }
    let mut met: Vec<&str> = Vec::new();
    for item in world.items().map(|item| &item.value).filter(|item| template.may_hold(item)) {
        if met.contains(&item.id.as_str()) {
            continue;
        }
        met.push(&item.id);
        let sections: Vec<&str> =
            template.sections_of(item).map(|section| section.title.zh.as_str()).collect();
        if sections.len() > 1 {
            let message = format!("{} 同时在“{}”", item.id, sections.join("”和“"));
            out.push(report.finding(&REPORT_TWICE, "section", message));
        }
        if sections.is_empty() && template.is_whole() {
            let message = format!("{}（{}）没有放进任何一章", item.id, item.title.zh);
            out.push(report.finding(&REPORT_WHOLE, "section", message));
        }
    }
}

/// The fields that a section names are those of its items; a table names them.
fn columns(
    world: &World<'_>,
    report: &Report,
    (index, section): (usize, &ReportSection),
    out: &mut Vec<Finding>,
) {
    let key = format!("section.{index}.fields");
    let table = section.layout == ReportLayout::Table;
    if table && section.fields.is_empty() {
        let key = format!("section.{index}.layout");
        let message = format!("“{}”一章是表格，没有写各列", section.title.zh);
        out.push(report.finding(&REPORT_TABLE, &key, message));
    }
    let taken: Vec<&CatalogItem> = world
        .items()
        .map(|item| &item.value)
        .filter(|item| report.value.may_hold(item))
        .filter(|item| section.takes(&item.id, item.class, item.polarity))
        .collect();
    for name in &section.fields {
        let has = |item: &&CatalogItem| item.field.iter().any(|field| field.name == *name);
        let without = taken.iter().find(|item| !has(item));
        let message = match without {
            Some(item) if table => format!("{} 没有字段 {name}，表格缺一格", item.id),
            Some(_) if !taken.iter().any(has) => format!("本章的目录项都没有字段 {name}"),
            _ => continue,
        };
        out.push(report.finding(&REPORT_TABLE, &key, message));
    }
}
