//! Copies that partners hold of what is public: read from the file that a partner sends.

use std::{collections::BTreeMap, path::Path};

use anyhow::{Context, Result, bail};
use vocabulary::{SiteKey, SubjectId, UnifiedCode};
use workflow::{CopyLine, CopyState};

/// Words for a record that can be read at the partner's.
const SHOWN: [&str; 6] = ["shown", "published", "corrected", "valid", "公示", "有效"];
/// Words for one that was taken down there.
const GONE: [&str; 6] = ["gone", "removed", "withdrawn", "repaired", "已撤下", "已删除"];

/// Reads a copy: CSV with a line of heads, or JSON Lines. Of each record `digest` and `state`, its subject
/// as `subject` (as in the feed of changes) or `code`, and, if the partner knows it, the `position` of the
/// last change that it applied. Other columns are not looked at.
pub fn read(file: &Path, key: &SiteKey) -> Result<Vec<CopyLine>> {
    let text = std::fs::read_to_string(file)
        .with_context(|| format!("the copy {} cannot be read", file.display()))?;
    let text = text.trim_start_matches('\u{feff}');
    let rows = if text.trim_start().starts_with('{') { lines(text) } else { table(text) }?;
    let line = |(at, row): (usize, &BTreeMap<String, String>)| {
        line(row, key).with_context(|| format!("row {} of {}", at + 1, file.display()))
    };
    rows.iter().enumerate().map(line).collect()
}

fn lines(text: &str) -> Result<Vec<BTreeMap<String, String>>> {
    let row = |line: &str| {
        let values: BTreeMap<String, serde_json::Value> = serde_json::from_str(line)?;
        let plain = |value: serde_json::Value| match value {
            serde_json::Value::String(text) => text,
            other => other.to_string(),
        };
        Ok(values.into_iter().map(|(name, value)| (name, plain(value))).collect())
    };
    text.lines().filter(|line| !line.trim().is_empty()).map(row).collect()
}

fn table(text: &str) -> Result<Vec<BTreeMap<String, String>>> {
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let heads = reader.headers()?.clone();
    let row = |record: csv::Result<csv::StringRecord>| {
        let record = record?;
        let cells = heads.iter().zip(record.iter());
        Ok(cells.map(|(head, cell)| (head.trim().to_owned(), cell.trim().to_owned())).collect())
    };
    reader.records().map(row).collect()
}

fn line(row: &BTreeMap<String, String>, key: &SiteKey) -> Result<CopyLine> {
    let cell = |name: &str| row.get(name).map(String::as_str).filter(|text| !text.is_empty());
    let digest = cell("digest").context("has no `digest`")?;
    let subject = match (cell("subject"), cell("code")) {
        (Some(id), _) => {
            SubjectId::from_hex(id).context("`subject` is not 32 hexadecimal digits")?
        }
        (None, Some(code)) => key.subject_id(&UnifiedCode::parse(code)?.identifier()),
        (None, None) => bail!("has neither `subject` nor `code`"),
    };
    let state = match cell("state").context("has no `state`")? {
        word if SHOWN.contains(&word) => CopyState::Shown,
        word if GONE.contains(&word) => CopyState::Gone,
        word => bail!("`state` is `{word}`; write shown or gone"),
    };
    let position = cell("position").map(str::parse).transpose().context("`position`")?;
    Ok(CopyLine { subject, digest: digest.to_owned(), state, position })
}
