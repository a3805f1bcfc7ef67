//! The law, what is wrong with it and what changed in it as text for people, Chinese first.

mod change;
mod item;
mod process;
mod report;
#[cfg(test)]
mod tests;

pub use change::changes;
pub use item::item;
pub use process::{picture, process, simulation};
pub use report::report;

use crate::{finding::Finding, law::doubt::Doubt, model::basis::Certainty};

/// Findings, one paragraph each.
pub fn findings(findings: &[Finding]) -> String {
    findings.iter().map(Finding::to_string).collect::<Vec<_>>().join("\n")
}

/// Doubts, one line each, with the number of them at the end.
pub fn doubts(doubts: &[Doubt]) -> String {
    let mut text = String::new();
    for Doubt { file, line, key, document, certainty } in doubts {
        let certainty = certainty_zh(*certainty);
        text.push_str(&format!("{file}:{line}  {certainty}  {document}（{key}）\n"));
    }
    let assumed = doubts.iter().filter(|doubt| doubt.certainty == Certainty::Assumed).count();
    let reported = doubts.len() - assumed;
    text.push_str(&format!("共 {} 处：间接得知 {reported} 处，暂定 {assumed} 处\n", doubts.len()));
    text
}

/// How sure we are, in Chinese.
pub(crate) fn certainty_zh(certainty: Certainty) -> &'static str {
    match certainty {
        Certainty::Official => "见于原文",
        Certainty::Reported => "间接得知",
        Certainty::Assumed => "暂定",
    }
}
