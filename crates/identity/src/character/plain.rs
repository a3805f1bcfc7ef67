//! The plain form of a text: what is left of it for comparing.

use super::{fold::fold, numeral};

/// A name for comparing: half width, upper case, brackets as `()`, without blanks and marks, every character
/// folded, numbers in Arabic digits. Plain text stays as it is when made plain again.
pub fn plain(text: &str) -> String {
    letters(text).into_iter().map(|(letter, _)| letter).collect()
}

/// The letters of [`plain`], each with the number (from 0, in characters) of the written one it came from.
pub fn letters(text: &str) -> Vec<(char, u32)> {
    let mut letters = Vec::with_capacity(text.len() / 3 + 1);
    let mut numbers = false;
    for (index, letter) in (0..).zip(text.chars()) {
        if let Some(kept) = kept(letter) {
            numbers |= numeral::is_numeral(kept);
            letters.push((kept, index));
        }
    }
    if numbers { numeral::in_digits(&letters) } else { letters }
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
        '0'..='9' | 'A'..='Z' | '\u{4E00}'..='\u{9FFF}' | '〇' => Some(fold(letter)),
        '&' | '＆' | '+' | '＋' | '@' | '＠' | '#' | '＃' => Some(fold(letter)),
        _ => Some(fold(letter)).filter(|folded| folded.is_alphanumeric()),
    }
}

#[cfg(test)]
mod tests {
    use super::{letters, plain};

    #[test]
    fn spellings_of_one_name_come_to_one() {
        for (written, expected) in [
            ("濟南明湖科技（北京）有限公司", "济南明湖科技(北京)有限公司"),
            (" ａｂｃ·科技 有限公司", "ABC科技有限公司"),
            ("济南市第三十六中学", "济南市第36中学"),
            ("济南市第36中学", "济南市第36中学"),
            ("第十中学", "第10中学"),
            ("第一百二十中学", "第120中学"),
            ("贰〇〇捌酒吧", "2008酒吧"),
            ("三联书店", "3联书店"),
            ("十里河百货零售店", "十里河百货零售店"),
            ("大陆伍拾酒楼", "大陆伍拾酒楼"),
            ("第伍拾分店", "第50分店"),
            ("第３小学", "第3小学"),
            ("第一百货商店", "第1百货商店"),
            ("第二零售门市部", "第2零售门市部"),
            ("", ""),
        ] {
            assert_eq!(plain(written), expected, "{written}");
            assert_eq!(plain(expected), expected, "{written}, again");
        }
    }

    #[test]
    fn each_letter_knows_where_it_came_from() {
        let origins: Vec<u32> =
            letters("第 三十六 中学").into_iter().map(|(_, index)| index).collect();
        assert_eq!(origins, [0, 2, 4, 6, 7]);
    }
}
