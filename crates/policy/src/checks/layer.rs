//! Layers inherit from one another, and the lower ones only narrow.

use super::World;
use crate::{
    finding::Finding,
    model::{
        basis::{Length, LengthUnit},
        catalog::{CatalogItem, Publicity},
        layer::Narrowing,
    },
    pack::{Filed, Pack},
    rule::{LAYER_CHAIN, LOWER_WIDENS, REFERENCE},
};

pub(super) fn check(world: &World<'_>, out: &mut Vec<Finding>) {
    for pack in world.chain {
        linked(world, pack, out);
        for narrowing in &pack.narrowings {
            match world.item(&narrowing.value.id) {
                Some(item) => narrower(world, narrowing, item, out),
                None => {
                    let message = format!("没有名为 {} 的目录项可以收窄", narrowing.value.id);
                    out.push(narrowing.finding(&REFERENCE, "", message));
                }
            }
        }
    }
    ceilings(world, out);
}

fn linked(world: &World<'_>, pack: &Pack, out: &mut Vec<Finding>) {
    let Some(layer) = &pack.layer else {
        let file = format!("{}/layer.toml", pack.name);
        out.push(Finding::new(&LAYER_CHAIN, &file, 1, "这一层没有 layer.toml"));
        return;
    };
    if let Some(above) = &layer.value.inherits {
        let own = world.chain.iter().position(|other| other.name == pack.name);
        let upper = world.chain.iter().position(|other| other.name == *above);
        if upper.is_none_or(|upper| own.is_none_or(|own| upper + 1 != own)) {
            let message = format!("继承的 {above} 层不存在，或绕成了圈");
            out.push(layer.finding(&LAYER_CHAIN, "inherits", message));
        }
    }
}

fn narrower(
    world: &World<'_>,
    narrowing: &Filed<Narrowing>,
    item: &CatalogItem,
    out: &mut Vec<Finding>,
) {
    let value = &narrowing.value;
    let mut widens = |key: &str, message: String| {
        out.push(narrowing.finding(&LOWER_WIDENS, key, message));
    };
    for subject in value.subjects.iter().filter(|subject| !item.subjects.contains(subject)) {
        widens("subjects", format!("上级的 {} 不涉及 {subject:?}", item.id));
    }
    if value.publicity.is_some_and(|publicity| reach(publicity) > reach(item.publicity)) {
        widens("publicity", format!("上级的 {} 公开属性更窄", item.id));
    }
    if let (Some(own), Some(above)) = (value.report_within, item.report_within)
        && later(own, above)
    {
        let (own, above) = (own.in_words(), above.in_words());
        widens("report_within", format!("报送时限 {own} 比上级的 {above} 迟"));
    }
    for (index, narrow) in value.field.iter().enumerate() {
        match item.field.iter().find(|field| field.name == narrow.name) {
            None => widens(
                &format!("field.{index}.name"),
                format!("上级的 {} 没有字段 {}", item.id, narrow.name),
            ),
            Some(field) if narrow.audience < field.audience => widens(
                &format!("field.{index}.audience"),
                format!("字段 {} 的可见范围比上级宽", narrow.name),
            ),
            Some(_) => {}
        }
    }
    let Some(rule) = world.disclosure(&item.disclosure) else { return };
    let classes = || rule.value.edition.iter().flat_map(|edition| &edition.class);
    let longest =
        |of: &mut dyn Iterator<Item = Length>| of.max_by_key(|length| length.days_at_most());
    let public = longest(&mut classes().filter_map(|class| class.maximum));
    let shared = longest(&mut classes().filter_map(|class| class.shared_for));
    for (key, own, above) in
        [("maximum", value.maximum, public), ("shared_for", value.shared_for, shared)]
    {
        if let (Some(own), Some(above)) = (own, above)
            && own.days_at_most() > above.days_at_most()
        {
            let (own, above) = (own.in_words(), above.in_words());
            widens(key, format!("{own} 比上级的 {above} 长"));
        }
    }
}

/// Whether a time can end after another; as many working days never end before as many days.
fn later(own: Length, above: Length) -> bool {
    let working = |length: Length| length.unit == LengthUnit::WorkingDay;
    own.days_at_most() > above.days_at_most()
        || own.days_at_most() == above.days_at_most() && working(own) && !working(above)
}

/// How many may look: everyone, who is authorised, agencies.
fn reach(publicity: Publicity) -> u8 {
    match publicity {
        Publicity::Public => 2,
        Publicity::OnRequest => 1,
        Publicity::Internal => 0,
    }
}

/// A lower ceiling that is higher than one above would read as a permission.
fn ceilings(world: &World<'_>, out: &mut Vec<Finding>) {
    let mut above: Vec<&crate::model::layer::Ceiling> = Vec::new();
    for layer in world.chain.iter().filter_map(|pack| pack.layer.as_ref()) {
        for (index, ceiling) in layer.value.ceiling.iter().enumerate() {
            for upper in above.iter().filter(|upper| upper.polarity == ceiling.polarity) {
                for (key, own, top) in [
                    ("maximum", ceiling.maximum, upper.maximum),
                    ("shared_for", ceiling.shared_for, upper.shared_for),
                ] {
                    if let (Some(own), Some(top)) = (own, top)
                        && own.days_at_most() > top.days_at_most()
                    {
                        let message =
                            format!("上限 {} 高于上级的 {}", own.in_words(), top.in_words());
                        let key = format!("ceiling.{index}.{key}");
                        out.push(layer.finding(&LOWER_WIDENS, &key, message));
                    }
                }
            }
        }
        above.extend(&layer.value.ceiling);
    }
}
