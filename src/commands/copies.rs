//! `probity copies compare`: a partner's copy against what is public here (H-38).

use std::process::ExitCode;

use anyhow::Result;
use probity::copies;
use workflow::{FindingKind, case::Page};

use crate::arguments::Copies;

/// Compares a copy and prints what differs; fails if anything does, so that a timer notices.
pub(crate) fn run(command: &Copies) -> Result<ExitCode> {
    let Copies::Compare { file, partner, site } = command;
    let platform = super::open(site)?;
    let lines = copies::read(file, &platform.site_key)?;
    let stem = || file.file_stem().map(|stem| stem.to_string_lossy().into_owned());
    let partner = partner.clone().or_else(stem).unwrap_or_default();
    let round = platform.patrol.compare(&partner, &lines)?;
    platform.sequencer.fold()?;
    let mut page = Page { after: None, size: 100 };
    loop {
        let found = platform.patrol.findings(FindingKind::Copy, &page)?;
        for finding in found.entries.iter().filter(|finding| finding.who == partner) {
            let whose = finding.name.as_deref().or(finding.code.as_deref()).unwrap_or("—");
            let digest = finding.digest.as_deref().unwrap_or_default();
            println!("{digest}  {}  {whose}", advice(&finding.detail));
        }
        page.after = found.next;
        if page.after.is_none() {
            break;
        }
    }
    println!("{partner}: {} rows, {} differ", round.seen, round.differing);
    Ok(if round.differing == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// What is wrong and what to do.
fn advice(detail: &str) -> &'static str {
    match detail {
        "still-shown" => "已撤下，对方仍在展示：请对方立即撤下",
        "stale" => "已更正，对方仍是旧内容：请对方从变化接口重取",
        "missing" => "仍在公示，对方已撤下：请对方从变化接口重取",
        _ => "本平台从未公示：请对方查明来源并撤下",
    }
}
