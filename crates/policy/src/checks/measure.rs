//! Measures: on the list, lawful, ended, carried out by somebody, attached to something.

use super::{World, any_kind, blank, is_statute, is_statute_or_centre};
use crate::{
    finding::Finding,
    model::{
        catalog::Polarity,
        layer::BaseMeasure,
        list::ListKind,
        measure::{Measure, MeasureEffect},
    },
    pack::Filed,
    rule::{
        INTERCEPT, MEASURE_ANSWERS, MEASURE_BODY, MEASURE_CLASS, MEASURE_END, MEASURE_OBJECT,
        MEASURE_OFF_LIST, MEASURE_STATUTE,
    },
};

pub(super) fn check(world: &World<'_>, out: &mut Vec<Finding>) {
    for measure in world.measures() {
        class(measure, out);
        if measure.value.effect == MeasureEffect::Restraint {
            on_the_list(world, measure, out);
        }
        statute(measure, out);
        carried_out(measure, out);
        object(world, measure, out);
    }
}

fn class(measure: &Filed<Measure>, out: &mut Vec<Finding>) {
    let message = match (measure.value.effect, measure.value.class) {
        (MeasureEffect::Restraint, Some(1..=3)) | (MeasureEffect::Incentive, None) => return,
        (MeasureEffect::Restraint, None) => "惩戒措施没有写类别".to_owned(),
        (MeasureEffect::Restraint, Some(other)) => format!("没有第 {other} 类惩戒措施"),
        (MeasureEffect::Incentive, Some(_)) => "激励措施不分类".to_owned(),
    };
    out.push(measure.finding(&MEASURE_CLASS, "class", message));
}

fn on_the_list(world: &World<'_>, measure: &Filed<Measure>, out: &mut Vec<Finding>) {
    let Some(id) = &measure.value.national else {
        if !any_kind(&measure.value.basis, is_statute) {
            let message = "不在全国基础清单上，也没有法律、法规依据";
            out.push(measure.finding(&MEASURE_OFF_LIST, "title", message));
        }
        return;
    };
    let files = world.chain.iter().filter_map(|pack| pack.base_measures.as_ref());
    let entries: Vec<&BaseMeasure> =
        files.flat_map(|file| &file.value.entry).filter(|entry| entry.id == *id).collect();
    let message = match entries.first() {
        None => format!("全国基础清单（base-measures.toml）里没有 {id}"),
        Some(entry) if Some(entry.class) != measure.value.class => {
            format!("{id} 在清单上是 {} 类措施", entry.class)
        }
        Some(entry) if entry.until.is_some_and(|until| until < measure.value.effective_from) => {
            format!("{id} 已不在清单上")
        }
        Some(_) => return,
    };
    out.push(measure.finding(&MEASURE_OFF_LIST, "national", message));
}

fn statute(measure: &Filed<Measure>, out: &mut Vec<Finding>) {
    let Measure { class, basis, intercepts, .. } = &measure.value;
    if *class == Some(1) && !basis.is_empty() && !any_kind(basis, is_statute_or_centre) {
        let message = "一类措施没有法律、法规或中央文件依据";
        out.push(measure.finding(&MEASURE_STATUTE, "basis", message));
    }
    if *intercepts && *class != Some(1) {
        out.push(measure.finding(&INTERCEPT, "intercepts", "不是一类措施，却要拦截"));
    } else if *intercepts && !any_kind(basis, is_statute) {
        out.push(measure.finding(&INTERCEPT, "intercepts", "没有法律、法规依据，却要拦截"));
    }
}

fn carried_out(measure: &Filed<Measure>, out: &mut Vec<Finding>) {
    let value = &measure.value;
    if value.bodies.is_empty() {
        out.push(measure.finding(&MEASURE_BODY, "bodies", "没有实施主体"));
    }
    if blank(&value.lifts_when) {
        out.push(measure.finding(&MEASURE_END, "lifts_when", "没有写什么时候解除"));
    }
    for (key, question, answer) in [
        ("lawful", "合法吗", &value.lawful),
        ("relevant", "有关联吗", &value.relevant),
        ("proportionate", "相当吗", &value.proportionate),
    ] {
        if blank(answer) {
            let message = format!("没有回答“{question}”");
            out.push(measure.finding(&MEASURE_ANSWERS, key, message));
        }
    }
}

fn object(world: &World<'_>, measure: &Filed<Measure>, out: &mut Vec<Finding>) {
    let object = &measure.value.object;
    if object.lists.is_empty() && object.items.is_empty() {
        out.push(measure.finding(&MEASURE_OBJECT, "object", "没有附着于任何名单或目录项"));
        return;
    }
    if object.subjects.is_empty() {
        out.push(measure.finding(&MEASURE_OBJECT, "object.subjects", "没有写适用的主体"));
    }
    let items: Vec<_> = object.items.iter().filter_map(|id| world.item(id)).collect();
    let lists: Vec<_> = object.lists.iter().filter_map(|id| world.list(id)).collect();
    if items.len() == object.items.len() && lists.len() == object.lists.len() {
        for subject in &object.subjects {
            let reached = items.iter().any(|item| item.subjects.contains(subject))
                || lists.iter().any(|list| list.subjects.contains(subject));
            if !reached {
                let message = format!("所附着的名单和目录项都不涉及 {subject:?}");
                out.push(measure.finding(&MEASURE_OBJECT, "object.subjects", message));
            }
        }
    }
    if measure.value.effect == MeasureEffect::Restraint {
        for item in items.iter().filter(|item| item.polarity != Polarity::Negative) {
            let message = format!("{} 不是失信信息，不能引起惩戒", item.id);
            out.push(measure.finding(&MEASURE_OBJECT, "object.items", message));
        }
        for list in lists.iter().filter(|list| list.kind == ListKind::Red) {
            let message = format!("{} 是红名单，不能引起惩戒", list.id);
            out.push(measure.finding(&MEASURE_OBJECT, "object.lists", message));
        }
    }
}
