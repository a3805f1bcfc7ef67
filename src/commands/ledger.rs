//! `probity ledger …`: prove that nothing was altered.

use std::process::ExitCode;

use anyhow::{Context, Result};
use ledger::{Verifiers, verify};

use crate::arguments::{Ledger, Verify};

/// Verifies or exports the log.
pub(crate) fn run(ledger: &Ledger) -> Result<ExitCode> {
    match ledger {
        Ledger::Verify(verify) => self::verify(verify),
        Ledger::Export { folder, site } => {
            let platform = super::open(site)?;
            platform.sequencer.fold()?;
            let checkpoint = ledger::export(&platform.db, folder)?;
            let size = checkpoint.map_or(0, |checkpoint| checkpoint.size);
            println!("{size} entries in {}; verify them with", folder.display());
            println!(
                "  probity ledger verify --copy {} --key '{}'",
                folder.display(),
                platform.verifier_keys.join(",")
            );
            Ok(ExitCode::SUCCESS)
        }
    }
}

fn verify(arguments: &Verify) -> Result<ExitCode> {
    let report = match &arguments.copy {
        Some(folder) => {
            let key = arguments.key.as_deref().context(
                "a copy is verified under the log's public key: give it by --key (see `doctor`)",
            )?;
            let keys: Vec<&str> = key.split(',').map(str::trim).collect();
            verify::verify_copy(folder, &Verifiers::parse(&keys)?)?
        }
        None => {
            let platform = super::inspect(&arguments.site)?;
            platform.sequencer.fold()?;
            verify::verify_database(&platform.db, &platform.verifiers)?
        }
    };
    for fault in &report.faults {
        println!("FAULT {fault}");
    }
    println!(
        "{} facts, {} bodies ({} erased by law), {} checkpoints, {} facts signed: {}",
        report.facts,
        report.bodies,
        report.erased,
        report.checkpoints,
        report.signed,
        if report.holds() { "nothing was altered" } else { "NOT as it was signed" }
    );
    Ok(if report.holds() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}
