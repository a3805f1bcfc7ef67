//! `cargo xtask check`: the quick loop, before each commit.

use anyhow::Result;

use crate::run::{Report, cargo};

/// Format, layout, clippy, unit tests; stops at the first that fails.
pub(crate) fn run() -> Result<bool> {
    let mut report = Report::default();
    let passed = report.step("format", &mut cargo(&["fmt", "--all", "--check"]))?
        && report.tests("layout", &mut cargo(&["test", "--quiet", "--package", "tidy"]))?
        && report.step("clippy", &mut clippy())?
        && report.tests(
            "unit tests",
            cargo(&["test", "--quiet", "--workspace", "--lib", "--bins", "--exclude", "tidy"])
                .arg("--no-fail-fast"),
        )?;
    Ok(report.close() && passed)
}

/// Clippy over everything, warnings refused.
pub(crate) fn clippy() -> std::process::Command {
    cargo(&["clippy", "--quiet", "--workspace", "--all-targets", "--", "-D", "warnings"])
}
