//! Banned kinds, by name, synonym or label, in Chinese and English. The words are data.

use vocabulary::SubjectKind;

use super::{World, blank};
use crate::{
    finding::Finding,
    model::{
        catalog::CatalogItem,
        layer::{Banned, BannedScope},
        measure::MeasureEffect,
    },
    pack::Filed,
    rule::{BANNED_KIND, NO_BANNED_WORDS},
};

pub(super) fn check(world: &World<'_>, out: &mut Vec<Finding>) {
    let banned = kinds(world, out);
    for item in world.items() {
        of_item(item, &banned, out);
    }
    for list in world.lists() {
        let texts = [("title", list.value.title.zh.as_str()), ("domain", &list.value.domain)];
        for (key, text) in texts {
            report(list, key, text, &banned, BannedScope::Anywhere, out);
        }
        for (index, criterion) in list.value.criterion.iter().enumerate() {
            let key = format!("criterion.{index}.text");
            report(list, &key, &criterion.text, &banned, BannedScope::Restraint, out);
        }
    }
    for measure in world.measures() {
        if measure.value.effect == MeasureEffect::Incentive {
            continue;
        }
        for (key, text) in [
            ("title", measure.value.title.zh.as_str()),
            ("act", &measure.value.act),
            ("object.when", measure.value.object.when.as_deref().unwrap_or_default()),
        ] {
            report(measure, key, text, &banned, BannedScope::Restraint, out);
        }
    }
    for consent in world.consents() {
        for (key, text) in
            [("title", consent.value.title.zh.as_str()), ("text", &consent.value.text.zh)]
        {
            report(consent, key, text, &banned, BannedScope::Anywhere, out);
        }
    }
    for matter in world.matters().filter(|matter| matter.value.basic_public_service) {
        for name in &matter.value.items {
            report(matter, "items", name, &banned, BannedScope::Restraint, out);
        }
    }
}

/// The banned kinds of every layer, with the lack of them as a finding.
fn kinds<'a>(world: &World<'a>, out: &mut Vec<Finding>) -> Vec<&'a Banned> {
    let mut kinds = Vec::new();
    for file in world.chain.iter().filter_map(|pack| pack.banned.as_ref()) {
        for (index, banned) in file.value.banned.iter().enumerate() {
            if banned.words.iter().all(|word| blank(word)) || blank(&banned.rule) {
                let message = format!("{} 没有词语或没有规则号", banned.id);
                out.push(file.finding(&NO_BANNED_WORDS, &format!("banned.{index}.id"), message));
            }
            kinds.push(banned);
        }
    }
    if kinds.is_empty() {
        let layer = world.chain.first().map_or("national", |pack| &pack.name);
        let file = format!("{layer}/banned.toml");
        out.push(Finding::new(&NO_BANNED_WORDS, &file, 1, "没有禁止归集的词表"));
    }
    kinds
}

/// The kinds banned in one scope.
pub(super) fn of_scope<'a>(world: &World<'a>, scope: BannedScope) -> Vec<&'a Banned> {
    let files = world.chain.iter().filter_map(|pack| pack.banned.as_ref());
    files.flat_map(|file| &file.value.banned).filter(|kind| kind.scope == scope).collect()
}

/// The first word of banned kinds that a text betrays.
pub(super) fn found<'a>(text: &str, banned: &[&'a Banned]) -> Option<&'a str> {
    banned.iter().find_map(|kind| hit(&normalised(text), kind))
}

fn of_item(item: &Filed<CatalogItem>, banned: &[&Banned], out: &mut Vec<Finding>) {
    let value = &item.value;
    let person = value.subjects.contains(&SubjectKind::Person);
    let mut texts = vec![
        ("title".to_owned(), value.id.as_str()),
        ("title".to_owned(), &value.title.zh),
        ("title".to_owned(), &value.title.en),
    ];
    for (index, field) in value.field.iter().enumerate() {
        texts.push((format!("field.{index}.name"), &field.name));
        texts.push((format!("field.{index}.zh"), &field.zh));
    }
    for (index, profile) in value.profile.iter().enumerate() {
        let headers = profile.header.keys();
        texts.extend(
            headers.map(|header| (format!("profile.{index}.header.{header}"), header.as_str())),
        );
    }
    let mut seen: Vec<(usize, &str)> = Vec::new();
    for (key, text) in texts {
        let scopes = [(true, BannedScope::Anywhere), (person, BannedScope::Person)];
        for (_, scope) in scopes.into_iter().filter(|(looks, _)| *looks) {
            let mut found = Vec::new();
            report(item, &key, text, banned, scope, &mut found);
            // Name and label of one field stand on one line or two and betray the same thing.
            for (finding, kind) in found.into_iter().zip(hits(text, banned, scope)) {
                let field: usize = key.split('.').nth(1).and_then(|n| n.parse().ok()).unwrap_or(0);
                let place = if key == "title" { usize::MAX } else { field };
                if !seen.contains(&(place, kind.0.id.as_str())) {
                    seen.push((place, &kind.0.id));
                    out.push(finding);
                }
            }
        }
    }
}

fn report<T>(
    filed: &Filed<T>,
    key: &str,
    text: &str,
    banned: &[&Banned],
    scope: BannedScope,
    out: &mut Vec<Finding>,
) {
    for (kind, word) in hits(text, banned, scope) {
        let message = format!("“{text}”属于禁止的“{}”（词：{word}）", kind.title.zh);
        out.push(filed.finding(&BANNED_KIND, key, message).citing(&kind.rule));
    }
}

/// The banned kinds that a text betrays, and by which word.
fn hits<'a>(text: &str, banned: &[&'a Banned], scope: BannedScope) -> Vec<(&'a Banned, &'a str)> {
    let plain = normalised(text);
    let of_scope = banned.iter().filter(|kind| kind.scope == scope);
    of_scope.filter_map(|kind| Some((*kind, hit(&plain, kind)?))).collect()
}

/// The word of a kind that stands in a normalised text and in none of its harmless words.
fn hit<'a>(plain: &str, kind: &'a Banned) -> Option<&'a str> {
    let mut rest = plain.to_owned();
    for harmless in &kind.except {
        rest = rest.replace(&normalised(harmless), "|");
    }
    kind.words.iter().find(|word| !blank(word) && holds(&rest, word)).map(String::as_str)
}

/// Chinese words are found anywhere, English ones only whole.
fn holds(text: &str, word: &str) -> bool {
    let word = normalised(word);
    if !word.is_ascii() {
        return text.contains(&word);
    }
    let part_of_word = |side: Option<char>| side.is_some_and(|next| next.is_ascii_alphanumeric());
    text.match_indices(&word).any(|(start, found)| {
        let before = text.get(..start).and_then(|before| before.chars().next_back());
        let after = text.get(start + found.len()..).and_then(|after| after.chars().next());
        !part_of_word(before) && !part_of_word(after)
    })
}

/// Lower case; `-` and `_` as spaces; full-width letters as half-width; no space inside Chinese.
fn normalised(text: &str) -> String {
    let mut plain = String::new();
    for letter in text.chars() {
        let letter = match letter {
            '-' | '_' | '\u{3000}' => ' ',
            wide @ '！'..='～' => {
                char::from_u32(wide as u32 - '！' as u32 + '!' as u32).unwrap_or(wide)
            }
            other => other,
        };
        plain.extend(letter.to_lowercase());
    }
    let mut dense = String::new();
    let mut letters = plain.chars().peekable();
    while let Some(letter) = letters.next() {
        let wide_before = dense.chars().next_back().is_some_and(|before| !before.is_ascii());
        let wide_after = letters.peek().is_some_and(|after| !after.is_ascii());
        if !(letter == ' ' && wide_before && wide_after) {
            dense.push(letter);
        }
    }
    dense
}
