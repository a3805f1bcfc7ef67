//! `cargo xtask bench`: the measurements, made by the package `bench` next to a private PostgreSQL.

use anyhow::{Context, Result};

use crate::{
    machine,
    postgres::Cluster,
    run::{Report, cargo},
};

/// Runs the bench program with the given words. It finds the private cluster through
/// `PROBITY_BENCH_POSTGRES`, and the programs of PostgreSQL (`pgbench`) first on its path.
pub(crate) fn run(words: &[&str]) -> Result<bool> {
    let bin = machine::postgres().context("PostgreSQL 15 or newer is needed to measure against")?;
    let cluster = Cluster::start(&bin)?;
    let mut report = Report::default();
    let passed = report.step(
        "bench",
        cargo(&["run", "--release", "--quiet", "--package", "bench", "--"])
            .args(words)
            .env("PROBITY_BENCH_POSTGRES", cluster.url())
            .env("PATH", machine::path_with(&bin)?),
    )?;
    drop(cluster);
    Ok(passed)
}
