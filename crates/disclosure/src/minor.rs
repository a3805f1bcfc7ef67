//! Minors are no credit subjects: nobody asks about them (H-14, Shandong regulation art. 2).

use jiff::civil::Date;
use vocabulary::{Identifier, IdentifierKind, citizen_id};

/// Whether the holder of a number is under 18. Only identity cards and residence permits, which
/// carry the day of birth, can tell.
pub fn is_minor(identifier: &Identifier, today: Date) -> bool {
    matches!(
        identifier.kind,
        IdentifierKind::IdentityCard
            | IdentifierKind::ResidencePermit
            | IdentifierKind::PermanentResidence
    ) && is_minors_number(&identifier.number, today)
}

/// The same for a number of 18 characters of whatever kind.
pub(crate) fn is_minors_number(number: &str, today: Date) -> bool {
    let part = |from: usize, to: usize| number.get(from..to)?.parse::<i16>().ok();
    let birth_date = || {
        let (month, day) = (part(10, 12)?, part(12, 14)?);
        Date::new(part(6, 10)?, month.try_into().ok()?, day.try_into().ok()?).ok()
    };
    number.len() == 18 && birth_date().is_some_and(|born| citizen_id::is_minor(born, today))
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::is_minors_number;

    #[test]
    fn h_14_one_is_a_minor_until_the_day_before_the_eighteenth_birthday() {
        let number = "370102200811220019";
        assert!(is_minors_number(number, date(2026, 11, 21)));
        assert!(!is_minors_number(number, date(2026, 11, 22)));
        assert!(!is_minors_number("370102", date(2026, 11, 21)));
    }
}
