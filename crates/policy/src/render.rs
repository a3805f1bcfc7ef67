//! The law and what is wrong with it as text for people, Chinese first.

use crate::finding::Finding;

/// Findings, one paragraph each.
pub fn findings(findings: &[Finding]) -> String {
    findings.iter().map(Finding::to_string).collect::<Vec<_>>().join("\n")
}
