//! `probity keys …`: keys for the systems of departments.

use std::process::ExitCode;

use anyhow::{Context, Result};
use jiff::ToSpan;

use crate::arguments::Keys;

/// Makes a key and shows it once.
pub(crate) fn run(keys: &Keys) -> Result<ExitCode> {
    let Keys::Issue { agency, role, days, site } = keys;
    let platform = super::open(site)?;
    let agency = platform
        .law
        .agency(agency)
        .with_context(|| format!("the packs know no agency `{agency}`; see agencies.toml"))?;
    platform.law.role(role).with_context(|| {
        let known: Vec<&str> = platform.law.roles().map(|role| role.id.as_str()).collect();
        format!("the packs know no role `{role}`; there are {}", known.join(", "))
    })?;
    let expires_at = platform.clock.now().checked_add((i64::from(*days) * 24).hours())?;
    let key = platform.keys().issue(&agency.id, role, "", Some(expires_at))?;
    println!("{}", key.secret);
    eprintln!("key {} of {} as {role}; it is not shown again", key.id, agency.title.zh);
    Ok(ExitCode::SUCCESS)
}
