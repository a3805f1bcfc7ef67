//! The code column of a record: a code, or the agreed placeholder for subjects that have none.

use super::{Overrides, UnifiedCode, UnifiedCodeError, normalise};

/// What a code column may hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CodeField {
    /// A code.
    Code(UnifiedCode),
    /// `00000000000000000X`, which dual publication allows for a self-employed household without a
    /// code, and only if its registration number is given.
    Placeholder,
}

impl CodeField {
    /// The placeholder: seventeen zeros and X. As a code it would fail its check digit.
    pub const PLACEHOLDER: &str = "00000000000000000X";

    /// Reads a code column.
    pub fn parse(text: &str, overrides: &Overrides) -> Result<Self, UnifiedCodeError> {
        if normalise(text)?.as_slice() == Self::PLACEHOLDER.as_bytes() {
            return Ok(Self::Placeholder);
        }
        UnifiedCode::parse_with(text, overrides).map(Self::Code)
    }

    /// The code, if it is one.
    pub fn code(self) -> Option<UnifiedCode> {
        match self {
            Self::Code(code) => Some(code),
            Self::Placeholder => None,
        }
    }
}
