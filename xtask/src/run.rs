//! Runs the steps of a task, times them, and sums up what the test binaries report.

use std::{
    ffi::OsString,
    io::{BufRead, BufReader, Write},
    path::PathBuf,
    process::{Command, Stdio},
    time::{Duration, Instant},
};

use anyhow::{Context, Result};

/// How a task went so far.
#[derive(Default)]
pub(crate) struct Report {
    steps: Vec<Step>,
    tally: Tally,
}

struct Step {
    name: String,
    took: Duration,
    passed: bool,
}

/// Tests passed and failed, over all test binaries.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Tally {
    passed: u64,
    failed: u64,
}

impl Report {
    /// Runs a command as a step. A command that fails is a failed step, not an error.
    pub(crate) fn step(&mut self, name: &str, command: &mut Command) -> Result<bool> {
        let started = self.begin(name);
        let status = command.status().with_context(|| format!("starting {command:?}"))?;
        Ok(self.end(name, started, status.success()))
    }

    /// Runs a test command as a step, and adds what its binaries report to the sum.
    pub(crate) fn tests(&mut self, name: &str, command: &mut Command) -> Result<bool> {
        let started = self.begin(name);
        let mut child = command
            .stdout(Stdio::piped())
            .spawn()
            .with_context(|| format!("starting {command:?}"))?;
        let output = child.stdout.take().context("the tests' output is piped")?;
        let mut tally = Tally::default();
        for line in BufReader::new(output).split(b'\n') {
            let line = line.context("reading the tests' output")?;
            tally.add(&String::from_utf8_lossy(&line));
            let mut shown = std::io::stdout().lock();
            shown.write_all(&line)?;
            shown.write_all(b"\n")?;
        }
        let passed = child.wait()?.success();
        // A binary that does not build, or dies, reports nothing: that is one failure.
        if !passed && tally.failed == 0 {
            tally.failed = 1;
        }
        self.tally.passed += tally.passed;
        self.tally.failed += tally.failed;
        Ok(self.end(name, started, passed))
    }

    /// Runs a function as a step. An error is shown and is a failed step.
    pub(crate) fn act(&mut self, name: &str, act: impl FnOnce() -> Result<bool>) -> bool {
        let started = self.begin(name);
        let passed = act().unwrap_or_else(|error| {
            println!("{error:#}");
            false
        });
        self.end(name, started, passed)
    }

    fn begin(&self, name: &str) -> Instant {
        println!("\n── {name}");
        Instant::now()
    }

    fn end(&mut self, name: &str, started: Instant, passed: bool) -> bool {
        let took = started.elapsed();
        if !passed {
            println!("── {name}: FAILED after {:.1} s", took.as_secs_f64());
        }
        self.steps.push(Step { name: name.into(), took, passed });
        passed
    }

    /// Whether any test ran.
    pub(crate) fn ran(&self) -> bool {
        self.tally != Tally::default()
    }

    /// Prints each step's time, and as the last line the sum that CI reads. Whether all passed.
    pub(crate) fn close(self) -> bool {
        println!();
        for step in &self.steps {
            let mark = if step.passed { "" } else { "  FAILED" };
            println!("{:>8.1} s  {}{mark}", step.took.as_secs_f64(), step.name);
        }
        let passed = self.tally.failed == 0 && self.steps.iter().all(|step| step.passed);
        println!("\n{} passed, {} failed", self.tally.passed, self.tally.failed);
        passed
    }
}

impl Tally {
    /// Takes in a line such as `test result: ok. 12 passed; 0 failed; 0 ignored; …`.
    fn add(&mut self, line: &str) {
        let Some((_, result)) = line.split_once("test result: ") else { return };
        for part in result.split([';', '.']) {
            let mut words = part.split_whitespace();
            if let (Some(Ok(number)), Some(word)) =
                (words.next().map(str::parse::<u64>), words.next())
            {
                match word {
                    "passed" => self.passed += number,
                    "failed" => self.failed += number,
                    _ => {}
                }
            }
        }
    }
}

/// The cargo that runs this task, with the words of a command.
pub(crate) fn cargo(words: &[&str]) -> Command {
    let mut command = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command.args(words);
    command
}

/// The folder cargo builds into.
pub(crate) fn target() -> PathBuf {
    std::env::var_os("CARGO_TARGET_DIR").unwrap_or_else(|| OsString::from("target")).into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn results_of_several_binaries_add_up() {
        let mut tally = Tally::default();
        tally.add("running 3 tests");
        tally.add("test result: ok. 12 passed; 0 failed; 1 ignored; 0 measured; finished in 0.01s");
        tally.add("test result: FAILED. 3 passed; 2 failed; 0 ignored; 0 measured; 4 filtered out");
        assert_eq!(tally, Tally { passed: 15, failed: 2 });
    }
}
