//! Chinese numbers in Arabic digits, where they are numbers.

/// The digit a numeral stands for; 伍 and 陆 and the like are words as well ([`is_word`]).
fn digit(letter: char) -> Option<u32> {
    Some(match letter {
        '〇' | '零' => 0,
        '一' | '壹' => 1,
        '二' | '贰' => 2,
        '三' | '叁' => 3,
        '四' | '肆' => 4,
        '五' | '伍' => 5,
        '六' | '陆' => 6,
        '七' | '柒' => 7,
        '八' | '捌' => 8,
        '九' | '玖' => 9,
        _ => return None,
    })
}

/// A digit of a number as characters write it; any other letter as it is.
pub(super) fn written(letter: char) -> char {
    match letter {
        '0' => '零',
        '1' => '一',
        '2' => '二',
        '3' => '三',
        '4' => '四',
        '5' => '五',
        '6' => '六',
        '7' => '七',
        '8' => '八',
        '9' => '九',
        _ => letter,
    }
}

fn unit(letter: char) -> Option<u32> {
    Some(match letter {
        '十' | '拾' => 10,
        '百' | '佰' => 100,
        '千' | '仟' => 1000,
        _ => return None,
    })
}

/// Numerals that alone are rather words: 零售, 大陆, 队伍.
fn is_word(letter: char) -> bool {
    matches!(letter, '零' | '伍' | '陆' | '肆' | '柒' | '捌' | '玖' | '壹' | '贰' | '叁')
}

/// Whether a letter may be part of a number.
pub(super) fn is_numeral(letter: char) -> bool {
    digit(letter).is_some() || unit(letter).is_some()
}

/// Words that begin with a numeral that is none.
const WORDS: [(char, char); 10] = [
    ('百', '货'),
    ('百', '姓'),
    ('百', '合'),
    ('百', '花'),
    ('百', '草'),
    ('零', '售'),
    ('零', '部'),
    ('零', '件'),
    ('零', '食'),
    ('零', '担'),
];

/// The letters with numbers in digits. A digit keeps the place of the numeral it came from.
pub(super) fn in_digits(letters: &[(char, u32)]) -> Vec<(char, u32)> {
    let mut out = Vec::with_capacity(letters.len());
    let mut rest = letters;
    while let Some(((letter, index), after)) = rest.split_first() {
        let mut length = rest.iter().take_while(|(letter, _)| is_numeral(*letter)).count();
        // 第一百货 is the first 百货, not the hundredth 货.
        let last = length.checked_sub(1).filter(|last| *last > 0);
        let last = last.and_then(|last| rest.get(last)).map(|(last, _)| *last);
        let next = rest.get(length).map(|(next, _)| *next);
        if last.zip(next).is_some_and(|pair| WORDS.contains(&pair)) {
            length -= 1;
        }
        let (run, behind) = rest.split_at(length);
        if run.is_empty() {
            out.push((*letter, *index));
            rest = after;
            continue;
        }
        let ordinal = out.last().is_some_and(|(letter, _)| *letter == '第');
        push(&mut out, run, ordinal);
        rest = behind;
    }
    out
}

/// Adds a run of numerals: as a number if it is one; with units and no number, as it is written; else
/// digit by digit. What is left as written is left so again.
fn push(out: &mut Vec<(char, u32)>, run: &[(char, u32)], ordinal: bool) {
    let units = run.iter().any(|(letter, _)| unit(*letter).is_some());
    let words = !ordinal && run.iter().all(|(letter, _)| is_word(*letter));
    match value(run, ordinal).filter(|_| units) {
        Some(value) => spread(out, &value.to_string(), run),
        None if units || words => out.extend(run),
        None => out.extend(run.iter().map(|(letter, index)| {
            let digit = digit(*letter).and_then(|digit| char::from_digit(digit, 10));
            (digit.unwrap_or(*letter), *index)
        })),
    }
}

/// 三十六 → 36. None for what is no number: 百, 十 without 第, 百一.
fn value(run: &[(char, u32)], ordinal: bool) -> Option<u32> {
    let mut sum = 0;
    let mut waiting = None;
    let mut bound = 10_000;
    for (position, (letter, _)) in run.iter().enumerate() {
        if let Some(unit) = unit(*letter) {
            // 第十: 10; anywhere else a unit alone is a word. 第一十 is none, but 一百一十 is.
            let times = match waiting.take() {
                Some(times @ 1..) => times,
                None if unit == 10 && position == 0 && (ordinal || run.len() > 1) => 1,
                _ => return None,
            };
            if unit >= bound {
                return None;
            }
            bound = unit;
            sum += times * unit;
        } else {
            match (waiting, digit(*letter)?) {
                (None | Some(0), digit) => waiting = Some(digit),
                _ => return None,
            }
        }
    }
    // 一百二 is 120 in speech, 102 in error: no number to compare.
    match waiting {
        Some(digit) if bound > 10 && bound < 10_000 && !zero_before_last(run) => {
            Some(sum + digit * bound / 10)
        }
        Some(digit) => Some(sum + digit),
        None => Some(sum),
    }
}

fn zero_before_last(run: &[(char, u32)]) -> bool {
    let before = run.len().checked_sub(2).and_then(|index| run.get(index));
    before.is_some_and(|(letter, _)| digit(*letter) == Some(0))
}

/// Puts the digits of a number at the places of its numerals.
fn spread(out: &mut Vec<(char, u32)>, digits: &str, run: &[(char, u32)]) {
    let last = run.last().map_or(0, |(_, index)| *index);
    let count = digits.len();
    for (position, digit) in digits.chars().enumerate() {
        let index = match run.get(position) {
            Some((_, index)) if position + 1 < count => *index,
            _ => last,
        };
        out.push((digit, index));
    }
}
