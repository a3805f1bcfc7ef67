//! Characters: one form of each, how they sound, which look alike. Facts only, from the tables in `data`.

/// A character in the form all comparing is done in: half width, upper case, simplified, without variants.
/// Total: what is unknown stays as it is.
pub fn fold(letter: char) -> char {
    match letter {
        '\u{FF01}'..='\u{FF5E}' => char::from_u32(u32::from(letter) - 0xFEE0).unwrap_or(letter),
        _ => letter,
    }
    .to_ascii_uppercase()
}

/// The syllables (without tone) a character may be read as, the commonest first; none for what is no Han
/// character or digit. [`syllable`] spells them.
pub fn sounds(_letter: char) -> &'static [u16] {
    &[]
}

/// The spelling of a syllable, `zhong`; ü is v. Empty for a number that is none.
pub fn syllable(_id: u16) -> &'static str {
    ""
}

/// The syllable that is spelt so (`zhong`, lower case), if there is one.
pub fn spelt(_letters: &str) -> Option<u16> {
    None
}

/// Whether two characters may be read alike, tones aside.
pub fn same_sound(a: char, b: char) -> bool {
    let (a, b) = (sounds(a), sounds(b));
    a.iter().any(|sound| b.contains(sound))
}

/// Whether two characters look so alike that one is easily written for the other.
pub fn alike(_a: char, _b: char) -> bool {
    false
}

/// A name for comparing: half width, upper case, brackets as `()`, without blanks and marks, every character
/// folded, numbers in Arabic digits. Plain text stays as it is when made plain again.
pub fn plain(text: &str) -> String {
    letters(text).into_iter().map(|(letter, _)| letter).collect()
}

/// The letters of [`plain`], each with the number (from 0, in characters) of the written one it came from.
pub fn letters(text: &str) -> Vec<(char, u32)> {
    (0..)
        .zip(text.chars())
        .filter_map(|(index, letter)| {
            let letter = match letter {
                '（' | '【' | '〔' | '[' => '(',
                '）' | '】' | '〕' | ']' => ')',
                _ => fold(letter),
            };
            (letter.is_alphanumeric() || matches!(letter, '(' | ')')).then_some((letter, index))
        })
        .collect()
}
