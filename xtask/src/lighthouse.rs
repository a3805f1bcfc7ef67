//! `cargo xtask lighthouse`: what Lighthouse says about the pages of the portal.
//!
//! It serves a small demo city of its own and looks at each page as on a slow telephone. It takes
//! a quarter of a minute a page, and so is no part of `cargo xtask test`.

use std::{
    fs,
    io::{BufRead, BufReader},
    net::TcpStream,
    path::{Path, PathBuf},
    process::{Child, ChildStdout, Command, Stdio},
    thread,
    time::{Duration, Instant},
};

use anyhow::{Context, Result, bail};
use serde_json::Value;

use crate::{
    machine, node,
    run::{cargo, target},
};

/// How long the demo may take to listen once its city stands.
const PATIENCE: Duration = Duration::from_secs(20);
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

/// A demo that is served; dropped, it stops.
struct Demo {
    process: Child,
    address: String,
    company: String,
    /// Held open: the demo may say more.
    _output: BufReader<ChildStdout>,
}

impl Drop for Demo {
    fn drop(&mut self) {
        self.process.kill().ok();
        self.process.wait().ok();
    }
}

impl Demo {
    /// Builds the city if it is not there yet, and serves it on a free port.
    fn start(probity: &Path, data: &Path) -> Result<Self> {
        let listen = format!("127.0.0.1:{}", machine::free_port()?);
        let mut process = Command::new(probity)
            .args(["demo", "--subjects", "400", "--listen", &listen, "--data"])
            .arg(data)
            .env("RUST_LOG", "warn")
            .stdout(Stdio::piped())
            .spawn()
            .with_context(|| format!("starting {}", probity.display()))?;
        let output = process.stdout.take().context("the demo's output is piped")?;
        let mut output = BufReader::new(output);
        let (mut line, mut company) = (String::new(), String::new());
        while company.is_empty() && output.read_line(&mut line)? > 0 {
            if let Some((_, code)) = line.split_once("/subjects/") {
                code.trim().clone_into(&mut company);
            }
            line.clear();
        }
        let demo = Self { process, address: format!("http://{listen}"), company, _output: output };
        let started = Instant::now();
        while started.elapsed() < PATIENCE {
            if TcpStream::connect(&listen).is_ok() {
                return Ok(demo);
            }
            thread::sleep(Duration::from_millis(50));
        }
        bail!("the demo did not come up")
    }
}

/// Looks at the pages whose path contains `filter`; says whether each reaches what it must.
pub(crate) fn run(filter: Option<&str>) -> Result<bool> {
    let packages = node::prepare()?;
    let built = cargo(&["build", "--quiet", "--bin", "probity"]).status()?;
    if !built.success() {
        bail!("what does not build cannot be looked at");
    }
    let folder = target().join("lighthouse");
    fs::create_dir_all(&folder)?;
    let demo = Demo::start(&target().join("debug/probity"), &folder.join("data"))?;
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
