//! `probity policy …`: the law as data.

use std::{path::Path, process::ExitCode, sync::Arc};

use anyhow::{Context, Result, anyhow};
use policy::{Law, render};
use vocabulary::{Clock, SystemClock};

use crate::{
    arguments::{Policy, Site},
    commands,
};

/// Checks, lists, compares or shows.
pub(crate) fn run(policy: &Policy) -> Result<ExitCode> {
    match policy {
        Policy::Check { folder } => check(folder.as_deref()),
        Policy::List { not_official, site } => list(*not_official, site),
        Policy::Diff { old, new, site } => diff(old, new, site),
        Policy::Adopt { by, reason, site } => adopt(by, reason, site),
        Policy::Show { item, site } => show(item, site),
    }
}

fn check(folder: Option<&Path>) -> Result<ExitCode> {
    let findings = match folder {
        Some(folder) => Law::check(folder).map_err(|refusal| anyhow!("{refusal}"))?,
        None => Law::check_embedded(),
    };
    if findings.is_empty() {
        println!("the packs are in order");
        return Ok(ExitCode::SUCCESS);
    }
    println!("{}", render::findings(&findings));
    eprintln!("{} findings", findings.len());
    Ok(ExitCode::FAILURE)
}

fn list(not_official: bool, site: &Site) -> Result<ExitCode> {
    let law = commands::place(site)?.law()?;
    if not_official {
        print!("{}", render::doubts(law.not_official()));
        return Ok(ExitCode::SUCCESS);
    }
    let today = SystemClock.today();
    let items = law.items(today).into_iter().map(|item| ("catalogs", &item.id, &item.title));
    let lists = law.lists(today).into_iter().map(|list| ("lists", &list.id, &list.title));
    let measures = law.measures(today).into_iter().map(|one| ("measures", &one.id, &one.title));
    let matters = law.matters(today).into_iter().map(|one| ("matters", &one.id, &one.title));
    let roles = law.roles().map(|role| ("roles", &role.id, &role.title));
    let sites = law.sites().iter().map(|one| ("sites", &one.id, &one.title));
    let consents = law.consent_kinds(today).into_iter();
    let consents = consents.map(|one| ("consents", &one.id, &one.title));
    let targets = law.targets().iter().map(|one| ("targets", &one.id, &one.title));
    let processes = law.processes(today).into_iter().map(|one| ("processes", &one.id, &one.title));
    let commitments = law.commitments(today).into_iter();
    let commitments = commitments.map(|one| ("commitments", &one.id, &one.title));
    let plans = law.plans().map(|one| ("plans", &one.id, &one.title));
    let ruled = items.chain(lists).chain(measures).chain(matters).chain(processes);
    let ruled = ruled.chain(commitments).chain(plans);
    for (noun, id, title) in ruled.chain(roles).chain(sites).chain(consents).chain(targets) {
        let local = noun == "catalogs" && law.is_local(id);
        println!("{noun}/{id}  {}{}", title.zh, if local { "  (local)" } else { "" });
    }
    Ok(ExitCode::SUCCESS)
}

/// Compares two folders, and counts the stored records that each change touches.
fn diff(old: &Path, new: &Path, site: &Site) -> Result<ExitCode> {
    let load = |folder: &Path| {
        Law::load(folder, &site.layer).map(Arc::new).map_err(|refusal| anyhow!("{refusal}"))
    };
    let (old, new) = (load(old)?, load(new)?);
    let changes = Law::diff(&old, &new);
    print!("{}", render::changes(&changes));
    let touched: std::collections::BTreeSet<&String> =
        changes.iter().flat_map(|change| &change.items).collect();
    if touched.is_empty() || !commands::place(site)?.data.exists() {
        return Ok(ExitCode::SUCCESS);
    }
    let figures = commands::inspect(site)?.gate.figures()?;
    println!("\nstored records touched:");
    for item in touched {
        println!("  {:>10}  {item}", figures.records.get(item).copied().unwrap_or_default());
    }
    Ok(ExitCode::SUCCESS)
}

fn adopt(by: &str, reason: &str, site: &Site) -> Result<ExitCode> {
    let platform = commands::inspect(site)?;
    let position = probity::adoption::adopt(&platform, by, reason)?;
    println!("{} adopted, fact {position} of the ledger", platform.law.version());
    Ok(ExitCode::SUCCESS)
}

fn show(item: &str, site: &Site) -> Result<ExitCode> {
    let law = commands::place(site)?.law()?;
    let today = SystemClock.today();
    if let Some(process) = law.process(item, today) {
        print!("{}", render::process(process, &law));
        return Ok(ExitCode::SUCCESS);
    }
    if let Some(report) = law.report(item, today) {
        print!("{}", render::report(report, &law, today));
        return Ok(ExitCode::SUCCESS);
    }
    let page = law.show(item, today).with_context(|| {
        format!("no item, process or report `{item}` is in force today; see `policy list`")
    })?;
    print!("{}", render::item(&page));
    Ok(ExitCode::SUCCESS)
}
