//! Findings: what is wrong in a policy file, where, why, and what to do.

use serde::Serialize;

use crate::rule::Rule;

/// One thing that the checker refuses.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Finding {
    /// File, relative to the folder of the packs: `national/catalogs/honour.toml`.
    pub file: String,
    /// Line, from 1.
    pub line: usize,
    /// Number of the checker's rule: `P-07`.
    pub rule: &'static str,
    /// Law, hard rule or conflict it rests on: `H-03`, `K-06`, `山东省社会信用条例第13条`.
    pub cites: String,
    /// What is wrong, in Chinese.
    pub message: String,
    /// Why the law says so, in Chinese.
    pub why: String,
    /// What to do, in Chinese.
    pub remedy: String,
}

impl Finding {
    /// A finding of `rule` in a file at a line.
    pub(crate) fn new(rule: &Rule, file: &str, line: usize, message: impl Into<String>) -> Self {
        Self {
            file: file.to_owned(),
            line,
            rule: rule.number,
            cites: rule.source.to_owned(),
            message: message.into(),
            why: rule.zh.to_owned(),
            remedy: rule.remedy.to_owned(),
        }
    }

    /// The same finding, resting on another source.
    pub(crate) fn citing(mut self, source: &str) -> Self {
        source.clone_into(&mut self.cites);
        self
    }
}

impl std::fmt::Display for Finding {
    /// `national/catalogs/honour.toml:12: P-07 (K-06) …`, then why and what to do.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Self { file, line, rule, cites, message, why, remedy } = self;
        write!(f, "{file}:{line}: {rule}（{cites}）{message}\n  为什么：{why}\n  怎么办：{remedy}")
    }
}
