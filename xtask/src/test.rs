//! `cargo xtask test`: everything, on a bare Debian machine.
//!
//! Everything is built once, into one target folder under one profile. The tests find the outside
//! programs through three variables, `PROBITY_TEST_POSTGRES`, `PROBITY_TEST_CHROMEDRIVER` and
//! `PROBITY_TEST_NODE`, and fail when these are missing; set beforehand, they are left as they are.

use std::{path::PathBuf, process::Command};

use anyhow::Result;

use crate::{
    check,
    chromedriver::Chromedriver,
    machine::{self, Machine},
    node, openapi,
    postgres::Cluster,
    run::{Report, cargo, target},
};

const POSTGRES: &str = "PROBITY_TEST_POSTGRES";
const CHROMEDRIVER: &str = "PROBITY_TEST_CHROMEDRIVER";
/// The part of a test's path by which the browser tests are told from the others.
const BROWSER: &str = "browser";

/// The servers the tests speak to; dropped, those that were started here stop.
pub(crate) struct Servers {
    postgres: Option<Cluster>,
    chromedriver: Option<Chromedriver>,
    node: Option<PathBuf>,
}

impl Servers {
    pub(crate) fn start() -> Result<Self> {
        let given = |name: &str| std::env::var_os(name).is_some();
        let node = if given(node::VARIABLE) { None } else { Some(node::prepare()?) };
        if given(POSTGRES) && given(CHROMEDRIVER) {
            return Ok(Self { postgres: None, chromedriver: None, node });
        }
        let machine = Machine::prepare()?;
        let postgres =
            if given(POSTGRES) { None } else { Some(Cluster::start(&machine.postgres)?) };
        let chromedriver = if given(CHROMEDRIVER) {
            None
        } else {
            Some(Chromedriver::start(&machine.chromedriver)?)
        };
        Ok(Self { postgres, chromedriver, node })
    }

    /// Cargo with the words of a command and the tests' variables.
    pub(crate) fn cargo(&self, words: &[&str]) -> Command {
        let mut command = cargo(words);
        if let Some(postgres) = &self.postgres {
            command.env(POSTGRES, postgres.url());
        }
        if let Some(chromedriver) = &self.chromedriver {
            command.env(CHROMEDRIVER, chromedriver.url());
        }
        if let Some(node) = &self.node {
            command.env(node::VARIABLE, node);
        }
        command
    }
}

/// Runs everything. Goes on after a failure, so that one run tells all; only a build that fails ends it.
pub(crate) fn everything() -> Result<bool> {
    let mut report = Report::default();
    report.act("toolchain", machine::complete_toolchain);
    report.step("format", &mut cargo(&["fmt", "--all", "--check"]))?;
    report.tests("layout", &mut cargo(&["test", "--package", "tidy"]))?;
    report.step("clippy", &mut check::clippy())?;
    let built = report.step("build", &mut cargo(&["build", "--workspace", "--bins"]))?
        && report.step("build of the tests", &mut cargo(&["test", "--workspace", "--no-run"]))?;
    if built {
        tests(&mut report)?;
    } else {
        println!("\nwhat does not build cannot be tested");
    }
    Ok(report.close() && built)
}

fn tests(report: &mut Report) -> Result<()> {
    let probity = target().join("debug/probity");
    report.step("policy check", Command::new(&probity).args(["policy", "check"]))?;
    report.act("docs/openapi.json is current", || openapi::is_current(&probity));
    let mut servers = None;
    report.act("PostgreSQL, Chromium and the programs from npm", || {
        servers = Some(Servers::start()?);
        Ok(true)
    });
    let Some(servers) = servers else { return Ok(()) };
    let rooms = ["test", "--workspace", "--exclude", "tidy", "--no-fail-fast", "--lib", "--bins"];
    report.tests("unit tests", &mut servers.cargo(&rooms))?;
    let stories =
        ["test", "--workspace", "--exclude", "tidy", "--no-fail-fast", "--test", "*", "--"];
    report.tests("integration tests", servers.cargo(&stories).args(["--skip", BROWSER]))?;
    report.tests("browser tests", servers.cargo(&stories).arg(BROWSER))?;
    Ok(())
}

/// Runs the tests whose path contains a name, with the same servers.
pub(crate) fn named(name: &str) -> Result<bool> {
    let mut report = Report::default();
    let servers = Servers::start()?;
    let words = ["test", "--package", "probity", "--no-fail-fast", "--", name];
    report.tests(name, &mut servers.cargo(&words))?;
    drop(servers);
    let found = report.ran();
    if !found {
        println!("\nno integration test has `{name}` in its path");
    }
    Ok(report.close() && found)
}
