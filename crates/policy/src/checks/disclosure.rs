//! Disclosure rules: classes, periods, ceilings.

use super::World;
use crate::{
    finding::Finding,
    model::{
        basis::{Length, LengthUnit},
        catalog::{CatalogItem, Polarity, Publicity},
        disclosure::{CountsFrom, DisclosureClass, DisclosureEdition, DisclosureRule},
        layer::Ceiling,
    },
    pack::Filed,
    rule::{
        EMPTY, LAST_CLASS, NO_CEILING, NO_END, PERIOD_ABOVE_CEILING, PERIOD_ORDER, PERIOD_UNIT,
        RETENTION,
    },
};

pub(super) fn check(world: &World<'_>, out: &mut Vec<Finding>) {
    for rule in world.disclosures() {
        if rule.value.edition.is_empty() {
            out.push(rule.finding(&EMPTY, "edition", "没有任何版本"));
        }
        for (index, edition) in rule.value.edition.iter().enumerate() {
            let key = format!("edition.{index}");
            last_class(rule, &key, edition, out);
            for (number, class) in edition.class.iter().enumerate() {
                lengths(rule, &format!("{key}.class.{number}"), class, out);
            }
        }
    }
    for item in world.items() {
        let Some(rule) = world.disclosure(&item.value.disclosure) else { continue };
        ends(&item.value, rule, out);
        below_ceilings(world, &item.value, rule, out);
        retained(item, &rule.value, out);
    }
    ceiling_known(world, out);
}

fn last_class(
    rule: &Filed<DisclosureRule>,
    key: &str,
    edition: &DisclosureEdition,
    out: &mut Vec<Finding>,
) {
    let last = edition.class.len().saturating_sub(1);
    if edition.class.is_empty() {
        out.push(rule.finding(&LAST_CLASS, key, "这一版没有任何类"));
    }
    for (number, class) in edition.class.iter().enumerate() {
        let message = match (number == last, class.when.is_some()) {
            (true, true) => format!("最后一类 {} 带条件，其余记录无类可归", class.id),
            (false, false) => format!("{} 类不带条件，后面的类永远轮不到", class.id),
            _ => continue,
        };
        out.push(rule.finding(&LAST_CLASS, &format!("{key}.class.{number}.id"), message));
    }
}

fn lengths(
    rule: &Filed<DisclosureRule>,
    key: &str,
    class: &DisclosureClass,
    out: &mut Vec<Finding>,
) {
    let named =
        [("minimum", class.minimum), ("maximum", class.maximum), ("shared_for", class.shared_for)];
    for (name, length) in named.into_iter().filter_map(|(name, length)| Some((name, length?))) {
        if length.unit == LengthUnit::WorkingDay {
            let message = format!("{} 类的 {name} 按工作日计", class.id);
            out.push(rule.finding(&PERIOD_UNIT, &format!("{key}.{name}"), message));
        }
    }
    for ((short, one), (long, other)) in [
        (("minimum", class.minimum), ("maximum", class.maximum)),
        (("maximum", class.maximum), ("shared_for", class.shared_for)),
    ] {
        if let (Some(one), Some(other)) = (one, other)
            && one.days_at_most() > other.days_at_most()
        {
            let (one, other) = (one.in_words(), other.in_words());
            let message = format!("{} 类的 {short}（{one}）比 {long}（{other}）长", class.id);
            out.push(rule.finding(&PERIOD_ORDER, &format!("{key}.{short}"), message));
        }
    }
}

/// What speaks against a subject does not stay public for ever.
fn ends(item: &CatalogItem, rule: &Filed<DisclosureRule>, out: &mut Vec<Finding>) {
    if item.polarity != Polarity::Negative || item.publicity != Publicity::Public {
        return;
    }
    for (index, edition) in rule.value.edition.iter().enumerate() {
        for (number, class) in edition.class.iter().enumerate() {
            let endless = class.published && class.maximum.is_none();
            if endless && edition.counts_from != CountsFrom::ValidUntil {
                let message = format!("{} 类的公示没有终点（{} 在用）", class.id, item.id);
                let key = format!("edition.{index}.class.{number}.id");
                out.push(rule.finding(&NO_END, &key, message));
            }
        }
    }
}

fn below_ceilings(
    world: &World<'_>,
    item: &CatalogItem,
    rule: &Filed<DisclosureRule>,
    out: &mut Vec<Finding>,
) {
    let layers = world.chain.iter().filter_map(|pack| pack.layer.as_ref());
    let ceilings = layers.flat_map(|layer| &layer.value.ceiling);
    for ceiling in ceilings.filter(|ceiling| ceiling.polarity == item.polarity) {
        for (index, edition) in rule.value.edition.iter().enumerate() {
            let together = edition.until.is_none_or(|until| until >= ceiling.effective_from)
                && ceiling.until.is_none_or(|until| until >= edition.effective_from);
            if !together {
                continue;
            }
            for (number, class) in edition.class.iter().enumerate() {
                for (name, length, top) in above(class, ceiling) {
                    let document = ceiling.basis.first().map_or("", |basis| &basis.document);
                    let message = format!(
                        "{} 类的 {name} {} 超过《{document}》的上限 {}",
                        class.id,
                        length.in_words(),
                        top.in_words()
                    );
                    let key = format!("edition.{index}.class.{number}.{name}");
                    out.push(rule.finding(&PERIOD_ABOVE_CEILING, &key, message));
                }
            }
        }
    }
}

/// The periods of a class that are longer than a ceiling, with the ceiling's length. What is
/// public is also disclosed, so that publication stays under both.
fn above(class: &DisclosureClass, ceiling: &Ceiling) -> Vec<(&'static str, Length, Length)> {
    let tops = [
        ("maximum", class.maximum, ceiling.maximum),
        ("maximum", class.maximum, ceiling.shared_for),
        ("shared_for", class.shared_for, ceiling.shared_for),
    ];
    let known = tops.into_iter().filter_map(|(name, length, top)| Some((name, length?, top?)));
    let mut above: Vec<_> =
        known.filter(|(_, length, top)| length.days_at_most() > top.days_at_most()).collect();
    above.dedup_by_key(|(name, ..)| *name);
    above
}

fn retained(item: &Filed<CatalogItem>, rule: &DisclosureRule, out: &mut Vec<Finding>) {
    let classes = rule.edition.iter().flat_map(|edition| &edition.class);
    let longest =
        classes.filter_map(|class| class.maximum).max_by_key(|length| length.days_at_most());
    if let Some(longest) =
        longest.filter(|longest| longest.days_at_most() > item.value.retention.days_at_most())
    {
        let retention = item.value.retention.in_words();
        let message = format!("保存 {retention}，却可公示 {}", longest.in_words());
        out.push(item.finding(&RETENTION, "retention", message));
    }
}

fn ceiling_known(world: &World<'_>, out: &mut Vec<Finding>) {
    let public = world.items().find(|item| {
        item.value.polarity == Polarity::Negative && item.value.publicity == Publicity::Public
    });
    let mut layers = world.chain.iter().filter_map(|pack| pack.layer.as_ref());
    let known = layers
        .clone()
        .flat_map(|layer| &layer.value.ceiling)
        .any(|ceiling| ceiling.polarity == Polarity::Negative && ceiling.maximum.is_some());
    if let (Some(item), false, Some(layer)) = (public, known, layers.next()) {
        let message = format!("{} 公示失信信息，却没有一层写明公示上限", item.value.id);
        out.push(layer.finding(&NO_CEILING, "", message));
    }
}
