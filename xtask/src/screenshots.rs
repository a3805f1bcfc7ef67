//! `cargo xtask screenshots [FILTER]`: a picture of every page of `tests/browser/pages.txt`.
//!
//! The walk is the one of the browser tests: a town filled with the synthetic city, people of
//! staff and a subject signed in. It looks at each page with axe-core as well.

use std::fs;

use anyhow::{Context, Result};

use crate::{
    run::{Report, target},
    test::Servers,
};

/// Where the pictures go: `desk-lookups-1280.png`, `en-desk-lookups-390.png`.
const FOLDER: &str = "screenshots";

/// Takes the pictures of the pages whose path contains `filter`.
pub(crate) fn run(filter: Option<&str>) -> Result<bool> {
    let folder = std::path::absolute(target().join(FOLDER))?;
    if filter.is_none() {
        fs::remove_dir_all(&folder).ok();
    }
    fs::create_dir_all(&folder).with_context(|| format!("making {}", folder.display()))?;
    let servers = Servers::start()?;
    let mut report = Report::default();
    let words = ["test", "--package", "probity", "--no-fail-fast", "--", "browser::axe"];
    let mut walk = servers.cargo(&words);
    walk.env("PROBITY_TEST_PICTURES", &folder);
    if let Some(filter) = filter {
        walk.env("PROBITY_TEST_PAGES", filter);
    }
    report.tests("the walk through the pages", &mut walk)?;
    drop(servers);
    let taken = fs::read_dir(&folder)?.count();
    println!("\n{taken} pictures in {}", folder.display());
    Ok(report.close() && taken > 0)
}
