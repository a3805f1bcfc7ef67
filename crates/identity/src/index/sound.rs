//! Characters that are read in more than one way: 重庆 is chongqing though 重 alone is zhong, 银行 is yinhang.
//!
//! Lists are sorted by the commonest reading of each character. What is typed with another one is looked up
//! by the commonest, and what is found must be read as it was typed.

use std::sync::LazyLock;

use crate::character;

/// Those of them that names have.
const SEVERAL: &str = "重长行乐朝曾单解盛厦都会石参佛莘六蚌台浚大宁藏铅番百泊尉种调率车校隆觉传卜呼扎沈万色绿落薄血贾";

/// So many other ways are tried.
const WAYS: usize = 8;

/// Readings: another one, and the commonest it stands under.
static OTHERS: LazyLock<Vec<(&'static str, &'static str)>> = LazyLock::new(|| {
    let mut others = Vec::new();
    for letter in SEVERAL.chars() {
        let mut sounds = character::sounds(letter).iter().map(|sound| character::syllable(*sound));
        let Some(common) = sounds.next() else { continue };
        others.extend(sounds.map(|other| (other, common)));
    }
    others.sort_unstable();
    others.dedup();
    others
});

/// Typed syllables with one character read by its commonest reading.
pub(super) fn pinyin(typed: &str) -> Vec<String> {
    ways(typed, OTHERS.iter().copied())
}

/// Typed first letters with one character read by its commonest reading.
pub(super) fn initials(typed: &str) -> Vec<String> {
    let pairs =
        OTHERS.iter().filter_map(|(other, common)| Some((other.get(..1)?, common.get(..1)?)));
    let mut pairs: Vec<_> = pairs.filter(|(other, common)| other != common).collect();
    pairs.sort_unstable();
    pairs.dedup();
    ways(typed, pairs.into_iter())
}

fn ways<'a>(typed: &str, others: impl Iterator<Item = (&'a str, &'a str)>) -> Vec<String> {
    let mut ways: Vec<String> = Vec::new();
    for (other, common) in others {
        for (at, _) in typed.match_indices(other) {
            let (before, after) = (typed.get(..at), typed.get(at + other.len()..));
            let way = [before.unwrap_or(""), common, after.unwrap_or("")].concat();
            if ways.len() < WAYS && way != typed && !ways.contains(&way) {
                ways.push(way);
            }
        }
    }
    ways
}

/// How letters of a name are spelt: by whole syllables or by their first letters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Spelling {
    /// `zhong`.
    Syllables,
    /// `z`.
    Initials,
}

/// How many of the first letters of `text` are read so that they spell `typed`, the last one perhaps in
/// part; none if they are not.
pub(super) fn read(text: &[char], typed: &str, spelling: Spelling) -> Option<usize> {
    let Some((letter, rest)) = text.split_first() else { return typed.is_empty().then_some(0) };
    if typed.is_empty() {
        return Some(0);
    }
    let mut own = [0; 4];
    let own: &str = letter.to_ascii_lowercase().encode_utf8(&mut own);
    let sounds = character::sounds(*letter);
    let mut readings = Vec::with_capacity(sounds.len());
    match letter.is_ascii_alphabetic() || sounds.is_empty() {
        true if letter.is_ascii_alphabetic() => readings.push(own),
        true => readings.push(""),
        false => readings.extend(sounds.iter().map(|sound| character::syllable(*sound))),
    }
    for reading in readings {
        let reading = match spelling {
            Spelling::Syllables => reading,
            Spelling::Initials => reading.get(..1).unwrap_or(""),
        };
        if let Some(left) = typed.strip_prefix(reading) {
            if let Some(count) = read(rest, left, spelling) {
                return Some(count + 1);
            }
        } else if reading.starts_with(typed) {
            return Some(1);
        }
    }
    None
}
