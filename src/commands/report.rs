//! `probity report …`: whether a file is a credit report as it was issued.

use std::{fs, path::Path, process::ExitCode};

use anyhow::{Context, Result};
use ledger::Verifiers;
use report::{Printed, SealedFile, Verdict, Verified};

use crate::{arguments::ReportCommand, commands};

/// Verifies a file, or prints the keys.
pub(crate) fn run(command: &ReportCommand) -> Result<ExitCode> {
    match command {
        ReportCommand::Verify { file, keys: Some(keys), .. } => offline(file, keys),
        ReportCommand::Verify { file, keys: None, site } => {
            let platform = commands::inspect(site)?;
            Ok(tell(&platform.reports.verify_file(&read(file)?)?))
        }
        ReportCommand::Keys { site } => {
            for key in commands::inspect(site)?.reports.keys() {
                println!("{key}");
            }
            Ok(ExitCode::SUCCESS)
        }
    }
}

fn read(file: &Path) -> Result<Vec<u8>> {
    fs::read(file).with_context(|| format!("{} cannot be read", file.display()))
}

/// With the published keys alone.
fn offline(file: &Path, keys: &Path) -> Result<ExitCode> {
    let text = fs::read_to_string(keys)
        .with_context(|| format!("the keys {} cannot be read", keys.display()))?;
    let keys: Vec<&str> = text.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    match report::verify_offline(&read(file)?, &Verifiers::parse(&keys)?) {
        Ok(sealed) => {
            sealed_as_issued(&sealed);
            Ok(ExitCode::SUCCESS)
        }
        Err(fault) => {
            println!("NOT GENUINE  {fault}");
            Ok(ExitCode::FAILURE)
        }
    }
}

fn sealed_as_issued(sealed: &SealedFile) {
    let seal = &sealed.seal;
    println!("sealed as issued  {} ({})", seal.number, seal.template);
    println!("  to be relied on until {}", seal.valid_until);
    println!("  SM3 of its content    {}", seal.digest);
    if seal.printed == Printed::Reprint {
        println!("  a reprint: the same content, set by another font than when it was issued");
    }
    match &sealed.report {
        Some(report) => println!("  ask {} whether it was superseded since", report.verify),
        None => println!("  ask its issuer by the number whether it was superseded since"),
    }
}

/// What the site that issued it says.
fn tell(verified: &Verified) -> ExitCode {
    let verdict = match verified.verdict {
        Verdict::Genuine => "genuine",
        Verdict::Superseded => "ISSUED HERE, NOW SUPERSEDED: something in it has changed or gone",
        Verdict::Altered => "ALTERED: this is not what was issued",
        Verdict::Unknown => "UNKNOWN: no such report was issued here",
    };
    println!("{verdict}");
    if let Some(head) = &verified.head {
        println!("  {} {} {}  {}", head.number, head.title, head.version, head.subject);
        println!("  issued {}, data cut off {}", head.issued_at, head.cut_off);
        let over = if head.is_over { " (over)" } else { "" };
        println!("  to be relied on until {}{over}", head.valid_until);
        println!("  SM3 of its content    {}", head.digest);
    }
    if verified.verdict == Verdict::Genuine { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}
