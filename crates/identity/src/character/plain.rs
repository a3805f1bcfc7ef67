//! The plain form of a text: what is left of it for comparing.

use super::fold::fold;

/// A name for comparing: half width, upper case, brackets as `()`, without blanks and marks, every character
/// folded, numbers in Arabic digits. Plain text stays as it is when made plain again.
pub fn plain(text: &str) -> String {
    letters(text).into_iter().map(|(letter, _)| letter).collect()
}

/// The letters of [`plain`], each with the number (from 0, in characters) of the written one it came from.
pub fn letters(text: &str) -> Vec<(char, u32)> {
    let mut letters = Vec::with_capacity(text.len() / 3 + 1);
    for (index, letter) in (0..).zip(text.chars()) {
        if let Some(kept) = kept(letter) {
            letters.push((kept, index));
        }
    }
    letters
}

/// What a written character comes to; none for blanks and marks.
fn kept(letter: char) -> Option<char> {
    match letter {
        '(' | '（' | '【' | '〔' | '[' | '［' | '〖' | '｛' | '{' | '﹙' | '❨' | '⟨' => {
            Some('(')
        }
        ')' | '）' | '】' | '〕' | ']' | '］' | '〗' | '｝' | '}' | '﹚' | '❩' | '⟩' => {
            Some(')')
        }
        '0'..='9' | 'A'..='Z' | '\u{4E00}'..='\u{9FFF}' => Some(fold(letter)),
        '&' | '＆' | '+' | '＋' | '@' | '＠' | '#' | '＃' => Some(fold(letter)),
        _ => Some(fold(letter)).filter(|folded| folded.is_alphanumeric()),
    }
}
