//! The build tasks of the project: `cargo xtask TASK`.

mod bench;
mod characters;
mod check;
mod chromedriver;
mod demo;
mod lighthouse;
mod machine;
mod node;
mod openapi;
mod places;
mod postgres;
mod run;
mod schemathesis;
mod screenshots;
mod test;

use std::{path::Path, process::ExitCode};

use anyhow::{Context, Result, bail};

const USAGE: &str = "\
Usage: cargo xtask TASK

  check               the quick loop: format, layout, clippy, unit tests
  test [NAME]         everything, on a bare Debian machine; with NAME, only the integration tests so named
  bench [WHAT …]      measure, next to PostgreSQL, WeasyPrint or nomenklatura; `bench spine` is the main job of the platform
  screenshots [PAGE]  a picture of every page, or of those whose path contains PAGE
  lighthouse [PAGE]   what Lighthouse says about the pages of the portal
  schemathesis        invented requests against every operation of the API, with a key and without
  openapi             write docs/openapi.json anew from the code
  characters          make the tables of characters of `identity` anew from Unihan and OpenCC
  places              make its table of places anew
";

fn main() -> ExitCode {
    match dispatch() {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            eprintln!("xtask: {error:#}");
            ExitCode::FAILURE
        }
    }
}

/// Runs the task that was asked for; says whether everything passed.
fn dispatch() -> Result<bool> {
    let root =
        Path::new(env!("CARGO_MANIFEST_DIR")).parent().context("xtask lies in the project")?;
    std::env::set_current_dir(root).with_context(|| format!("entering {}", root.display()))?;
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match words.as_slice() {
        ["check"] => check::run(),
        ["test"] => test::everything(),
        ["test", name] => test::named(name),
        ["bench", rest @ ..] => bench::run(rest),
        ["screenshots"] => screenshots::run(None),
        ["screenshots", page] => screenshots::run(Some(page)),
        ["lighthouse"] => lighthouse::run(None),
        ["lighthouse", page] => lighthouse::run(Some(page)),
        ["schemathesis"] => schemathesis::run(),
        ["openapi"] => openapi::write(),
        ["characters"] => characters::run(),
        ["places"] => places::run(),
        [] | ["help" | "--help" | "-h"] => {
            print!("{USAGE}");
            Ok(true)
        }
        _ => bail!("no such task: {}\n\n{USAGE}", words.join(" ")),
    }
}
