//! Numbers of what people file: objections, declarations. They tell place and day, and a check
//! digit tells most mistakes of typing.

use jiff::civil::Date;

/// Characters of the shortest number.
const LENGTH: usize = 20;

/// The number of the `serial`-th paper of a day: a prefix of two letters, six digits of the
/// division, six of the day, five of the serial, one check digit; 20 characters.
pub fn case_number(prefix: &str, division: &str, day: Date, serial: u64) -> String {
    let year = day.year().rem_euclid(100);
    let body = format!("{division:0>6.6}{year:02}{:02}{:02}{serial:05}", day.month(), day.day());
    format!("{prefix}{body}{}", check_digit(&body))
}

/// The number as it is stored: upper-case, without blanks; none if it cannot be one.
pub fn parse_case_number(prefix: &str, text: &str) -> Option<String> {
    let text: String = text.chars().filter(|mark| !mark.is_whitespace()).collect();
    let text = text.to_ascii_uppercase();
    let digits = text.strip_prefix(prefix)?;
    let (body, check) = digits.split_at_checked(digits.len().checked_sub(1)?)?;
    let sound = text.len() >= LENGTH && body.bytes().all(|digit| digit.is_ascii_digit());
    (sound && check == check_digit(body).to_string()).then_some(text)
}

/// Luhn: tells every single wrong digit and most swaps of neighbours.
fn check_digit(digits: &str) -> u32 {
    let sum: u32 = digits
        .bytes()
        .rev()
        .enumerate()
        .map(|(place, digit)| {
            let digit = u32::from(digit.saturating_sub(b'0'));
            if place % 2 == 1 { digit } else { digit * 2 / 10 + digit * 2 % 10 }
        })
        .sum();
    (10 - sum % 10) % 10
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use proptest::prelude::*;

    use super::*;
    use crate::period::add_days;

    #[test]
    fn a_number_tells_place_and_day() {
        let first = case_number("YY", "370100", date(2026, 11, 20), 1);
        assert_eq!(&first[..19], "YY37010026112000001");
        let parsed =
            parse_case_number("YY", &format!(" {} {}", &first[..8].to_lowercase(), &first[8..]));
        assert_eq!((first.len(), parsed), (20, Some(first)));
        for other in ["", "YY", "XX370100261120000017", "YY3701002611200000", "YY一二", "一"] {
            assert_eq!(parse_case_number("YY", other), None, "{other}");
        }
    }

    proptest! {
        #[test]
        fn numbers_differ_as_their_serials_and_parse(one in 1..99_999_u64, other in 1..99_999_u64, days in 0..2_000_i32) {
            let day = add_days(date(2026, 11, 20), days).unwrap();
            let first = case_number("SB", "370100", day, one);
            prop_assert_eq!(first.len(), 20);
            prop_assert_eq!(one == other, first == case_number("SB", "370100", day, other));
            prop_assert_eq!(parse_case_number("SB", &first), Some(first));
        }

        #[test]
        fn one_wrong_digit_is_told(serial in 1..99_999_u64, place in 2..20_usize, by in 1..10_u8) {
            let right = case_number("YY", "370102", date(2026, 11, 20), serial);
            let mut wrong = right.into_bytes();
            wrong[place] = b'0' + (wrong[place] - b'0' + by) % 10;
            prop_assert_eq!(parse_case_number("YY", &String::from_utf8(wrong).unwrap()), None);
        }
    }
}
