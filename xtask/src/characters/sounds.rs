//! How characters are read: their syllables without tones, the commonest first.

use std::{
    collections::{BTreeMap, BTreeSet},
    fmt::Write as _,
};

use super::{folds::Folds, unihan::Unihan};

pub(super) const HEAD: &str = "Readings without tones (ü is v), the commonest first, and the characters that are read so.
Made by `cargo xtask characters` from Unicode 15 (Debian unicode-data: kHanyuPinlu, kMandarin, kTGHZ2013, kXHC1983).
A simplified character has the readings of the traditional ones that come to it as well.";

/// Character → its readings.
pub(super) type Sounds = BTreeMap<char, Vec<String>>;

/// Makes the table.
pub(super) fn make(unihan: &Unihan, folds: &Folds) -> Sounds {
    let mut sounds = Sounds::new();
    let letters: BTreeSet<char> = unihan.having("kMandarin").map(|(letter, _)| letter).collect();
    for letter in &letters {
        let mut own = Vec::new();
        for field in ["kHanyuPinlu", "kMandarin", "kTGHZ2013", "kXHC1983"] {
            add(&mut own, unihan.get(field, *letter).unwrap_or(""));
        }
        sounds.insert(*letter, own);
    }
    for (from, into) in folds {
        let read = unihan.get("kHanyuPinlu", *from).or_else(|| unihan.get("kMandarin", *from));
        if let (Some(read), true) = (read, letters.contains(from)) {
            add(sounds.entry(*into).or_default(), read);
        }
    }
    sounds.retain(|letter, read| !folds.contains_key(letter) && !read.is_empty());
    sounds
}

/// Adds what a field says that is not there yet: `zhòng(1823) chóng(329)`, `157.050:jǐ`, `zhòng,chóng`.
fn add(own: &mut Vec<String>, value: &str) {
    for entry in value.split(' ') {
        let read = entry.split_once(':').map_or(entry, |(_, read)| read);
        for one in read.split(',') {
            let bare = toneless(one.split('(').next().unwrap_or(""));
            if !bare.is_empty() && !own.contains(&bare) {
                own.push(bare);
            }
        }
    }
}

/// `zhòng` → `zhong`, `lǜ` → `lv`.
fn toneless(read: &str) -> String {
    let plain = |letter: char| match letter {
        'ā' | 'á' | 'ǎ' | 'à' => 'a',
        'ē' | 'é' | 'ě' | 'è' | 'ê' | 'ế' | 'ề' => 'e',
        'ī' | 'í' | 'ǐ' | 'ì' => 'i',
        'ō' | 'ó' | 'ǒ' | 'ò' => 'o',
        'ū' | 'ú' | 'ǔ' | 'ù' => 'u',
        'ü' | 'ǖ' | 'ǘ' | 'ǚ' | 'ǜ' => 'v',
        'ń' | 'ň' | 'ǹ' => 'n',
        'ḿ' => 'm',
        _ => letter,
    };
    read.chars().map(plain).filter(char::is_ascii_lowercase).collect()
}

/// The table: readings, then the characters.
pub(super) fn text(sounds: &Sounds) -> String {
    let mut groups: BTreeMap<String, String> = BTreeMap::new();
    for (letter, read) in sounds {
        groups.entry(read.join(",")).or_default().push(*letter);
    }
    let mut text = String::new();
    for (read, letters) in groups {
        let _ = writeln!(text, "{read} {letters}");
    }
    text
}
