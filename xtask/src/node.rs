//! The programs from npm: axe-core, Lighthouse, an OpenID provider. Their versions stand in
//! `xtask/node/package-lock.json`; they are fetched once into `target/node`, and run on Node.js 18
//! and later.

use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use anyhow::{Context, Result, bail};

use crate::{machine, run};

/// Where the versions stand.
const PINNED: &str = "xtask/node";

/// The variable by which the tests learn where the packages lie.
pub(crate) const VARIABLE: &str = "PROBITY_TEST_NODE";

/// The folder of the packages (`node_modules`); fetches them if they are missing or others.
pub(crate) fn prepare() -> Result<PathBuf> {
    machine::need_node()?;
    let folder = std::path::absolute(run::target().join("node"))?;
    let packages = folder.join("node_modules");
    let pinned = fs::read_to_string(Path::new(PINNED).join("package-lock.json"))
        .with_context(|| format!("reading {PINNED}/package-lock.json"))?;
    let mark = folder.join("fetched.json");
    let fetched = fs::read_to_string(&mark).is_ok_and(|fetched| fetched == pinned);
    if fetched && packages.is_dir() {
        return Ok(packages);
    }
    println!("fetching axe-core, Lighthouse and an OpenID provider into {}", folder.display());
    fs::create_dir_all(&folder)?;
    for name in ["package.json", "package-lock.json"] {
        fs::copy(Path::new(PINNED).join(name), folder.join(name))
            .with_context(|| format!("copying {PINNED}/{name}"))?;
    }
    let status = Command::new("npm")
        .args(["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"])
        .current_dir(&folder)
        .status()
        .context("starting npm")?;
    if !status.success() {
        bail!(
            "npm could not fetch the packages of {PINNED}/package-lock.json; is there a network?"
        );
    }
    fs::write(&mark, pinned)?;
    Ok(packages)
}
