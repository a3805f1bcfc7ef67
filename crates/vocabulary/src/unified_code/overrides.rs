//! Officially issued codes that do not conform to the standard, each with its evidence.

use std::collections::BTreeMap;

use super::{UnifiedCodeError, normalise};

/// One code that passes although it does not conform.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Override {
    /// The code as issued.
    pub code: String,
    /// The document that shows it was issued.
    pub evidence: String,
    /// Who approved the exception.
    pub approver: String,
}

/// The list of overrides. It forgives check digit, department and category, never length or alphabet.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Overrides(BTreeMap<[u8; 18], Override>);

impl Overrides {
    /// No exceptions.
    pub const NONE: Overrides = Overrides(BTreeMap::new());

    /// The list of these exceptions. Fails if one of them has not even the form of a code.
    pub fn new(list: impl IntoIterator<Item = Override>) -> Result<Self, UnifiedCodeError> {
        list.into_iter()
            .map(|entry| Ok((normalise(&entry.code)?, entry)))
            .collect::<Result<_, _>>()
            .map(Self)
    }

    /// The exception made for a code, if there is one.
    pub fn get(&self, code: &str) -> Option<&Override> {
        self.0.get(code.as_bytes())
    }

    pub(super) fn allow(&self, code: &[u8; 18]) -> bool {
        self.0.contains_key(code)
    }
}
