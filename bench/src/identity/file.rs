//! The file of registrations: names with their codes.

use std::{
    path::Path,
    process::{Command, Stdio},
};

use anyhow::{Context, Result, bail};

/// A name and the code it is registered under.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Listed {
    pub(crate) name: String,
    pub(crate) code: String,
}

/// Reads the first two columns, name and code, of a CSV file that may be packed by gzip.
pub(crate) fn read(path: &Path) -> Result<Vec<Listed>> {
    let bytes = if path.extension().is_some_and(|end| end == "gz") {
        let output = Command::new("gzip").arg("-dc").arg(path).stderr(Stdio::inherit()).output()?;
        if !output.status.success() {
            bail!("{} cannot be unpacked", path.display());
        }
        output.stdout
    } else {
        std::fs::read(path).with_context(|| format!("reading {}", path.display()))?
    };
    let text = String::from_utf8(bytes).context("the file is not in UTF-8")?;
    let mut listed: Vec<Listed> = rows(&text).skip(1).collect();
    listed.sort_by(|a, b| (&a.name, &a.code).cmp(&(&b.name, &b.code)));
    listed.dedup_by(|a, b| a.name == b.name);
    Ok(listed)
}

/// The rows of a CSV text; quoted fields may go over lines.
fn rows(text: &str) -> impl Iterator<Item = Listed> {
    let mut rest = text.trim_start_matches('\u{feff}');
    std::iter::from_fn(move || {
        while !rest.is_empty() {
            let (fields, after) = row(rest);
            rest = after;
            let mut fields = fields.into_iter();
            if let (Some(name), Some(code)) = (fields.next(), fields.next())
                && !name.contains('\n')
            {
                return Some(Listed { name, code });
            }
        }
        None
    })
}

/// The fields of the first row, and what comes after it.
fn row(text: &str) -> (Vec<String>, &str) {
    let (mut fields, mut field, mut quoted) = (Vec::new(), String::new(), false);
    for (at, one) in text.char_indices() {
        match one {
            '"' => quoted = !quoted,
            ',' if !quoted => fields.push(std::mem::take(&mut field)),
            '\r' if !quoted => {}
            '\n' if !quoted => {
                fields.push(field);
                return (fields, text.get(at + 1..).unwrap_or_default());
            }
            _ => field.push(one),
        }
    }
    fields.push(field);
    (fields, "")
}
