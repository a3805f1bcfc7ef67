//! Plans: each entry can begin its case.

use vocabulary::Date;

use super::{World, blank};
use crate::{
    finding::Finding,
    model::{
        plan::Plan,
        process::{FieldKind, Process},
    },
    pack::Filed,
    rule::{DUPLICATE, PLAN, REFERENCE},
};

pub(super) fn check(world: &World<'_>, out: &mut Vec<Finding>) {
    for plan in world.plans() {
        match world.process(&plan.value.process) {
            Some(process) => entries(world, plan, &process.value, out),
            None => {
                let message = format!("没有名为 {} 的流程", plan.value.process);
                out.push(plan.finding(&REFERENCE, "process", message));
            }
        }
    }
}

fn entries(world: &World<'_>, plan: &Filed<Plan>, process: &Process, out: &mut Vec<Finding>) {
    for (field, kind) in [("plan", FieldKind::Plan), ("unit", FieldKind::Agency)] {
        if process.field(field).is_none_or(|field| field.kind != kind) {
            let message = format!("流程 {} 没有栏目 {field}，或种类不对", process.id);
            out.push(plan.finding(&PLAN, "process", message));
        }
    }
    let mut seen: Vec<&str> = Vec::new();
    for (index, entry) in plan.value.entry.iter().enumerate() {
        let key = |part: &str| format!("entry.{index}.{part}");
        if seen.contains(&entry.id.as_str()) {
            out.push(plan.finding(&DUPLICATE, &key("id"), format!("{} 出现了两次", entry.id)));
        }
        seen.push(&entry.id);
        if !world.agencies.contains(entry.unit.as_str()) {
            let message = format!("没有名为 {} 的机关", entry.unit);
            out.push(plan.finding(&REFERENCE, &key("unit"), message));
        }
        if entry.due < plan.value.effective_from {
            let message = format!(
                "{} 要在 {} 前办完，方案 {} 才开始",
                entry.id, entry.due, plan.value.effective_from
            );
            out.push(plan.finding(&PLAN, &key("due"), message));
        }
        if blank(&entry.clause) {
            out.push(plan.finding(&PLAN, &key("clause"), format!("{} 没有写出处", entry.id)));
        }
        for (name, value) in &entry.set {
            let message = match process.field(name).map(|field| field.kind) {
                None => format!("流程 {} 没有栏目 {name}", process.id),
                Some(FieldKind::Date) if value.parse::<Date>().is_err() => {
                    format!("“{value}”不是日期")
                }
                Some(_) => continue,
            };
            out.push(plan.finding(&PLAN, &key(&format!("set.{name}")), message));
        }
    }
}
