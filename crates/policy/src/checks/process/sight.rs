//! Who sees what: persons are never announced, sealed fields have readers, letters give away nothing.

use super::{about_persons, deeds, is_party};
use crate::{
    finding::Finding,
    model::process::{Effect, GuardRule, Notice, Process, Sight},
    pack::Filed,
    rule::{PERSON_ANNOUNCED, PLACEHOLDER, SEALED_FIELD},
};

/// Places of a letter that need no name.
const PLACES: [&str; 7] =
    ["number", "subject", "today", "unit", "record:title", "state", "certificate"];

pub(super) fn check(process: &Filed<Process>, out: &mut Vec<Finding>) {
    announced(process, out);
    sealed(process, out);
    for (index, notice) in process.value.notice.iter().enumerate() {
        for (part, text) in [("title", &notice.title), ("text", &notice.text)] {
            let key = format!("notice.{index}.{part}");
            letter(process, notice, &key, &text.zh, out);
            letter(process, notice, &key, &text.en, out);
        }
    }
}

/// What can be about a person becomes public with consent only.
fn announced(process: &Filed<Process>, out: &mut Vec<Finding>) {
    let value = &process.value;
    if !about_persons(value) {
        return;
    }
    let allowed = [GuardRule::Consented, GuardRule::Organisation];
    let guarded = |rule: GuardRule| value.start.guards.iter().any(|guard| guard.rule == rule);
    if value.public && !allowed.into_iter().any(guarded) {
        let message = "办件可能关于自然人，却全部公开";
        out.push(process.finding(&PERSON_ANNOUNCED, "public", message));
    }
    for deed in deeds(value) {
        let announces = deed.effects.contains(&Effect::Announce {});
        if announces && !allowed.into_iter().any(|rule| deed.guarded(value, rule)) {
            let message =
                format!("{} 会公开关于自然人的办件，却没有问过本人（consented）", deed.id);
            let key = if deed.key == "start" {
                "start.effects".to_owned()
            } else {
                format!("{}.id", deed.key)
            };
            out.push(process.finding(&PERSON_ANNOUNCED, &key, message));
        }
    }
}

fn sealed(process: &Filed<Process>, out: &mut Vec<Finding>) {
    let value = &process.value;
    let fields = value.field.iter().enumerate();
    let fields =
        fields.map(|(index, one)| (format!("field.{index}"), &one.id, one.sight, &one.readers));
    let papers = value.document.iter().enumerate();
    let papers =
        papers.map(|(index, one)| (format!("document.{index}"), &one.id, one.sight, &one.readers));
    for (key, id, sight, readers) in fields.chain(papers) {
        let party = readers.iter().find(|reader| is_party(value, reader));
        let message = match (sight, readers.as_slice(), party) {
            (Sight::Named, [], _) => format!("{id} 指名可看，却没有写谁可看（readers）"),
            (Sight::Named, _, Some(party)) => format!("{id} 指名的 {party} 不是工作人员"),
            (Sight::Named, ..) | (_, [], _) => continue,
            _ => format!("{id} 写了 readers，sight 却不是 named"),
        };
        out.push(process.finding(&SEALED_FIELD, &format!("{key}.id"), message));
    }
}

fn letter(
    process: &Filed<Process>,
    notice: &Notice,
    key: &str,
    text: &str,
    out: &mut Vec<Finding>,
) {
    let value = &process.value;
    for part in text.split('{').skip(1) {
        let place = part.split('}').next().unwrap_or_default();
        let known = match place.split_once(':') {
            Some(("due", clock)) => value.clock(clock).is_some(),
            Some(("field", field)) => value.field(field).is_some(),
            _ => PLACES.contains(&place),
        };
        if !known || !part.contains('}') {
            let message = format!("通知 {} 里的 {{{place}}} 填不上", notice.id);
            out.push(process.finding(&PLACEHOLDER, key, message));
        }
        let field = place.strip_prefix("field:").and_then(|id| value.field(id));
        let shown = field.is_none_or(|field| match field.sight {
            Sight::Public | Sight::Parties => true,
            Sight::Staff => !is_party(value, &notice.to),
            Sight::Named => field.readers.contains(&notice.to),
        });
        if !shown {
            let message = format!("通知 {} 把 {place} 告诉了不该看到它的 {}", notice.id, notice.to);
            out.push(process.finding(&SEALED_FIELD, key, message));
        }
    }
}
