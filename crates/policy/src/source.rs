//! The policy files as text: from a folder or from the binary, and where in them a key stands.

use std::{collections::BTreeMap, path::Path};

use rust_embed::RustEmbed;
use sha2::{Digest, Sha256};
use toml::de::{DeArray, DeTable, DeValue};

use crate::error::Refusal;

/// The packs compiled into the binary.
#[derive(RustEmbed)]
#[folder = "../../policies"]
struct Embedded;

/// Every TOML file below the folder of the packs, by path relative to it with `/` between.
#[derive(Clone, Debug, Default)]
pub(crate) struct Files(BTreeMap<String, Source>);

/// One file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Source {
    /// Path relative to the folder of the packs.
    pub(crate) path: String,
    /// The text.
    pub(crate) text: String,
}

impl Files {
    /// The files of a folder.
    pub(crate) fn read(dir: &Path) -> Result<Self, Refusal> {
        let mut files = Self::default();
        files.read_below(dir, "")?;
        Ok(files)
    }

    /// The files in the binary.
    pub(crate) fn embedded() -> Self {
        let toml = |path: &std::borrow::Cow<'_, str>| path.ends_with(".toml");
        let files = Embedded::iter().filter(toml).filter_map(|path| {
            let file = Embedded::get(&path)?;
            let text = String::from_utf8_lossy(&file.data).into_owned();
            Some((path.to_string(), Source { path: path.into_owned(), text }))
        });
        Self(files.collect())
    }

    fn read_below(&mut self, dir: &Path, prefix: &str) -> Result<(), Refusal> {
        let unreadable = |path: &Path, reason: &dyn std::fmt::Display| Refusal::Unreadable {
            path: path.display().to_string(),
            reason: reason.to_string(),
        };
        for entry in std::fs::read_dir(dir).map_err(|error| unreadable(dir, &error))? {
            let entry = entry.map_err(|error| unreadable(dir, &error))?;
            let path = entry.path();
            let name = format!("{prefix}{}", entry.file_name().to_string_lossy());
            if path.is_dir() {
                self.read_below(&path, &format!("{name}/"))?;
            } else if path.extension().is_some_and(|extension| extension == "toml") {
                let text =
                    std::fs::read_to_string(&path).map_err(|error| unreadable(&path, &error))?;
                self.0.insert(name.clone(), Source { path: name, text });
            }
        }
        Ok(())
    }

    /// The layers: the folders that hold any file.
    pub(crate) fn layers(&self) -> Vec<&str> {
        let mut layers: Vec<&str> =
            self.0.keys().filter_map(|path| Some(path.split_once('/')?.0)).collect();
        layers.dedup();
        layers
    }

    /// The files that stand in no layer.
    pub(crate) fn astray(&self) -> impl Iterator<Item = &Source> {
        self.0.values().filter(|source| !source.path.contains('/'))
    }

    /// The files of one layer.
    pub(crate) fn of_layer<'a>(&'a self, layer: &'a str) -> impl Iterator<Item = &'a Source> {
        self.0
            .values()
            .filter(move |source| source.path.split_once('/').is_some_and(|(of, _)| of == layer))
    }

    /// SHA-256 over sorted paths and contents of the layers, in hex. Line ends do not matter.
    pub(crate) fn digest(&self, layers: &[&str]) -> String {
        let mut digest = Sha256::new();
        for layer in layers {
            for source in self.of_layer(layer) {
                for part in [&source.path, &source.text.replace("\r\n", "\n")] {
                    digest.update((part.len() as u64).to_be_bytes());
                    digest.update(part.as_bytes());
                }
            }
        }
        hex::encode(digest.finalize())
    }
}

impl Source {
    /// The file name without folder and `.toml`.
    pub(crate) fn stem(&self) -> &str {
        let name = self.path.rsplit_once('/').map_or(self.path.as_str(), |(_, name)| name);
        name.strip_suffix(".toml").unwrap_or(name)
    }

    /// The layer it belongs to.
    pub(crate) fn layer(&self) -> &str {
        self.path.split_once('/').map_or("", |(layer, _)| layer)
    }

    /// The path below the layer: `catalogs/honour.toml`.
    pub(crate) fn place(&self) -> &str {
        self.path.split_once('/').map_or(self.path.as_str(), |(_, place)| place)
    }

    /// The line (from 1) of a key: `field.3.audience`, members of arrays by their number from 0.
    /// Where the path ends early, the line of the last part that is there.
    pub(crate) fn line(&self, key: &str) -> usize {
        let Ok(document) = DeTable::parse(&self.text) else { return 1 };
        let mut offset = 0;
        let mut table = Some(document.get_ref());
        let mut array: Option<&DeArray<'_>> = None;
        for part in key.split('.').filter(|part| !part.is_empty()) {
            let value = if let Some(entries) = table {
                let Some((name, value)) = entries.iter().find(|(name, _)| name.get_ref() == part)
                else {
                    break;
                };
                offset = name.span().start;
                value
            } else {
                let member = part.parse().ok().and_then(|number: usize| array?.get(number));
                let Some(value) = member else { break };
                offset = value.span().start;
                value
            };
            (table, array) = match value.get_ref() {
                DeValue::Table(entries) => (Some(entries), None),
                DeValue::Array(members) => (None, Some(members)),
                _ => (None, None),
            };
            if table.is_none() && array.is_none() {
                break;
            }
        }
        self.line_at(offset)
    }

    /// The text with each bare date in quotes, because the dates of the model read themselves from
    /// text. A text that is no TOML stays as it is.
    pub(crate) fn with_quoted_dates(&self) -> String {
        let mut text = self.text.clone();
        let Ok(document) = DeTable::parse(&self.text) else { return text };
        let mut dates = Vec::new();
        document.get_ref().values().for_each(|value| collect_dates(value, &mut dates));
        dates.sort_by_key(|span| std::cmp::Reverse(span.start));
        for span in dates {
            text.insert(span.end, '"');
            text.insert(span.start, '"');
        }
        text
    }

    /// The line (from 1) of a byte offset.
    pub(crate) fn line_at(&self, offset: usize) -> usize {
        self.text.bytes().take(offset).filter(|byte| *byte == b'\n').count() + 1
    }

    /// The key that stands on a line, if one does.
    pub(crate) fn key_on(&self, line: usize) -> &str {
        let text = self.text.lines().nth(line.saturating_sub(1)).unwrap_or_default();
        text.split_once('=').map_or("", |(key, _)| key.trim())
    }
}

fn collect_dates(value: &toml::Spanned<DeValue<'_>>, out: &mut Vec<std::ops::Range<usize>>) {
    match value.get_ref() {
        DeValue::Datetime(_) => out.push(value.span()),
        DeValue::Array(members) => members.iter().for_each(|member| collect_dates(member, out)),
        DeValue::Table(table) => table.values().for_each(|value| collect_dates(value, out)),
        _ => {}
    }
}
