//! Benchmarks: rates and ratios against a named peer in the same run.

mod cases;
mod clients;
mod figures;
mod http;
mod identity;
mod peer;
mod report;
mod site;
mod spine;

use anyhow::{Result, bail};

fn main() -> Result<()> {
    match std::env::args().nth(1).as_deref() {
        Some("cases") => cases::run(),
        Some("identity") => identity::run(),
        Some("identity-search") => identity::search(),
        Some("report") => report::run(),
        Some("report-print") => report::print(),
        Some("spine") => spine::run(),
        _ => bail!("which benchmark? there are: spine, cases, report, identity"),
    }
}
