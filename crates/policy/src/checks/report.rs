//! Reports: whole, in order, of facts, for those who may have them.

mod file;
mod layout;
mod special;

use vocabulary::SubjectKind;

use super::{World, blank};
use crate::{
    finding::Finding,
    model::{
        basis::LengthUnit,
        catalog::{Audience, CatalogClass, CatalogItem, Polarity, Publicity},
        report::{ReportAsker, ReportHolds, ReportTemplate},
    },
    pack::Filed,
    rule::{
        EMPTY, EXAMPLE_WRONG, REFERENCE, REPORT_ASKED, REPORT_CLOSED, REPORT_FRESH, REPORT_GRADE,
        REPORT_PERSON, REPORT_SAYS, VALUE_SAID,
    },
};

pub(super) fn check(world: &World<'_>, out: &mut Vec<Finding>) {
    for report in world.reports() {
        complete(report, out);
        person(report, out);
        asked(report, out);
        named(world, report, out);
        layout::check(world, report, out);
        special::check(world, report, out);
        grades(world, report, out);
        supported(world, report, out);
        examples(world, report, out);
    }
    spoken(world, out);
    file::check(world, out);
}

/// Values that are codes say what they mean.
fn spoken(world: &World<'_>, out: &mut Vec<Finding>) {
    for item in world.items() {
        for (index, field) in item.value.field.iter().enumerate() {
            let digits = |value: &String| value.bytes().all(|one| one.is_ascii_digit());
            let coded = !field.values.is_empty() && field.values.iter().all(digits);
            let silent = field.said.iter().any(|said| blank(&said.zh) || blank(&said.en));
            let needed = coded && field.audience != Audience::Nobody || !field.said.is_empty();
            if needed && (silent || field.said.len() != field.values.len()) {
                let message = format!("字段 {} 的代码没有逐个说明", field.name);
                out.push(item.finding(&VALUE_SAID, &format!("field.{index}.values"), message));
            }
        }
    }
}

type Report = Filed<ReportTemplate>;

fn complete(report: &Report, out: &mut Vec<Finding>) {
    let ReportTemplate { subjects, section, domain, statement, .. } = &report.value;
    for (key, empty) in
        [("subjects", subjects.is_empty()), ("section", section.is_empty() && domain.is_empty())]
    {
        if empty {
            out.push(report.finding(&EMPTY, key, format!("{key} 是空的")));
        }
    }
    if statement.is_empty() || statement.iter().any(|said| blank(&said.zh) || blank(&said.en)) {
        out.push(report.finding(&REPORT_SAYS, "statement", "报告说明是空的，或缺一种语言"));
    }
    let valid = report.value.valid;
    if valid.count == 0 || valid.unit == LengthUnit::WorkingDay {
        let message = format!("有效期写成了 {}", valid.in_words());
        out.push(report.finding(&REPORT_FRESH, "valid", message));
    }
}

/// Persons have a layout of their own, which holds what is theirs.
fn person(report: &Report, out: &mut Vec<Finding>) {
    let ReportTemplate { subjects, holds, asked_by, .. } = &report.value;
    let persons = subjects.contains(&SubjectKind::Person);
    if persons && subjects.len() > 1 {
        let message = "自然人和单位用了同一个版式";
        out.push(report.finding(&REPORT_PERSON, "subjects", message));
    } else if persons != (*holds == ReportHolds::Own) {
        let message = if persons {
            "自然人的报告写成了人人可见（holds = public）"
        } else {
            "holds = own 只用于自然人"
        };
        out.push(report.finding(&REPORT_PERSON, "holds", message));
    }
    if persons && asked_by.contains(&ReportAsker::Agency) {
        let message = "机关不凭授权就能取得自然人的报告";
        out.push(report.finding(&REPORT_PERSON, "asked_by", message));
    }
}

fn asked(report: &Report, out: &mut Vec<Finding>) {
    if !report.value.asked_by.contains(&ReportAsker::Own) {
        let message = if report.value.asked_by.is_empty() {
            "谁也不能申请这种报告"
        } else {
            "主体自己不能申请这种报告"
        };
        out.push(report.finding(&REPORT_ASKED, "asked_by", message));
    }
}

/// The items that a layout names, each with its key: the places where records come from.
fn items_of(report: &ReportTemplate) -> Vec<(String, &String)> {
    let mut named = Vec::new();
    let mut all = |array: &str, index: usize, key: &str, items| {
        let items: &[String] = items;
        named.extend(items.iter().map(|item| (format!("{array}.{index}.{key}"), item)));
    };
    for (index, section) in report.section.iter().enumerate() {
        all("section", index, "items", &section.items);
    }
    for (index, domain) in report.domain.iter().enumerate() {
        all("domain", index, "items", &domain.items);
    }
    named
}

/// Every item that is named exists, and may stand in the paper.
fn named(world: &World<'_>, report: &Report, out: &mut Vec<Finding>) {
    let template = &report.value;
    let mut referred: Vec<(String, &String)> = Vec::new();
    for (index, section) in template.section.iter().enumerate() {
        let except = section.except.iter().map(|item| (format!("section.{index}.except"), item));
        referred.extend(except);
    }
    for (index, label) in template.label.iter().enumerate() {
        referred.extend(label.items.iter().map(|item| (format!("label.{index}.items"), item)));
    }
    for (index, advice) in template.advice.iter().enumerate() {
        referred.extend(advice.items.iter().map(|item| (format!("advice.{index}.items"), item)));
    }
    for (index, example) in template.example.iter().enumerate() {
        referred.push((format!("example.{index}.item"), &example.item));
    }
    let placed = items_of(template);
    for (key, id) in referred.iter().chain(&placed) {
        if world.item(id).is_none() {
            out.push(report.finding(&REFERENCE, key, format!("没有名为 {id} 的目录项")));
        }
    }
    for (key, id) in &placed {
        let Some(item) = world.item(id) else { continue };
        if template.holds == ReportHolds::Public && item.publicity != Publicity::Public {
            let message = format!("{id} 依法不公开，却写进了公开的报告");
            out.push(report.finding(&REPORT_CLOSED, key, message));
        }
    }
}

/// Words by which points and grades go.
const GRADED: &[&str] =
    &["score", "grade", "points", "rating", "tier", "得分", "评分", "分值", "积分", "等级", "评级"];

/// Neither evaluations nor fields that grade.
fn grades(world: &World<'_>, report: &Report, out: &mut Vec<Finding>) {
    let evaluates = |item: &CatalogItem| {
        item.class == CatalogClass::EvaluationResults && item.polarity != Polarity::Positive
    };
    let mut met: Vec<&str> = Vec::new();
    for item in world.items().map(|item| &item.value).filter(|item| evaluates(item)) {
        if met.contains(&item.id.as_str()) {
            continue;
        }
        met.push(&item.id);
        for (index, section) in report.value.section.iter().enumerate() {
            if section.takes(&item.id, item.class, item.polarity) {
                let message = format!("{}（{}）是评价结果", item.id, item.title.zh);
                out.push(report.finding(&REPORT_GRADE, &format!("section.{index}.id"), message));
            }
        }
    }
    for (index, section) in report.value.section.iter().enumerate() {
        let graded = |name: &&String| GRADED.iter().any(|word| name.contains(word));
        for name in section.fields.iter().filter(graded) {
            let message = format!("字段 {name} 是分数或等级");
            out.push(report.finding(&REPORT_GRADE, &format!("section.{index}.fields"), message));
        }
        let title = &section.title;
        let english = title.en.to_lowercase();
        if GRADED.iter().any(|word| title.zh.contains(word) || english.contains(word)) {
            let message = format!("一章叫作“{}”", title.zh);
            out.push(report.finding(&REPORT_GRADE, &format!("section.{index}.title"), message));
        }
    }
}

/// Where records of an item stand in a layout; nowhere if they may not be in it.
fn place<'r>(template: &'r ReportTemplate, item: &CatalogItem) -> Option<&'r str> {
    if !template.may_hold(item) {
        return None;
    }
    let section = template.sections_of(item).map(|section| section.id.as_str()).next();
    let domain = template.domain.iter().find(|domain| domain.items.contains(&item.id));
    section.or_else(|| domain.map(|domain| domain.id.as_str()))
}

/// Labels and advice rest on what stands in the paper.
fn supported(world: &World<'_>, report: &Report, out: &mut Vec<Finding>) {
    let template = &report.value;
    let shown = |items: &[String], classes: &[CatalogClass]| {
        world.items().map(|item| &item.value).any(|item| {
            (items.contains(&item.id) || classes.contains(&item.class))
                && place(template, item).is_some()
        })
    };
    for (index, label) in template.label.iter().enumerate() {
        if !shown(&label.items, &label.classes) {
            let message = format!("标签“{}”所依据的信息不在报告里", label.title.zh);
            out.push(report.finding(&REPORT_SAYS, &format!("label.{index}.title"), message));
        }
    }
    for (index, advice) in template.advice.iter().enumerate() {
        if !shown(&advice.items, &advice.classes) {
            let message = "建议所依据的信息不在报告里";
            out.push(report.finding(&REPORT_SAYS, &format!("advice.{index}.title"), message));
        }
    }
}

/// The worked cases come out.
fn examples(world: &World<'_>, report: &Report, out: &mut Vec<Finding>) {
    for (index, example) in report.value.example.iter().enumerate() {
        let Some(item) = world.item(&example.item) else { continue };
        let stands = place(&report.value, item);
        if stands != example.stands.as_deref() {
            let message = format!(
                "“{}”：{} 在{}，例子说在{}",
                example.text,
                example.item,
                stands.unwrap_or("报告之外"),
                example.stands.as_deref().unwrap_or("报告之外"),
            );
            out.push(report.finding(&EXAMPLE_WRONG, &format!("example.{index}.item"), message));
        }
    }
}
