//! 组织机构代码 (GB 11714): nine characters, since 2015 the inside of the unified code.

use std::fmt;

use crate::{
    unified_code::{UnifiedCode, UnifiedCodeError},
    width,
};

/// An organisation code: eight characters of body and a check character.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct OrganisationCode([u8; 9]);

/// Why a text is no organisation code.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum OrganisationCodeError {
    /// Neither nine characters nor the eighteen of a unified code.
    #[error(
        "the organisation code has {found} characters; GB 11714 wants 9 (or give the unified code)"
    )]
    Length {
        /// How many were found, separators not counted.
        found: usize,
    },
    /// Something other than a digit or a letter.
    #[error(
        "character {position} of the organisation code is `{found}`; only digits and letters are allowed"
    )]
    Alphabet {
        /// Its place, from 1.
        position: usize,
        /// The character.
        found: char,
    },
    /// The check character does not fit the body.
    #[error(
        "the check character of the organisation code is `{found}` but GB 11714 makes it \
         `{expected}`. A character is mistyped; compare it with the certificate"
    )]
    Check {
        /// The character that fits.
        expected: char,
        /// The character that stands there.
        found: char,
    },
    /// The column holds eighteen characters that are no unified code.
    #[error("the organisation code column holds a unified code that is wrong: {0}")]
    UnifiedCode(#[source] UnifiedCodeError),
}

impl OrganisationCode {
    /// Reads a code as it is written: `132215150`, `10774368-0`, `MA64ND86-2`, or a whole unified code,
    /// of which the inside is taken.
    pub fn parse(text: &str) -> Result<Self, OrganisationCodeError> {
        let mut code = [0; 9];
        let mut stray = None;
        let mut found = 0;
        for character in width::significant(text) {
            if !character.is_ascii_alphanumeric() && stray.is_none() {
                stray =
                    Some(OrganisationCodeError::Alphabet { position: found + 1, found: character });
            }
            if let (Some(place), Ok(byte)) = (code.get_mut(found), u8::try_from(character)) {
                *place = byte;
            }
            found += 1;
        }
        let code = match (found, stray) {
            (18, _) => UnifiedCode::parse(text)
                .map_err(OrganisationCodeError::UnifiedCode)?
                .organisation_code(),
            (9, None) => Self(code),
            (9, Some(error)) => return Err(error),
            _ => return Err(OrganisationCodeError::Length { found }),
        };
        let (expected, found) = (code.expected_check(), code.check());
        if expected == found {
            Ok(code)
        } else {
            Err(OrganisationCodeError::Check { expected, found })
        }
    }

    /// The inside of a unified code, whatever its check.
    pub(crate) fn unchecked(code: [u8; 9]) -> Self {
        Self(code)
    }

    /// The nine characters.
    pub fn as_str(&self) -> &str {
        str::from_utf8(&self.0).unwrap_or_default()
    }

    /// Whether the check character fits: always for a parsed code, mostly for the inside of a unified
    /// code.
    pub fn check_passes(&self) -> bool {
        self.check() == self.expected_check()
    }

    fn check(&self) -> char {
        let [.., check] = self.0;
        char::from(check)
    }

    /// GB 11714: weights 3 7 9 10 5 8 4 2, letters count from A = 10, 11 less the remainder by 11.
    fn expected_check(&self) -> char {
        let weights = [3, 7, 9, 10, 5, 8, 4, 2];
        let value = |byte: &u8| char::from(*byte).to_digit(36).unwrap_or_default();
        let sum: u32 = self.0.iter().zip(weights).map(|(byte, weight)| value(byte) * weight).sum();
        match 11 - sum % 11 {
            10 => 'X',
            11 => '0',
            digit => char::from_digit(digit, 10).unwrap_or('0'),
        }
    }
}

impl fmt::Display for OrganisationCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl fmt::Debug for OrganisationCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "OrganisationCode({self})")
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn written_forms() {
        for (written, code) in [
            ("132215150", "132215150"),
            ("10774368-0", "107743680"),
            ("MA64ND86-2", "MA64ND862"),
            (" ｍａ64nd86－2", "MA64ND862"),
            ("91510185MA64ND8627", "MA64ND862"),
            ("D2143569-X", "D2143569X"),
        ] {
            assert_eq!(OrganisationCode::parse(written).unwrap().as_str(), code, "{written}");
        }
    }

    #[test]
    fn refusals() {
        use OrganisationCodeError as E;
        assert_eq!(
            OrganisationCode::parse("132215151"),
            Err(E::Check { expected: '0', found: '1' })
        );
        assert_eq!(OrganisationCode::parse("无"), Err(E::Length { found: 1 }));
        assert_eq!(OrganisationCode::parse(""), Err(E::Length { found: 0 }));
        assert_eq!(
            OrganisationCode::parse("1322*5150"),
            Err(E::Alphabet { position: 5, found: '*' })
        );
        assert!(matches!(OrganisationCode::parse("91510185MA64ND8628"), Err(E::UnifiedCode(_))));
        assert!(matches!(OrganisationCode::parse("913100001322041051"), Err(E::Check { .. })));
    }

    proptest! {
        #[test]
        fn every_body_has_exactly_one_check(body in "[0-9A-Z]{8}") {
            let fitting: Vec<char> = "0123456789X"
                .chars()
                .filter(|check| OrganisationCode::parse(&format!("{body}{check}")).is_ok())
                .collect();
            prop_assert_eq!(fitting.len(), 1);
        }

        #[test]
        fn a_code_is_never_a_panic(text in ".*") {
            let _ = OrganisationCode::parse(&text);
        }
    }
}
