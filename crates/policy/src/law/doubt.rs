//! What is not official yet: values seen second-hand or assumed, to be replaced before they count.

use serde::Serialize;
use toml::de::{DeTable, DeValue};

use crate::{
    model::basis::Certainty,
    source::{Files, Source},
};

/// One basis that was not seen in the text of the document itself.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Doubt {
    /// File, relative to the folder of the packs.
    pub file: String,
    /// Line, from 1.
    pub line: usize,
    /// Where in the file: `edition.1.basis.0`.
    pub key: String,
    /// The document named.
    pub document: String,
    /// `reported` or `assumed`.
    pub certainty: Certainty,
}

/// The doubts of the layers, by file and line.
pub(super) fn all(files: &Files, layers: &[&str]) -> Vec<Doubt> {
    let mut doubts = Vec::new();
    for source in layers.iter().flat_map(|layer| files.of_layer(layer)) {
        if let Ok(document) = DeTable::parse(&source.text) {
            walk(source, "", document.get_ref(), 0, &mut doubts);
        }
    }
    doubts.sort();
    doubts
}

fn walk(source: &Source, key: &str, table: &DeTable<'_>, offset: usize, out: &mut Vec<Doubt>) {
    let text = |name: &str| table.get(name).and_then(|value| value.get_ref().as_str());
    let certainty = match text("certainty") {
        Some("reported") => Some(Certainty::Reported),
        Some("assumed") => Some(Certainty::Assumed),
        _ => None,
    };
    if let Some(certainty) = certainty {
        out.push(Doubt {
            file: source.path.clone(),
            line: source.line_at(offset),
            key: key.to_owned(),
            document: text("document").unwrap_or_default().to_owned(),
            certainty,
        });
    }
    for (name, value) in table {
        let key = if key.is_empty() {
            name.get_ref().to_string()
        } else {
            format!("{key}.{}", name.get_ref())
        };
        inside(source, &key, value, out);
    }
}

fn inside(source: &Source, key: &str, value: &toml::Spanned<DeValue<'_>>, out: &mut Vec<Doubt>) {
    match value.get_ref() {
        DeValue::Table(table) => walk(source, key, table, value.span().start, out),
        DeValue::Array(members) => {
            for (index, member) in members.iter().enumerate() {
                inside(source, &format!("{key}.{index}"), member, out);
            }
        }
        _ => {}
    }
}
