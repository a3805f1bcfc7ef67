//! The number of a report: the second of its issue and eight characters by chance.

use jiff::tz::Offset;
use vocabulary::{Entropy, Timestamp};

/// Characters of a number.
pub const LENGTH: usize = 22;
/// Digits of the second, at its beginning.
const SECOND: usize = 14;
/// What the last eight are drawn from.
const LETTERS: &[u8; 36] = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";
/// Bytes below this one fall on each letter equally often.
const FAIR: u8 = 252;

/// A number for a report issued at an instant: whoever has it may verify the report, so it cannot be
/// guessed.
pub(crate) fn new(at: Timestamp, entropy: &dyn Entropy) -> String {
    let mut number = Offset::constant(8).to_datetime(at).strftime("%Y%m%d%H%M%S").to_string();
    while number.len() < LENGTH {
        let mut chance = [0; 16];
        entropy.fill(&mut chance);
        let fair = chance.iter().filter(|byte| **byte < FAIR);
        let letters = fair.filter_map(|byte| LETTERS.get(usize::from(byte % 36)));
        number.extend(letters.take(LENGTH - number.len()).map(|letter| char::from(*letter)));
    }
    number
}

/// The number as it is kept: upper-case, without blanks; none if it cannot be one.
pub fn parse(text: &str) -> Option<String> {
    let number: String = text.chars().filter(|mark| !mark.is_whitespace()).collect();
    let number = number.to_ascii_uppercase();
    is_number(&number).then_some(number)
}

/// Whether a text is a number, letter by letter.
pub fn is_number(text: &str) -> bool {
    let (second, chance) = text.as_bytes().split_at_checked(SECOND).unwrap_or_default();
    text.len() == LENGTH
        && second.iter().all(u8::is_ascii_digit)
        && chance.iter().all(|letter| LETTERS.contains(letter))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use proptest::prelude::*;
    use vocabulary::SeededEntropy;

    use super::*;

    #[test]
    fn c_08_b_a_number_tells_the_second_in_china_and_is_read_as_people_type_it() {
        let at: Timestamp = "2026-05-04T11:02:57Z".parse().unwrap();
        let number = new(at, &SeededEntropy::new(1));
        assert_eq!((number.len(), &number[..14]), (22, "20260504190257"));
        let typed = format!(" {} {}", &number[..14], number[14..].to_lowercase());
        assert_eq!(parse(&typed), Some(number));
        for other in ["", "20260504190257", "2026050419025750859D3", "2026050419025x50859D39"] {
            assert_eq!(parse(other), None, "{other}");
        }
        assert!(is_number("2026050419025750859D39"));
        assert!(!is_number("2026050419025750859d39"));
        assert!(!is_number("20260504190257五五859"));
    }

    #[test]
    fn numbers_of_one_second_differ_and_use_every_letter() {
        let entropy = SeededEntropy::new(2);
        let numbers: BTreeSet<_> =
            (0..2_000).map(|_| new(Timestamp::UNIX_EPOCH, &entropy)).collect();
        assert_eq!(numbers.len(), 2_000);
        let letters: BTreeSet<char> =
            numbers.iter().flat_map(|number| number[14..].chars()).collect();
        assert_eq!(letters.len(), 36);
    }

    proptest! {
        #[test]
        fn every_number_is_one(seconds in -62_000_000_000_i64..250_000_000_000, seed: u64) {
            let at = Timestamp::from_second(seconds).unwrap();
            let number = new(at, &SeededEntropy::new(seed));
            prop_assert!(seconds < 0 || is_number(&number), "{}", number);
        }

        #[test]
        fn what_is_read_is_a_number(text in "\\PC{0,30}") {
            prop_assert!(parse(&text).is_none_or(|number| is_number(&number)));
        }
    }
}
