//! `probity archive …`: the files derived from the ledger.

use std::{process::ExitCode, sync::Arc};

use anyhow::Result;

use crate::arguments::Archive;

/// Makes the derived files anew, the register of who looked at them, and the list of reports.
pub(crate) fn run(archive: &Archive) -> Result<ExitCode> {
    let Archive::Rebuild { site } = archive;
    let platform = super::open(site)?;
    let bar = indicatif::ProgressBar::new(0);
    let facts = archive::rebuild(&platform.db, Arc::clone(&platform.law), |done, all| {
        bar.set_length(all);
        bar.set_position(done);
    })?;
    bar.finish_and_clear();
    disclosure::rebuild(&platform.db, Arc::clone(&platform.law))?;
    report::rebuild(&platform.db)?;
    println!("rebuilt from {facts} facts");
    for (table, digest) in archive::fingerprint(&platform.db)? {
        println!("  {digest}  {table}");
    }
    Ok(ExitCode::SUCCESS)
}
