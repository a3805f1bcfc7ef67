//! What Unihan and UnicodeData say of each character.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::Path,
};

use anyhow::{Context, Result};

/// The fields of Unihan that the tables are made from.
const FIELDS: [&str; 12] = [
    "kMandarin",
    "kHanyuPinlu",
    "kTGHZ2013",
    "kXHC1983",
    "kHanyuPinyin",
    "kPhonetic",
    "kFourCornerCode",
    "kCangjie",
    "kTotalStrokes",
    "kSimplifiedVariant",
    "kSemanticVariant",
    "kZVariant",
];

/// What is known of the characters.
pub(super) struct Unihan {
    fields: BTreeMap<(&'static str, char), String>,
    /// 通用规范汉字表 (2013): the 8105 characters in use.
    pub(super) standard: BTreeSet<char>,
    /// Characters that decompose (compatibility or accents), and into what.
    pub(super) decompositions: BTreeMap<char, String>,
}

impl Unihan {
    /// Reads the folder of Debian's package.
    pub(super) fn read(folder: &Path) -> Result<Self> {
        let mut fields = BTreeMap::new();
        let mut standard = BTreeSet::new();
        for name in ["Readings", "Variants", "DictionaryLikeData", "IRGSources", "OtherMappings"] {
            for line in read(&folder.join(format!("Unihan_{name}.txt")))?.lines() {
                let mut cells = line.split('\t');
                let (Some(code), Some(field), Some(value)) =
                    (cells.next().and_then(character), cells.next(), cells.next())
                else {
                    continue;
                };
                if field == "kTGH" {
                    standard.insert(code);
                }
                if let Some(field) = FIELDS.iter().find(|one| **one == field) {
                    fields.insert((*field, code), value.to_owned());
                }
            }
        }
        let mut decompositions = BTreeMap::new();
        for line in read(&folder.join("UnicodeData.txt"))?.lines() {
            let cells: Vec<&str> = line.split(';').collect();
            let (Some(code), Some(into)) =
                (cells.first().and_then(|code| scalar(code)), cells.get(5))
            else {
                continue;
            };
            let into: String = into.split(' ').filter_map(scalar).collect();
            if !into.is_empty() {
                decompositions.insert(code, into);
            }
        }
        Ok(Self { fields, standard, decompositions })
    }

    /// What a field says of a character.
    pub(super) fn get(&self, field: &'static str, letter: char) -> Option<&str> {
        self.fields.get(&(field, letter)).map(String::as_str)
    }

    /// All characters that have a field.
    pub(super) fn having(&self, field: &'static str) -> impl Iterator<Item = (char, &str)> {
        self.fields
            .range((field, '\0')..=(field, char::MAX))
            .map(|((_, letter), value)| (*letter, value.as_str()))
    }

    /// The characters a field of variants names: `U+5CF0<kMatthews U+5CEF`.
    pub(super) fn variants(&self, field: &'static str, letter: char) -> Vec<char> {
        let value = self.get(field, letter).unwrap_or("");
        value.split(' ').filter_map(|one| character(one.split('<').next()?)).collect()
    }
}

/// `U+5CF0` as a character.
fn character(code: &str) -> Option<char> {
    scalar(code.strip_prefix("U+")?)
}

fn scalar(code: &str) -> Option<char> {
    u32::from_str_radix(code, 16).ok().and_then(char::from_u32)
}

/// A file as text, with its path in the error.
pub(super) fn read(path: &Path) -> Result<String> {
    fs::read_to_string(path).with_context(|| format!("reading {}", path.display()))
}
