//! Full-width and half-width forms, and the characters nobody sees.

/// The half-width form of a character (`Ａ` → `A`, `－` → `-`, ideographic space → space); any other
/// character as it is.
pub fn to_half_width(character: char) -> char {
    match character {
        '\u{FF01}'..='\u{FF5E}' => {
            char::from_u32(u32::from(character) - 0xFEE0).unwrap_or(character)
        }
        '\u{3000}' => ' ',
        '\u{FFE5}' => '\u{A5}',
        _ => character,
    }
}

/// The text with every full-width form made half-width, punctuation included: for numbers and codes.
pub fn half_width(text: &str) -> String {
    text.chars().map(to_half_width).collect()
}

/// Whether a character is invisible: byte-order marks, zero-width and direction marks, soft hyphens,
/// control characters other than white space.
pub fn is_invisible(character: char) -> bool {
    matches!(
        character,
        '\u{AD}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2064}'
            | '\u{2066}'..='\u{206F}' | '\u{FEFF}' | '\u{FE00}'..='\u{FE0F}'
    ) || (character.is_control() && !character.is_whitespace())
}

/// Whether a character only separates groups inside a number: space, hyphen, dash, middle dot, or
/// nothing visible at all. Takes the half-width form.
pub fn is_separator(character: char) -> bool {
    matches!(character, '-' | '_' | '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{B7}' | '\'')
        || character.is_whitespace()
        || is_invisible(character)
}

/// The significant characters of a number or code: half-width, upper-case, separators left out.
pub(crate) fn significant(text: &str) -> impl Iterator<Item = char> + '_ {
    text.chars()
        .map(to_half_width)
        .filter(|character| !is_separator(*character))
        .map(|character| character.to_ascii_uppercase())
}

/// A text as people meant it: ends trimmed, invisible characters dropped, runs of white space made one
/// space, full-width letters and digits made half-width. Chinese punctuation stays.
pub fn tidy_text(text: &str) -> String {
    let mut tidy = String::with_capacity(text.len());
    let mut gap = false;
    for character in text.chars().filter(|character| !is_invisible(*character)) {
        if character.is_whitespace() {
            gap = !tidy.is_empty();
            continue;
        }
        if std::mem::take(&mut gap) {
            tidy.push(' ');
        }
        let half = to_half_width(character);
        tidy.push(if half.is_ascii_alphanumeric() { half } else { character });
    }
    tidy
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn full_width_becomes_half_width() {
        assert_eq!(half_width("９１３７０１００ＭＡ－（ｘ）　％"), "91370100MA-(x) %");
        assert_eq!(half_width("济南市"), "济南市");
    }

    #[test]
    fn tidy_keeps_chinese_punctuation() {
        assert_eq!(
            tidy_text("\u{FEFF} 济南\u{200B}甲（乙）\t 　Ａ１ \r\n公司。 "),
            "济南甲（乙） A1 公司。"
        );
        assert_eq!(tidy_text(" \u{3000}\n"), "");
    }

    #[test]
    fn significant_characters_of_a_number() {
        assert_eq!(
            significant(" 3701 02-1985\u{2014}0615·002x\u{FEFF}").collect::<String>(),
            "37010219850615002X"
        );
    }

    proptest! {
        #[test]
        fn tidying_twice_changes_nothing(text in ".*") {
            let once = tidy_text(&text);
            prop_assert_eq!(&tidy_text(&once), &once);
        }

        #[test]
        fn half_width_twice_changes_nothing(text in ".*") {
            let once = half_width(&text);
            prop_assert_eq!(&half_width(&once), &once);
        }
    }
}
