//! `cargo xtask lighthouse`: what Lighthouse says about the pages of the portal.
//!
//! It serves a small demo city of its own and looks at each page as on a slow telephone. It takes
//! a quarter of a minute a page, and so is no part of `cargo xtask test`.

use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use anyhow::{Context, Result, bail};
use serde_json::Value;

use crate::{demo::Demo, machine, node, run::target};

/// What each page must reach.
const ACCESSIBILITY: f64 = 1.0;
const PERFORMANCE: f64 = 0.95;
/// How often a page is looked at until it does.
const LOOKS: u32 = 3;

/// The pages, of which `{company}` is one that the demo names.
const PAGES: [&str; 11] = [
    "/",
    "/search?q=%E7%89%A9%E6%B5%81",
    "/subjects/{company}",
    "/publicity",
    "/publicity/penalty",
    "/items",
    "/measures",
    "/rights",
    "/ledger",
    "/design",
    "/en",
];

/// Looks at the pages whose path contains `filter`; says whether each reaches what it must.
pub(crate) fn run(filter: Option<&str>) -> Result<bool> {
    let packages = node::prepare()?;
    let folder = target().join("lighthouse");
    fs::create_dir_all(&folder)?;
    let demo = Demo::start(&folder.join("data"))?;
    let mut passed = true;
    println!("accessibility  performance  page");
    for page in PAGES.iter().filter(|page| filter.is_none_or(|filter| page.contains(filter))) {
        let path = page.replace("{company}", &demo.company);
        // Other work on the machine only ever lowers a score: the best of a few looks counts.
        let (mut looks, mut report, mut scores) = (0, Value::Null, (0.0, 0.0));
        while looks < LOOKS && !is_enough(scores) {
            report = look(&packages, &folder, &format!("{}{path}", demo.address))?;
            let new = (score(&report, "accessibility"), score(&report, "performance"));
            scores = (new.0, f64::max(scores.1, new.1));
            looks += 1;
        }
        let reached = is_enough(scores);
        let (accessibility, performance) = scores;
        let mark = if reached { "" } else { "   falls short" };
        println!("{:>13.0}  {:>11.0}  {path}{mark}", accessibility * 100.0, performance * 100.0);
        if !reached {
            faults(&report);
        }
        passed &= reached;
    }
    Ok(passed)
}

fn is_enough((accessibility, performance): (f64, f64)) -> bool {
    accessibility >= ACCESSIBILITY && performance >= PERFORMANCE
}

fn score(report: &Value, category: &str) -> f64 {
    let place = format!("/categories/{category}/score");
    report.pointer(&place).and_then(Value::as_f64).unwrap_or(0.0)
}

/// What Lighthouse says about one page.
fn look(packages: &Path, folder: &Path, address: &str) -> Result<Value> {
    let output: PathBuf = folder.join("report.json");
    fs::remove_file(&output).ok();
    let status = Command::new("node")
        .arg(packages.join("lighthouse/cli/index.js"))
        .args([address, "--quiet", "--only-categories=accessibility,performance", "--output=json"])
        .arg(format!("--output-path={}", output.display()))
        .arg("--chrome-flags=--headless=new --no-sandbox --disable-dev-shm-usage --disable-gpu")
        .env("CHROME_PATH", machine::chromium().context("Chromium was not found")?)
        .status()
        .context("starting Lighthouse")?;
    let text = fs::read_to_string(&output).unwrap_or_default();
    if !status.success() || text.is_empty() {
        bail!("Lighthouse could not look at {address}");
    }
    serde_json::from_str(&text).context("reading Lighthouse's report")
}

/// Names what did not pass.
fn faults(report: &Value) {
    let audits = report.get("audits").and_then(Value::as_object).into_iter().flatten();
    for (id, audit) in audits {
        if audit.get("score").and_then(Value::as_f64).is_some_and(|score| score < 0.9) {
            let title = audit.get("title").and_then(Value::as_str).unwrap_or_default();
            println!("{:>28}{id}: {title}", "");
        }
    }
}
