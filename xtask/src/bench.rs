//! `cargo xtask bench`: the measurements, made by the package `bench` next to a named peer.

mod peer;

use std::path::Path;

use anyhow::{Context, Result};

use crate::{
    machine,
    postgres::Cluster,
    run::{Report, cargo},
};

/// Runs the bench program with the given words.
pub(crate) fn run(words: &[&str]) -> Result<bool> {
    match words.first() {
        Some(&"report") => beside_weasyprint(words),
        Some(&"identity") => beside_nomenklatura(words),
        _ => beside_postgres(words, None),
    }
}

/// Beside a private cluster, which it finds through `PROBITY_BENCH_POSTGRES`, the programs of PostgreSQL
/// (`pgbench`) first on its path.
fn beside_postgres(words: &[&str], python: Option<&Path>) -> Result<bool> {
    let bin = machine::postgres().context("PostgreSQL 15 or newer is needed to measure against")?;
    let cluster = Cluster::start(&bin)?;
    let mut report = Report::default();
    let mut bench = cargo(&["run", "--release", "--quiet", "--package", "bench", "--"]);
    bench
        .args(words)
        .env("PROBITY_BENCH_POSTGRES", cluster.url())
        .env("PATH", machine::path_with(&bin)?);
    if let Some(python) = python {
        bench.env("PROBITY_BENCH_PYTHON", python);
    }
    let passed = report.step("bench", &mut bench)?;
    drop(cluster);
    Ok(passed)
}

/// Beside nomenklatura, whose Python it finds through `PROBITY_BENCH_PYTHON`, and a private cluster.
fn beside_nomenklatura(words: &[&str]) -> Result<bool> {
    let python = peer::nomenklatura()?;
    beside_postgres(words, Some(&python))
}

/// Beside WeasyPrint, whose Python it finds through `PROBITY_BENCH_PYTHON`.
fn beside_weasyprint(words: &[&str]) -> Result<bool> {
    let python = peer::weasyprint()?;
    let mut report = Report::default();
    report.step(
        "bench",
        cargo(&["run", "--release", "--quiet", "--package", "bench", "--"])
            .args(words)
            .env("PROBITY_BENCH_PYTHON", python),
    )
}
