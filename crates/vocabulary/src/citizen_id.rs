//! 公民身份号码 (GB 11643-1999): 18 characters, or 15 before 1999. Errors and debug output never repeat
//! a number.

use std::fmt;

use jiff::civil::Date;

use crate::{division::is_province, period::add_years, width};

/// A checked citizen number of 18 characters, whatever it was written as.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CitizenId {
    text: [u8; 18],
    birth_date: Date,
}

/// Why a text is no citizen number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CitizenIdError {
    /// Neither 18 nor 15 characters.
    #[error(
        "the citizen number has {found} characters; GB 11643 wants 18 (or 15 on old cards). \
         Compare it with the card"
    )]
    Length {
        /// How many were found, separators not counted.
        found: usize,
    },
    /// Something other than a digit (or X in the last place).
    #[error(
        "character {position} of the citizen number is no digit; only the last of 18 may be X. \
         Compare it with the card"
    )]
    Digit {
        /// Its place, from 1.
        position: usize,
    },
    /// The first two digits are no province.
    #[error("the citizen number begins with no province of GB/T 2260. Compare it with the card")]
    Province,
    /// The date of birth inside does not exist or is before 1800.
    #[error("the date of birth inside the citizen number does not exist. Compare it with the card")]
    BirthDate,
    /// The check digit does not fit.
    #[error(
        "the check digit of the citizen number does not fit (GB 11643, ISO 7064 MOD 11-2). \
         A digit is mistyped; compare it with the card"
    )]
    Check,
}

impl CitizenId {
    /// Reads a citizen number: full-width digits, spaces, hyphens and a small `x` are forgiven, 15
    /// digits are brought to 18 (born in the twentieth century). Numbers of residence permits for Hong
    /// Kong (81), Macao (82) and Taiwan (83) residents are of the same kind.
    pub fn parse(text: &str) -> Result<Self, CitizenIdError> {
        let number = Self::parse_any_issuer(text)?;
        let issuer = number.division();
        if is_province(issuer) || issuer == "830000" {
            Ok(number)
        } else {
            Err(CitizenIdError::Province)
        }
    }

    /// Like [`CitizenId::parse`], but the first digits may be anything: the permanent residence card of
    /// 2023 has the same shape and begins with 9.
    pub(crate) fn parse_any_issuer(text: &str) -> Result<Self, CitizenIdError> {
        let mut written = [0; 18];
        let mut found = 0;
        let mut stray = None;
        for character in width::significant(text) {
            let digit = character.is_ascii_digit() || (character == 'X' && found == 17);
            if !digit && stray.is_none() {
                stray = Some(CitizenIdError::Digit { position: found + 1 });
            }
            if let (Some(place), Ok(byte)) = (written.get_mut(found), u8::try_from(character)) {
                *place = byte;
            }
            found += 1;
        }
        match (found, stray) {
            (15 | 18, Some(error)) => Err(error),
            (15, None) => Self::of_eighteen(lengthen(&written)),
            (18, None) => Self::of_eighteen(written),
            _ => Err(CitizenIdError::Length { found }),
        }
    }

    fn of_eighteen(text: [u8; 18]) -> Result<Self, CitizenIdError> {
        let birth_date = birth_date(&text).ok_or(CitizenIdError::BirthDate)?;
        let [.., check] = text;
        if check == check_digit(&text) {
            Ok(Self { text, birth_date })
        } else {
            Err(CitizenIdError::Check)
        }
    }

    /// The 18 characters, plain: seal or mask them before they leave the process.
    pub fn as_str(&self) -> &str {
        str::from_utf8(&self.text).unwrap_or_default()
    }

    /// The division that first issued the number (GB/T 2260).
    pub fn division(&self) -> &str {
        self.as_str().get(..6).unwrap_or_default()
    }

    /// Whether it is the number of a residence permit for Hong Kong, Macao or Taiwan residents.
    pub fn is_residence_permit(&self) -> bool {
        matches!(self.division(), "810000" | "820000" | "830000")
    }

    /// Date of birth.
    pub fn birth_date(&self) -> Date {
        self.birth_date
    }

    /// Full years of age on a day.
    pub fn age_on(&self, day: Date) -> i16 {
        age_on(self.birth_date, day)
    }

    /// Whether the person is under eighteen on a day (Civil Code art. 17).
    pub fn is_minor(&self, on: Date) -> bool {
        is_minor(self.birth_date, on)
    }
}

impl fmt::Debug for CitizenId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("CitizenId(…)")
    }
}

/// Full years between birth and a day. Whoever was born on 29 February completes a year on 28 February
/// (Civil Code art. 202). Negative before birth.
pub fn age_on(birth_date: Date, day: Date) -> i16 {
    let years = day.year() - birth_date.year();
    match add_years(birth_date, i32::from(years)) {
        Some(birthday) if birthday <= day => years,
        _ => years - 1,
    }
}

/// Whether somebody is under eighteen on a day (Civil Code art. 17).
pub fn is_minor(birth_date: Date, on: Date) -> bool {
    age_on(birth_date, on) < 18
}

/// Old numbers lack the century and the check digit.
fn lengthen(old: &[u8; 18]) -> [u8; 18] {
    let mut text = [b'0'; 18];
    let digits = old.iter().take(6).chain(b"19").chain(old.iter().skip(6).take(9));
    text.iter_mut().zip(digits).for_each(|(to, from)| *to = *from);
    let [.., check] = &mut text;
    *check = b'0';
    let expected = check_digit(&text);
    let [.., check] = &mut text;
    *check = expected;
    text
}

fn birth_date(text: &[u8; 18]) -> Option<Date> {
    let number = |range| {
        let digits: &[u8] = text.get::<std::ops::Range<usize>>(range)?;
        Some(digits.iter().fold(0_i16, |number, digit| number * 10 + i16::from(digit - b'0')))
    };
    let year = number(6..10).filter(|year| (1800..2200).contains(year))?;
    let month = i8::try_from(number(10..12)?).ok()?;
    let day = i8::try_from(number(12..14)?).ok()?;
    Date::new(year, month, day).ok()
}

/// ISO 7064 MOD 11-2: weights are the powers of 2 modulo 11, counted from the end.
fn check_digit(text: &[u8; 18]) -> u8 {
    let sum = text.iter().take(17).fold(0, |sum, digit| (sum + u32::from(digit - b'0')) * 2 % 11);
    match (12 - sum) % 11 {
        10 => b'X',
        digit => u8::try_from(digit).map_or(b'0', |digit| b'0' + digit),
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use proptest::prelude::*;

    use super::*;

    const VALID: [&str; 8] = [
        "11010519491231002X",
        "440524188001010014",
        "53010219200508011X",
        "34052419800101001X",
        "370102198506150021",
        "370103197211300039",
        "37010420000229004X",
        "810000199408230021",
    ];

    #[test]
    fn standard_vectors_pass() {
        for number in VALID.iter().chain(&["830000199201300022"]) {
            assert_eq!(CitizenId::parse(number).unwrap().as_str(), *number);
        }
        assert!(CitizenId::parse("830000199201300022").unwrap().is_residence_permit());
        assert!(!CitizenId::parse("370102198506150021").unwrap().is_residence_permit());
    }

    #[test]
    fn fifteen_digits_become_eighteen() {
        assert_eq!(CitizenId::parse("110105491231002").unwrap().as_str(), "11010519491231002X");
    }

    #[test]
    fn written_forms() {
        for written in
            ["11010519491231002x", " 110105 1949-1231 002X\u{FEFF}", "'１１０１０５19491231002ｘ"]
        {
            assert_eq!(CitizenId::parse(written).unwrap().as_str(), "11010519491231002X");
        }
    }

    #[test]
    fn refusals() {
        use CitizenIdError as E;
        assert_eq!(CitizenId::parse("370102199001011234"), Err(E::Check));
        assert_eq!(CitizenId::parse("37010219850615002"), Err(E::Length { found: 17 }));
        assert_eq!(CitizenId::parse(""), Err(E::Length { found: 0 }));
        assert_eq!(CitizenId::parse("X70102198506150021"), Err(E::Digit { position: 1 }));
        assert_eq!(CitizenId::parse("370102198506１５OO21"), Err(E::Digit { position: 15 }));
        assert_eq!(CitizenId::parse("370102********0021"), Err(E::Digit { position: 7 }));
        assert_eq!(CitizenId::parse("370102190002290041"), Err(E::BirthDate));
        assert_eq!(CitizenId::parse("370102851506002"), Err(E::BirthDate));
        assert_eq!(CitizenId::parse("990105491231002"), Err(E::Province));
    }

    #[test]
    fn age_follows_birthdays() {
        let leap = CitizenId::parse("37010420000229004X").unwrap();
        assert_eq!(leap.birth_date(), date(2000, 2, 29));
        assert_eq!(leap.age_on(date(2018, 2, 27)), 17);
        assert_eq!(leap.age_on(date(2018, 2, 28)), 18);
        assert!(leap.is_minor(date(2018, 2, 27)));
        assert!(!leap.is_minor(date(2018, 2, 28)));
        assert_eq!(leap.age_on(date(2000, 2, 28)), -1);
        assert_eq!(leap.age_on(date(2000, 2, 29)), 0);
    }

    #[test]
    fn debug_output_holds_no_number() {
        let number = CitizenId::parse(VALID[0]).unwrap();
        assert!(!format!("{number:?}").contains("1949"));
    }

    proptest! {
        #[test]
        fn one_wrong_digit_is_always_seen(vector in 0..VALID.len(), place in 0..17_usize, digit in 0..10_u8) {
            let mut number = VALID[vector].as_bytes().to_vec();
            prop_assume!(number[place] != b'0' + digit);
            number[place] = b'0' + digit;
            prop_assert!(CitizenId::parse(std::str::from_utf8(&number).unwrap()).is_err());
        }

        #[test]
        fn neighbours_swapped_are_always_seen(vector in 0..VALID.len(), place in 0..16_usize) {
            let mut number = VALID[vector].as_bytes().to_vec();
            prop_assume!(number[place] != number[place + 1]);
            number.swap(place, place + 1);
            prop_assert!(CitizenId::parse(std::str::from_utf8(&number).unwrap()).is_err());
        }

        #[test]
        fn parsing_never_panics(text in ".*") {
            let _ = CitizenId::parse(&text);
        }
    }
}
