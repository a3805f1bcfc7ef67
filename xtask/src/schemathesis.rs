//! `cargo xtask schemathesis`: invented requests against every operation of the OpenAPI document.
//!
//! No answer may be a fault of the server (5xx), and none may differ from what the document says. It
//! serves a small demo city of its own, and asks once with a key and once without.

use std::{fs, process::Command};

use anyhow::{Context, Result, bail};

use crate::{demo::Demo, run::target};

/// The version from PyPI.
const PACKAGE: &str = "schemathesis==4.32.5";
/// What is looked for.
const CHECKS: &str = "not_a_server_error,status_code_conformance,content_type_conformance,\
                      response_schema_conformance";

/// Runs it; says whether nothing was found.
pub(crate) fn run() -> Result<bool> {
    let folder = std::path::absolute(target().join("schemathesis"))?;
    fs::create_dir_all(&folder)?;
    let python = folder.join("python");
    if !python.join("bin/schemathesis").exists() {
        act(Command::new("python3").args(["-m", "venv"]).arg(&python))?;
        act(Command::new(python.join("bin/pip")).args(["install", "--quiet", PACKAGE]))?;
    }
    let demo = Demo::start(&folder.join("data"))?;
    let mut passed = true;
    for key in [Some(&demo.key), None] {
        let mut command = Command::new(python.join("bin/schemathesis"));
        command
            .args(["run", &format!("{}/api/v1/openapi.json", demo.address)])
            .args(["--url", &demo.address, "--checks", CHECKS])
            .args(["--max-examples", "20", "--seed", "1"]);
        if let Some(key) = key {
            command.args(["-H", &format!("Authorization: Bearer {key}")]);
        }
        passed &= command.current_dir(&folder).status().context("starting Schemathesis")?.success();
    }
    Ok(passed)
}

fn act(command: &mut Command) -> Result<()> {
    if !command.status().with_context(|| format!("starting {command:?}"))?.success() {
        bail!("{command:?} failed; Schemathesis needs python3 with venv, and PyPI");
    }
    Ok(())
}
