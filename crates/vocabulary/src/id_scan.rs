//! Finds citizen numbers and mobile phone numbers in free text, so that they are masked before anybody
//! reads it.

use std::ops::Range;

use crate::{CitizenId, UnifiedCode, width};

/// What was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum NumberKind {
    /// A citizen number of 18 characters whose check digit fits, or one built like it.
    CitizenNumber,
    /// Fifteen digits with a province and a date of birth where an old citizen number has them; it has
    /// no check digit, so a registration number may be mistaken for one.
    OldCitizenNumber,
    /// A mobile phone number of mainland China.
    MobilePhone,
}

/// Where a number stands in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FoundNumber {
    /// The bytes it takes, separators inside included.
    pub span: Range<usize>,
    /// What it is.
    pub kind: NumberKind,
}

/// A significant character, with where it stands in the text.
#[derive(Clone, Copy)]
struct Symbol {
    character: char,
    start: usize,
    end: usize,
    /// Separators between the symbol before and this one.
    gap: usize,
}

/// At most this many separators may stand between two digits of one number.
const GAP_MAX: usize = 2;

/// Finds all numbers, from left to right, none overlapping. Full-width digits count, and spaces or
/// hyphens between digits are seen through.
pub fn find_numbers(text: &str) -> Vec<FoundNumber> {
    let symbols = symbols(text);
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(rest) = symbols.get(at..).filter(|rest| !rest.is_empty()) {
        let inside =
            at.checked_sub(1).and_then(|before| symbols.get(before)).is_some_and(|before| {
                before.character.is_ascii_digit()
                    && rest.first().is_some_and(|first| first.gap == 0)
            });
        match number_at(rest, inside) {
            Some((kind, length)) => {
                let span = rest.first().zip(rest.get(length - 1));
                found.extend(
                    span.map(|(first, last)| FoundNumber { span: first.start..last.end, kind }),
                );
                at += length;
            }
            None => at += 1,
        }
    }
    found
}

fn symbols(text: &str) -> Vec<Symbol> {
    let mut symbols = Vec::new();
    let mut gap = 0;
    for (start, character) in text.char_indices() {
        let half = width::to_half_width(character);
        if width::is_separator(half) {
            gap += 1;
            continue;
        }
        let end = start + character.len_utf8();
        symbols.push(Symbol { character: half.to_ascii_uppercase(), start, end, gap });
        gap = 0;
    }
    symbols
}

/// The number that begins with the first symbol, and how many symbols it takes. `inside` tells that
/// the symbol continues a run of digits.
fn number_at(symbols: &[Symbol], inside: bool) -> Option<(NumberKind, usize)> {
    if inside || !symbols.first()?.character.is_ascii_digit() {
        return None;
    }
    if run(symbols, 18).is_some_and(|run| is_citizen_number(&run)) {
        return Some((NumberKind::CitizenNumber, 18));
    }
    if run(symbols, 15).is_some_and(|run| CitizenId::parse(&run).is_ok()) {
        return Some((NumberKind::OldCitizenNumber, 15));
    }
    let country =
        ["0086", "86"].into_iter().find(|code| run_begins(symbols, code)).map_or(0, str::len);
    [country, 0]
        .into_iter()
        .find(|skip| symbols.get(*skip..).is_some_and(is_mobile))
        .map(|skip| (NumberKind::MobilePhone, skip + 11))
}

/// The first `length` symbols as one number: digits (and a final X) without wide gaps, not followed at
/// once by another digit.
fn run(symbols: &[Symbol], length: usize) -> Option<String> {
    let taken = symbols.get(..length)?;
    let close = taken.iter().skip(1).all(|symbol| symbol.gap <= GAP_MAX);
    let ends =
        symbols.get(length).is_none_or(|next| next.gap > 0 || !next.character.is_ascii_digit());
    let digits = taken.iter().enumerate().all(|(at, symbol)| {
        symbol.character.is_ascii_digit() || (at == 17 && symbol.character == 'X')
    });
    (close && ends && digits).then(|| taken.iter().map(|symbol| symbol.character).collect())
}

/// Citizen numbers, and permanent residence cards of 2023, which unified codes of digits alone resemble.
fn is_citizen_number(run: &str) -> bool {
    CitizenId::parse(run).is_ok()
        || (run.starts_with('9')
            && CitizenId::parse_any_issuer(run).is_ok()
            && UnifiedCode::parse(run).is_err())
}

fn run_begins(symbols: &[Symbol], digits: &str) -> bool {
    symbols.len() > digits.len()
        && symbols.iter().zip(digits.chars()).all(|(symbol, digit)| symbol.character == digit)
}

/// Eleven digits from 13 to 19.
fn is_mobile(symbols: &[Symbol]) -> bool {
    run(symbols, 11).is_some_and(|run| {
        run.starts_with('1')
            && run.chars().nth(1).is_some_and(|second| ('3'..='9').contains(&second))
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn found(text: &str) -> Vec<(&str, NumberKind)> {
        find_numbers(text).into_iter().map(|number| (&text[number.span], number.kind)).collect()
    }

    #[test]
    fn citizen_numbers_in_sentences() {
        use NumberKind::CitizenNumber as C;
        assert_eq!(
            found("当事人张某（身份证号370102198506150021）于2026年11月21日"),
            [("370102198506150021", C)]
        );
        assert_eq!(found("号码：11010519491231002x。"), [("11010519491231002x", C)]);
        assert_eq!(found("370102 19850615 0021"), [("370102 19850615 0021", C)]);
        assert_eq!(found("370102-19850615-0021,"), [("370102-19850615-0021", C)]);
        assert_eq!(
            found("３７０１０２１９８５０６１５００２１"),
            [("３７０１０２１９８５０６１５００２１", C)]
        );
        assert_eq!(found("2026-11-21 370102198506150021"), [("370102198506150021", C)]);
        assert_eq!(
            found("370102198506150021、370103197211300039"),
            [("370102198506150021", C), ("370103197211300039", C)]
        );
        assert_eq!(found("甲810000199408230021乙"), [("810000199408230021", C)]);
    }

    #[test]
    fn old_citizen_numbers() {
        assert_eq!(
            found("原证号110105491231002，"),
            [("110105491231002", NumberKind::OldCitizenNumber)]
        );
        assert_eq!(found("110105491331002"), []);
    }

    #[test]
    fn mobile_phones() {
        use NumberKind::MobilePhone as M;
        assert_eq!(found("电话13800001111。"), [("13800001111", M)]);
        assert_eq!(found("138-0000-1111"), [("138-0000-1111", M)]);
        assert_eq!(found("+86 138 0000 1111"), [("86 138 0000 1111", M)]);
        assert_eq!(found("8613800001111"), [("8613800001111", M)]);
        assert_eq!(found("008613800001111"), [("008613800001111", M)]);
        assert_eq!(found("12800001111"), []);
        assert_eq!(found("0531-88881111"), []);
    }

    #[test]
    fn other_numbers_are_left_alone() {
        for text in [
            "370102199001011234",
            "91370100MA3C00011J",
            "911000001000013428",
            "济市监罚字〔2026〕第0000123号",
            "2026-11-21 10:30:00",
            "1380000111122223333",
            "3701021985061500210",
            "",
        ] {
            assert_eq!(found(text), [], "{text}");
        }
    }

    proptest! {
        #[test]
        fn spans_are_ordered_and_on_character_ends(text in "[0-9xX １３年 -]{0,60}") {
            let mut last = 0;
            for number in find_numbers(&text) {
                prop_assert!(number.span.start >= last && text.get(number.span.clone()).is_some());
                last = number.span.end;
            }
        }

        #[test]
        fn a_number_is_found_anywhere(before in "[a-z济南 ，]{0,12}", after in "[a-w济南，]{0,12}") {
            let text = format!("{before}37010420000229004X{after}");
            prop_assert_eq!(find_numbers(&text).len(), 1);
        }

        #[test]
        fn scanning_never_panics(text in ".*") {
            let _ = find_numbers(&text);
        }
    }
}
