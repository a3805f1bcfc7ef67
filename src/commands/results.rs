//! `probity results …`: results of cases on their way to the upper platform.

use std::process::ExitCode;

use anyhow::Result;
use probity::{entropy::SystemEntropy, results::Results};

use crate::{arguments::ResultsCommand, commands};

/// Sends what is due; fails if something was not acknowledged.
pub(crate) fn run(command: &ResultsCommand) -> Result<ExitCode> {
    match command {
        ResultsCommand::Send { to, site } => {
            let platform = commands::open(site)?;
            let place = commands::place(site)?;
            let results = Results::new(&place, platform.cases.clone(), to, &SystemEntropy)?;
            let round = results.send()?;
            let overdue = platform.cases.overdue_dispatches()?.len();
            println!("{} acknowledged, {} failed, {overdue} overdue", round.sent, round.failed);
            Ok(if round.failed == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE })
        }
    }
}
