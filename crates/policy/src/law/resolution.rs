//! Who is meant by a row without a valid code: the rules of a chain, those of the lowest layer first.

use vocabulary::Date;

use super::Law;
use crate::{
    model::resolution::{Given, ResolutionRule},
    pack::Pack,
};

impl Law {
    /// The rules in force on a day for what a row gives, in the order in which they are tried. None:
    /// nobody is looked up by name.
    pub fn resolution(&self, given: Given, on: Date) -> Vec<&ResolutionRule> {
        let in_force = |rule: &&ResolutionRule| {
            rule.given == given
                && rule.effective_from <= on
                && rule.until.is_none_or(|until| on <= until)
        };
        self.resolution.iter().filter(in_force).collect()
    }

    /// Every rule there ever was.
    pub(crate) fn resolution_ever(&self) -> &[ResolutionRule] {
        &self.resolution
    }
}

/// The rules of a chain.
pub(super) fn resolve(chain: &[&Pack]) -> Vec<ResolutionRule> {
    let files = chain.iter().rev().filter_map(|pack| pack.resolution.as_ref());
    files.flat_map(|file| file.value.rule.iter().cloned()).collect()
}
