//! Consents: with an end, for a purpose, by persons of age, over what may be opened.

use vocabulary::SubjectKind;

use super::World;
use crate::{
    finding::Finding,
    model::{
        catalog::Publicity,
        consent::{ConsentKind, ConsentTo},
    },
    pack::Filed,
    rule::{CONSENT_END, CONSENT_MINOR, CONSENT_SHARED, EMPTY},
};

/// A person is of age at eighteen (Civil Code art. 17).
const OF_AGE: u8 = 18;
/// Nobody consents for longer than this at once, in days.
const LONGEST: u32 = 5 * 366;

pub(super) fn check(world: &World<'_>, out: &mut Vec<Finding>) {
    for kind in world.consents() {
        complete(kind, out);
        let days = kind.value.longest.days_at_most();
        if days == 0 || days > LONGEST {
            let message = format!("最长 {} 等于没有终点", kind.value.longest.in_words());
            out.push(kind.finding(&CONSENT_END, "longest", message));
        }
        if kind.value.subjects.contains(&SubjectKind::Person) && kind.value.youngest < OF_AGE {
            let message = format!("满 {} 周岁就可以授权", kind.value.youngest);
            out.push(kind.finding(&CONSENT_MINOR, "youngest", message));
        }
        shared(world, kind, out);
    }
}

fn complete(kind: &Filed<ConsentKind>, out: &mut Vec<Finding>) {
    let ConsentKind { subjects, items, classes, text, .. } = &kind.value;
    for (key, empty) in [
        ("subjects", subjects.is_empty()),
        ("items", items.is_empty() && classes.is_empty()),
        ("text", super::blank(&text.zh) || super::blank(&text.en)),
    ] {
        if empty {
            out.push(kind.finding(&EMPTY, key, format!("{key} 是空的")));
        }
    }
}

/// What agencies share among themselves is opened to no organisation by name.
fn shared(world: &World<'_>, kind: &Filed<ConsentKind>, out: &mut Vec<Finding>) {
    if kind.value.to != ConsentTo::Organisation {
        return;
    }
    for id in &kind.value.items {
        let Some(item) = world.item(id) else { continue };
        if item.publicity == Publicity::Internal {
            let message = format!("{id} 只在机关之间共享，不能授权给其他单位");
            out.push(kind.finding(&CONSENT_SHARED, "items", message));
        }
    }
}
