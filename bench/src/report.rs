//! Reports: how long six pages take and how much memory, alone and a thousand after each other, beside
//! WeasyPrint with the same content in the same run; and how long it takes to issue one.
//!
//! Both printers run in programs of their own, so that the memory of one is not that of the other.

mod content;
mod issue;
mod page;
mod print;

use std::{
    path::Path,
    process::{Command, Stdio},
};

use anyhow::{Context, Result, bail};

pub(crate) use print::run as print;

/// Papers of which the median is taken, ours and the peer's.
const TIMES: (u32, u32) = (200, 15);
/// Papers after each other, ours and the peer's; the peer's rate is what is compared.
const BATCH: (u32, u32) = (1_000, 25);
/// What the report must have: six pages.
const PAGES: u32 = 6;

/// What a printer says of itself.
struct Said {
    first: f64,
    median: f64,
    total: f64,
    megabytes: f64,
    pages: u32,
    bytes: u64,
}

/// Measures and prints.
pub(crate) fn run() -> Result<()> {
    let small = std::env::args().any(|argument| argument == "--small");
    let folder = tempfile::tempdir()?;
    let report = content::report()?;
    let model = folder.path().join("report.json");
    std::fs::write(&model, serde_json::to_vec(&report)?)?;
    let html = folder.path().join("report.html");
    std::fs::write(&html, page::html(&report))?;
    let (ours, theirs) = (folder.path().join("ours.pdf"), folder.path().join("theirs.pdf"));
    println!("== a report of {PAGES} pages: ours, then WeasyPrint");
    let one = told("ours", &ours_of(&model, &ours, TIMES.0, 1)?)?;
    let peer = peer()?;
    let other = told("WeasyPrint", &peer_of(&peer, &html, &theirs, TIMES.1)?)?;
    compare(&one, &other)?;
    same(&report, &[&ours, &theirs])?;
    let count = if small { BATCH.0 / 10 } else { BATCH.0 };
    println!(
        "== {count} reports after each other: ours on one thread, on all; WeasyPrint {}",
        BATCH.1
    );
    let single = told("one thread", &ours_of(&model, &ours, count, 1)?)?;
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    let all = told("all threads", &ours_of(&model, &ours, count, threads)?)?;
    let batch = told("WeasyPrint", &peer_of(&peer, &html, &theirs, BATCH.1)?)?;
    let (our_rate, peer_rate) = (f64::from(count) / single.total, f64::from(BATCH.1) / batch.total);
    println!(
        "one thread {our_rate:.1}/s, all {:.1}/s, WeasyPrint {peer_rate:.2}/s",
        f64::from(count) / all.total
    );
    println!("== batch against WeasyPrint, one thread each: {:.0} ×", our_rate / peer_rate);
    issue::run(folder.path())
}

/// Our printer in a program of its own.
fn ours_of(model: &Path, out: &Path, times: u32, threads: usize) -> Result<Vec<u8>> {
    let program = std::env::current_exe()?;
    let output = Command::new(program)
        .arg("report-print")
        .args([model, out])
        .args([times.to_string(), threads.to_string()])
        .stderr(Stdio::inherit())
        .output()?;
    if !output.status.success() {
        bail!("our printer did not end well");
    }
    Ok(output.stdout)
}

/// The Python in which WeasyPrint is installed.
fn peer() -> Result<String> {
    #[expect(clippy::disallowed_methods, reason = "the build task tells where the peer is")]
    std::env::var("PROBITY_BENCH_PYTHON")
        .context("run it by `cargo xtask bench report`, which installs the peer")
}

fn peer_of(python: &str, html: &Path, out: &Path, times: u32) -> Result<Vec<u8>> {
    let output = Command::new(python)
        .args(["-c", include_str!("report/peer.py")])
        .args([html, out])
        .arg(times.to_string())
        .stderr(Stdio::inherit())
        .output()
        .with_context(|| format!("starting {python}"))?;
    if !output.status.success() {
        bail!("WeasyPrint did not end well");
    }
    Ok(output.stdout)
}

/// Reads what a printer said (`first median total megabytes pages bytes`), and says it to people.
fn told(title: &str, output: &[u8]) -> Result<Said> {
    let text = String::from_utf8_lossy(output);
    let last = text.lines().last().unwrap_or_default();
    let figures: Vec<f64> = last.split(' ').filter_map(|word| word.parse().ok()).collect();
    let [first, median, total, megabytes, pages, bytes] = figures.as_slice() else {
        bail!("{title} said: {text}");
    };
    let said = Said {
        first: *first,
        median: *median,
        total: *total,
        megabytes: *megabytes,
        pages: *pages as u32,
        bytes: *bytes as u64,
    };
    println!(
        "{title:<12} first {:>8.1} ms  median {:>8.2} ms  peak {:>6.1} MB  {} pages  {} kB",
        said.first * 1000.0,
        said.median * 1000.0,
        said.megabytes,
        said.pages,
        said.bytes / 1000,
    );
    Ok(said)
}

fn compare(ours: &Said, theirs: &Said) -> Result<()> {
    let speed = theirs.median / ours.median.max(f64::EPSILON);
    let memory = theirs.megabytes / ours.megabytes.max(f64::EPSILON);
    println!("== median against WeasyPrint: {speed:.0} × as fast, {memory:.1} × less memory");
    if ours.pages != PAGES || theirs.pages.abs_diff(PAGES) > 1 {
        bail!("not the papers that were meant: {} and {} pages", ours.pages, theirs.pages);
    }
    Ok(())
}

/// Whether both papers hold every line of the report.
fn same(report: &report::Report, files: &[&Path]) -> Result<()> {
    let squeezed = |text: &str| text.split_whitespace().collect::<String>();
    for file in files {
        let output = Command::new("pdftotext").arg("-raw").arg(file).arg("-").output();
        let output = output.context("pdftotext is needed; install poppler-utils")?;
        let text = squeezed(&String::from_utf8_lossy(&output.stdout));
        let lines = report::lines(report);
        // A value that goes on over a page has its head and foot in between: its beginning is looked for.
        let begins = |said: &str| squeezed(said).chars().take(8).collect::<String>();
        let missing =
            lines.iter().flat_map(report::Line::printed).find(|said| !text.contains(&begins(said)));
        if let Some(missing) = missing {
            bail!("{} does not hold `{missing}`", file.display());
        }
    }
    println!("both hold every line of the report");
    Ok(())
}
