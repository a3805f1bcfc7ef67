//! Templates say nothing themselves: every text comes from the message catalog, in both languages.
//!
//! A template writes `{{ t("search.title") }}`; `templates/messages/*.toml` holds
//! `[search]` and `title = { zh = "…", en = "…" }`. `t("class." ~ id)` uses every key under `class`.

use std::collections::{BTreeMap, BTreeSet};

use crate::{Fault, File, Tree, rust};

const MESSAGES: &str = "templates/messages/";

/// Every key that is used exists in both languages, and every key is used.
pub fn keys(tree: &Tree) -> Vec<Fault> {
    let mut faults = Vec::new();
    let catalog = catalog(tree, &mut faults);
    // Keys may be handed from the code to a page, whole or made from a part: `format!("class.{id}")`.
    let mut used = spoken(tree);
    let mut prefixes: BTreeSet<String> = used
        .iter()
        .filter_map(|text| text.split_once('{').map(|(prefix, _)| prefix.to_owned()))
        .collect();
    prefixes.extend(used.iter().filter(|text| text.ends_with('.')).cloned());
    for file in templates(tree) {
        for Call { line, key, whole } in calls_of(&file.text) {
            if !whole {
                prefixes.insert(key);
            } else if !catalog.contains_key(&key) {
                faults.push(format!("{}:{line}: no message `{key}` in {MESSAGES}", file.path));
            } else {
                used.insert(key);
            }
        }
    }
    prefixes.retain(|prefix| prefix.contains('.'));
    for (key, place) in &catalog {
        if !used.contains(key) && !prefixes.iter().any(|prefix| key.starts_with(prefix)) {
            faults.push(format!("{place}: the message `{key}` is used nowhere; delete it"));
        }
    }
    faults
}

/// No template holds Chinese text of its own.
pub fn texts(tree: &Tree) -> Vec<Fault> {
    let mut faults = Vec::new();
    for file in templates(tree) {
        let text = without_template_comments(&file.text);
        for (index, line) in text.lines().enumerate() {
            if line.chars().any(|c| ('\u{4e00}'..='\u{9fff}').contains(&c)) {
                faults.push(format!(
                    "{}:{}: text in the template; move it to {MESSAGES}",
                    file.path,
                    index + 1
                ));
            }
        }
    }
    faults
}

fn templates(tree: &Tree) -> impl Iterator<Item = &File> {
    tree.files
        .iter()
        .filter(|file| file.path.starts_with("templates/") && !file.path.starts_with(MESSAGES))
        .filter(|file| !file.path.ends_with(".md"))
}

/// The messages with the file each stands in; what is missing goes to the faults.
fn catalog(tree: &Tree, faults: &mut Vec<Fault>) -> BTreeMap<String, String> {
    let mut catalog = BTreeMap::new();
    for file in tree.files.iter().filter(|file| file.path.starts_with(MESSAGES)) {
        match file.text.parse::<toml::Table>() {
            Ok(table) => flatten(&file.path, "", &table, &mut catalog, faults),
            Err(error) => faults.push(format!("{}:1: {}", file.path, error.message())),
        }
    }
    catalog
}

fn flatten(
    path: &str,
    prefix: &str,
    table: &toml::Table,
    catalog: &mut BTreeMap<String, String>,
    faults: &mut Vec<Fault>,
) {
    for (name, value) in table {
        let key = if prefix.is_empty() { name.clone() } else { format!("{prefix}.{name}") };
        let Some(inner) = value.as_table() else {
            faults.push(format!("{path}:1: `{key}` is not {{ zh = …, en = … }}"));
            continue;
        };
        let text = |language: &str| inner.get(language).and_then(toml::Value::as_str);
        if inner.values().all(toml::Value::is_table) {
            flatten(path, &key, inner, catalog, faults);
            continue;
        }
        for language in ["zh", "en"] {
            if text(language).is_none_or(|text| text.trim().is_empty()) {
                faults.push(format!("{path}:1: `{key}` has no text in `{language}`"));
            }
        }
        if catalog.insert(key.clone(), format!("{path}:1")).is_some() {
            faults.push(format!("{path}:1: `{key}` stands in two files"));
        }
    }
}

/// A use of a message in a template.
struct Call {
    line: usize,
    key: String,
    /// Whether the key stands there whole; else it is the beginning of one: `t("class." ~ id)`.
    whole: bool,
}

/// The calls `t("…")` of a template.
fn calls_of(text: &str) -> Vec<Call> {
    let mut found = Vec::new();
    for (index, line) in text.lines().enumerate() {
        for (at, _) in line.match_indices("t(") {
            let before = line.get(..at).and_then(|before| before.chars().next_back());
            let rest = line.get(at + 2..).unwrap_or_default().trim_start();
            let quote = rest.chars().next().filter(|c| matches!(c, '"' | '\''));
            if let (Some(quote), false) = (quote, before.is_some_and(rust::is_name)) {
                let inside = rest.get(1..).unwrap_or_default();
                let (key, after) = inside.split_once(quote).unwrap_or((inside, ""));
                let whole = !after.trim_start().starts_with('~');
                found.push(Call { line: index + 1, key: key.to_owned(), whole });
            }
        }
    }
    found
}

/// Every quoted text of the templates and of `web`.
fn spoken(tree: &Tree) -> BTreeSet<String> {
    let mut spoken = BTreeSet::new();
    let door = |file: &&File| matches!(file.room(), Some("web" | "mine" | "desk"));
    for file in tree.ending(".rs").filter(door) {
        spoken.extend(rust::scan(&file.text).strings.into_iter().map(|piece| piece.text));
    }
    for file in templates(tree) {
        spoken.extend(file.text.split(['"', '\'']).map(str::to_owned));
    }
    spoken
}

fn without_template_comments(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("{#") {
        let (comment, after) = after.split_once("#}").unwrap_or((after, ""));
        out.push_str(before);
        out.extend(comment.chars().filter(|c| *c == '\n'));
        rest = after;
    }
    out + rest
}

#[cfg(test)]
mod tests {
    use super::*;

    const CATALOG: &str = "[search]\ntitle = { zh = \"查询\", en = \"Search\" }\n\
        [class]\npositive = { zh = \"守信\", en = \"Positive\" }\n";

    #[test]
    fn a_catalog_that_is_used_whole_is_quiet() {
        let page = "{# 说明 #}\n<h1>{{ t(\"search.title\") }}</h1>{{ t('class.' ~ id) }}\n";
        let tree =
            Tree::of(&[("templates/messages/portal.toml", CATALOG), ("templates/a.html", page)]);
        assert_eq!(keys(&tree), [""; 0]);
        assert_eq!(texts(&tree), [""; 0]);
    }

    #[test]
    fn missing_unused_and_half_translated_messages_are_faults() {
        let catalog = CATALOG.replace(", en = \"Search\"", "");
        let tree = Tree::of(&[
            ("templates/messages/portal.toml", &catalog),
            ("templates/a.html", "<p>{{ t(\"search.title\") }} {{ t(\"no.such\") }} 直接写</p>"),
        ]);
        let faults = keys(&tree);
        assert_eq!(faults.len(), 3, "no English, no such key, class.positive unused: {faults:?}");
        assert_eq!(texts(&tree).len(), 1);
    }
}
