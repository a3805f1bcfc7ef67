//! `probity keys …`: keys for the systems of departments.

use std::process::ExitCode;

use account::{Issued, Keeper, NewKey};
use anyhow::{Context, Result, bail};
use jiff::{SignedDuration, ToSpan};
use probity::Platform;
use vocabulary::Timestamp;

use crate::arguments::Keys;

/// Makes, rotates, ends or lists keys.
pub(crate) fn run(keys: &Keys) -> Result<ExitCode> {
    match keys {
        Keys::Issue { agency, role, scope, days, certificate, public_key, site } => {
            let platform = super::open(site)?;
            let new = NewKey {
                agency: agency.clone(),
                role: role.clone(),
                scope: scope.clone(),
                expires_at: Some(days_from_now(&platform, *days)?),
                certificate: certificate.clone(),
                public_key: public_key.clone(),
            };
            issue(&platform, new)?;
        }
        Keys::Rotate { id, days, overlap_hours, site } => {
            let platform = super::open(site)?;
            let overlap = SignedDuration::from_hours((*overlap_hours).into());
            let until = Some(days_from_now(&platform, *days)?);
            let key = platform.keys().rotate(Keeper::Console, id, overlap, until)?;
            show(&key);
            eprintln!("key {} follows {id}, which stands for {overlap_hours} hours more", key.id);
        }
        Keys::End { id, site } => {
            if !super::open(site)?.keys().end(id)? {
                bail!("no key {id} stands; `probity keys list` shows those that do");
            }
            eprintln!("key {id} is ended");
        }
        Keys::List { site } => list(&super::open(site)?)?,
    }
    Ok(ExitCode::SUCCESS)
}

fn issue(platform: &Platform, new: NewKey) -> Result<()> {
    let agency = platform
        .law
        .agency(&new.agency)
        .with_context(|| format!("the packs know no agency `{}`; see agencies.toml", new.agency))?;
    platform.law.role(&new.role).with_context(|| {
        let known: Vec<&str> = platform.law.roles().map(|role| role.id.as_str()).collect();
        format!("the packs know no role `{}`; there are {}", new.role, known.join(", "))
    })?;
    let role = new.role.clone();
    let key = platform.keys().make(Keeper::Console, NewKey { agency: agency.id.clone(), ..new })?;
    show(&key);
    eprintln!("key {} of {} as {role}", key.id, agency.title.zh);
    Ok(())
}

fn show(key: &Issued) {
    println!("{}", key.secret);
    eprintln!("it is not shown again");
}

fn list(platform: &Platform) -> Result<()> {
    for key in platform.keys().list()? {
        let until = key.holder.expires_at.map_or("-".to_owned(), |at| at.to_string());
        let ended = key.ended_at.map(|at| format!("  ended {at}")).unwrap_or_default();
        println!(
            "{}  {}  {}  until {until}{ended}",
            key.holder.id, key.holder.agency, key.holder.role
        );
    }
    Ok(())
}

fn days_from_now(platform: &Platform, days: u16) -> Result<Timestamp> {
    Ok(platform.clock.now().checked_add((i64::from(days) * 24).hours())?)
}
