//! Numbers of objections, and the codes that open their status.

use vocabulary::{Date, Entropy};

/// Letters and digits that nobody takes for one another.
const ALPHABET: &[u8; 32] = b"23456789ABCDEFGHJKLMNPQRSTUVWXYZ";
/// Characters of a code.
const CODE: usize = 10;

/// The number of the `serial`-th objection of a day: `YY`, six digits of the division, six of the
/// day, five of the serial, one check digit; 20 characters.
pub fn number(division: &str, day: Date, serial: u64) -> String {
    let year = day.year().rem_euclid(100);
    let body = format!("{division:0>6.6}{year:02}{:02}{:02}{serial:05}", day.month(), day.day());
    let check = check_digit(&body);
    format!("YY{body}{check}")
}

/// The number as it is stored: upper-case, without blanks; none if it cannot be one.
pub fn parse(text: &str) -> Option<String> {
    let text: String = text.chars().filter(|mark| !mark.is_whitespace()).collect();
    let text = text.to_ascii_uppercase();
    let (body, check) = text.strip_prefix("YY")?.split_at_checked(text.len().checked_sub(3)?)?;
    let sound = text.len() >= 20 && body.bytes().all(|digit| digit.is_ascii_digit());
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

/// A fresh code of ten characters, 50 bits.
pub fn code(entropy: &dyn Entropy) -> String {
    let mut bytes = [0; CODE];
    entropy.fill(&mut bytes);
    let letter = |byte: &u8| ALPHABET.get(usize::from(byte % 32)).copied().map(char::from);
    bytes.iter().filter_map(letter).collect()
}

/// The code as people type it: case and blanks do not count.
pub fn same_code(known: &str, given: &str) -> bool {
    let given = given.chars().filter(|mark| !mark.is_whitespace() && *mark != '-');
    let given = given.map(|mark| mark.to_ascii_uppercase());
    let mut differs = false;
    let mut length = 0;
    let mut known_marks = known.chars();
    for mark in given {
        differs |= known_marks.next() != Some(mark);
        length += 1;
    }
    !differs && length == known.chars().count() && length > 0
}
