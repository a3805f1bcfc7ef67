//! 工商注册号: the number of a business licence from before the unified code, still the only number of
//! some self-employed households.

use std::fmt;

use crate::{Identifier, IdentifierKind, width};

/// A registration number of 13 or 15 digits.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct RegistrationNumber(String);

/// Why a text is no registration number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum RegistrationNumberError {
    /// Neither 13 nor 15 digits.
    #[error(
        "the registration number has {found} characters; business licences have 13 or 15. \
         Compare it with the licence"
    )]
    Length {
        /// How many were found, separators not counted.
        found: usize,
    },
    /// Something other than a digit.
    #[error(
        "character {position} of the registration number is no digit. Compare it with the licence"
    )]
    Digit {
        /// Its place, from 1.
        position: usize,
    },
    /// All digits the same, or no division at the beginning.
    #[error(
        "the registration number begins with no division of GB/T 2260. Compare it with the licence"
    )]
    Implausible,
}

/// What is odd about an accepted registration number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum RegistrationNumberWarning {
    /// The fifteenth digit fails ISO 7064 MOD 11,10 (工商行政管理市场主体注册号编制规则).
    Check,
}

impl RegistrationNumber {
    /// Reads a registration number; full-width digits, spaces and hyphens are forgiven.
    pub fn parse(text: &str) -> Result<Self, RegistrationNumberError> {
        let number: String = width::significant(text).collect();
        let found = number.chars().count();
        if !matches!(found, 13 | 15) {
            return Err(RegistrationNumberError::Length { found });
        }
        if let Some(at) = number.chars().position(|character| !character.is_ascii_digit()) {
            return Err(RegistrationNumberError::Digit { position: at + 1 });
        }
        if number.starts_with("100000") || crate::division::is_province(&number) {
            Ok(Self(number))
        } else {
            Err(RegistrationNumberError::Implausible)
        }
    }

    /// The digits.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The number as a subject's identifier.
    pub fn identifier(&self) -> Identifier {
        Identifier { kind: IdentifierKind::RegistrationNumber, number: self.0.clone() }
    }

    /// What is odd about it. Numbers of 13 digits have no check.
    pub fn warning(&self) -> Option<RegistrationNumberWarning> {
        (self.0.len() == 15 && !passes_mod_11_10(&self.0))
            .then_some(RegistrationNumberWarning::Check)
    }
}

impl fmt::Debug for RegistrationNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "RegistrationNumber({})", self.0)
    }
}

/// ISO 7064 MOD 11,10 over all digits, the last being the check.
fn passes_mod_11_10(digits: &str) -> bool {
    let mut product = 10;
    let mut sum = 0;
    for digit in digits.bytes().map(|byte| u32::from(byte - b'0')) {
        sum = (product + digit) % 10;
        product = if sum == 0 { 10 } else { sum } * 2 % 11;
    }
    sum == 1
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn fifteen_digits_have_a_check() {
        let number = RegistrationNumber::parse("110108000000016").unwrap();
        assert_eq!(number.warning(), None);
        assert_eq!(number.as_str(), "110108000000016");
        let wrong = RegistrationNumber::parse("110108000000017").unwrap();
        assert_eq!(wrong.warning(), Some(RegistrationNumberWarning::Check));
    }

    #[test]
    fn thirteen_digits_have_none() {
        let number = RegistrationNumber::parse("3701002 800001").unwrap();
        assert_eq!((number.as_str(), number.warning()), ("3701002800001", None));
        assert_eq!(number.identifier().kind, IdentifierKind::RegistrationNumber);
    }

    #[test]
    fn refusals() {
        use RegistrationNumberError as E;
        assert_eq!(RegistrationNumber::parse("无").unwrap_err(), E::Length { found: 1 });
        assert_eq!(
            RegistrationNumber::parse("37010028000012").unwrap_err(),
            E::Length { found: 14 }
        );
        assert_eq!(
            RegistrationNumber::parse("370100A800001").unwrap_err(),
            E::Digit { position: 7 }
        );
        assert_eq!(RegistrationNumber::parse("0000000000000").unwrap_err(), E::Implausible);
    }

    proptest! {
        #[test]
        fn exactly_one_check_fits(body in "37[0-9]{12}") {
            let fitting = (0..10)
                .filter(|check| {
                    RegistrationNumber::parse(&format!("{body}{check}")).unwrap().warning().is_none()
                })
                .count();
            prop_assert_eq!(fitting, 1);
        }

        #[test]
        fn parsing_never_panics(text in ".*") {
            let _ = RegistrationNumber::parse(&text);
        }
    }
}
