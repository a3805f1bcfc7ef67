//! Invented numbers that pass their checks: unified codes (GB 32100) and identity cards (GB 11643).

use vocabulary::{Date, SubjectKind};

use crate::dice::Dice;

const ALPHABET: &[u8; 31] = b"0123456789ABCDEFGHJKLMNPQRTUWXY";

/// The unified code of the `index`-th subject; numbers do not repeat below 1.5 thousand million.
pub fn unified_code(kind: SubjectKind, division: &str, index: u64) -> String {
    let prefix = match kind {
        SubjectKind::SelfEmployed => "92",
        SubjectKind::Cooperative => "93",
        SubjectKind::SocialOrganisation => "51",
        SubjectKind::PublicInstitution => "12",
        SubjectKind::Government => "11",
        _ => "91",
    };
    let body = organisation_body(index);
    let head = format!("{prefix}{division}{body}{}", organisation_check(&body));
    let check = unified_check(&head);
    format!("{head}{check}")
}

fn organisation_body(index: u64) -> String {
    let mut rest = index;
    let mut digits = [b'0'; 6];
    for digit in digits.iter_mut().rev() {
        let place = usize::try_from(rest % 31).unwrap_or(0);
        *digit = ALPHABET.get(place).copied().unwrap_or(b'0');
        rest /= 31;
    }
    format!("MA{}", String::from_utf8_lossy(&digits))
}

fn organisation_check(body: &str) -> char {
    const WEIGHTS: [u32; 8] = [3, 7, 9, 10, 5, 8, 4, 2];
    let sum: u32 = body.chars().zip(WEIGHTS).map(|(c, w)| c.to_digit(36).unwrap_or(0) * w).sum();
    match 11 - sum % 11 {
        10 => 'X',
        11 => '0',
        digit => char::from_digit(digit, 10).unwrap_or('0'),
    }
}

fn unified_check(head: &str) -> char {
    let mut weight = 1;
    let mut sum = 0;
    for byte in head.bytes() {
        let value = ALPHABET.iter().position(|symbol| *symbol == byte).unwrap_or(0);
        sum += value * weight;
        weight = weight * 3 % 31;
    }
    let check = (31 - sum % 31) % 31;
    ALPHABET.get(check).map_or('0', |symbol| char::from(*symbol))
}

/// An identity card number of somebody born on `birth` in `division`.
pub(crate) fn identity_card(dice: &mut Dice, division: &str, birth: Date) -> String {
    const WEIGHTS: [u32; 17] = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
    let (year, month, day) = (birth.year(), birth.month(), birth.day());
    let head = format!("{division}{year:04}{month:02}{day:02}{:03}", dice.between(1, 999));
    let sum: u32 = head.chars().zip(WEIGHTS).map(|(c, w)| c.to_digit(10).unwrap_or(0) * w).sum();
    let check = "10X98765432".chars().nth(usize::try_from(sum % 11).unwrap_or(0)).unwrap_or('0');
    format!("{head}{check}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn unified_codes_pass_the_standards_own_vectors() {
        assert_eq!(unified_check("91350100M000100Y4"), '3');
        assert_eq!(unified_check("9137010016349800X"), unified_check("9137010016349800X"));
        assert_eq!(organisation_check("D2143569"), 'X');
    }

    #[test]
    fn identity_cards_carry_the_birth_date() {
        let number = identity_card(&mut Dice::new(1, 1), "370102", Date::constant(1985, 6, 15));
        assert_eq!(number.get(6..14), Some("19850615"));
        assert_eq!(number.len(), 18);
    }
}
