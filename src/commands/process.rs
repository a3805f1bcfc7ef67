//! `probity process …`: what a process does, before any case of it exists.

use std::{path::Path, process::ExitCode};

use anyhow::{Result, anyhow};
use policy::{Law, model::process::Process, render};
use vocabulary::{Clock, Date, SystemClock};

use crate::{arguments::ProcessCommand, commands};

/// Plays a process.
pub(crate) fn run(command: &ProcessCommand) -> Result<ExitCode> {
    match command {
        ProcessCommand::Simulate { file, from, picture, site } => {
            let law = commands::place(site)?.law()?;
            let from = from.unwrap_or_else(|| SystemClock.today());
            let process = find(&law, file, from)?;
            if *picture {
                print!("{}", render::picture(&process));
            } else {
                print!("{}", render::simulation(&process, law.calendar(), from)?);
            }
            Ok(ExitCode::SUCCESS)
        }
    }
}

/// A file, or the id of a process of the packs.
fn find(law: &Law, file: &Path, on: Date) -> Result<Process> {
    if file.exists() {
        return Process::read(file).map_err(|refusal| anyhow!("{refusal}"));
    }
    let id = file.to_string_lossy();
    law.process(&id, on).cloned().ok_or_else(|| {
        anyhow!("there is no file `{id}`, and no process of this id on {on}; see `policy list`")
    })
}
