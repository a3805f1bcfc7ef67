//! `cargo xtask openapi`: the description of the API, generated from the code and committed.

use std::{fs, path::Path, process::Command};

use anyhow::{Context, Result, bail};

use crate::run::cargo;

const DOCUMENT: &str = "docs/openapi.json";

/// Writes the document anew.
pub(crate) fn write() -> Result<bool> {
    let text = printed(&mut cargo(&["run", "--quiet", "--", "openapi"]))?;
    fs::write(DOCUMENT, text).with_context(|| format!("writing {DOCUMENT}"))?;
    println!("wrote {DOCUMENT}");
    Ok(true)
}

/// Whether the committed document is what the program prints.
pub(crate) fn is_current(probity: &Path) -> Result<bool> {
    let committed = fs::read_to_string(DOCUMENT).unwrap_or_default();
    let current = match printed(Command::new(probity).arg("openapi")) {
        Ok(text) => text == committed,
        Err(error) => {
            println!("{error:#}");
            return Ok(false);
        }
    };
    if !current {
        println!("{DOCUMENT} differs from the code; run: cargo xtask openapi");
    }
    Ok(current)
}

fn printed(command: &mut Command) -> Result<String> {
    let output = command.output().with_context(|| format!("starting {command:?}"))?;
    if !output.status.success() {
        bail!("{command:?} failed:\n{}", String::from_utf8_lossy(&output.stderr));
    }
    let text = String::from_utf8(output.stdout).context("the description is UTF-8")?;
    Ok(format!("{}\n", text.trim_end()))
}
