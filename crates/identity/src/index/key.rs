//! What a name is filed under: its sorted keys, its pairs of letters, itself with one letter left out.

use super::roll::Roll;
use crate::character;

/// By what a list of names is sorted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Order {
    /// The plain name.
    Plain,
    /// The core.
    Core,
    /// First letters of the syllables of the name.
    Initials,
    /// First letters of the syllables of the core.
    CoreInitials,
    /// Syllables of the name.
    Pinyin,
    /// Syllables of the core.
    CorePinyin,
    /// The code.
    Code,
    /// The code from its third character on: the division.
    CodePlace,
    /// The code from its ninth character on: the organisation code.
    CodeBody,
    /// The code backwards.
    CodeEnd,
}

/// All orders, each in the place of its list.
pub(super) const ORDERS: [Order; 10] = [
    Order::Plain,
    Order::Core,
    Order::Initials,
    Order::CoreInitials,
    Order::Pinyin,
    Order::CorePinyin,
    Order::Code,
    Order::CodePlace,
    Order::CodeBody,
    Order::CodeEnd,
];

impl Order {
    /// Appends the key of an entry to `out`; nothing if it has none in this order.
    pub(super) fn spell(self, roll: &Roll, entry: u32, out: &mut Vec<u8>) {
        match self {
            Self::Plain => out.extend_from_slice(roll.plain(entry).as_bytes()),
            Self::Core => out.extend_from_slice(roll.core(entry).as_bytes()),
            Self::Initials => initials(roll.plain(entry), out),
            Self::CoreInitials => initials(roll.core(entry), out),
            Self::Pinyin => pinyin(roll.plain(entry), out),
            Self::CorePinyin => pinyin(roll.core(entry), out),
            _ if !roll.leads(entry) => {}
            Self::Code => out.extend_from_slice(roll.code(entry).as_bytes()),
            Self::CodePlace => out.extend(roll.code(entry).bytes().skip(2)),
            Self::CodeBody => out.extend(roll.code(entry).bytes().skip(8)),
            Self::CodeEnd => out.extend(roll.code(entry).bytes().rev()),
        }
    }
}

/// The first letters of the syllables of `text`.
fn initials(text: &str, out: &mut Vec<u8>) {
    for letter in text.chars() {
        out.extend(spelling(letter).bytes().take(1));
        own(letter, out);
    }
}

/// The syllables of `text` in one run.
pub(super) fn pinyin(text: &str, out: &mut Vec<u8>) {
    for letter in text.chars() {
        out.extend_from_slice(spelling(letter).as_bytes());
        own(letter, out);
    }
}

/// Letters that stand for themselves.
fn own(letter: char, out: &mut Vec<u8>) {
    if letter.is_ascii_alphabetic() {
        out.push(letter.to_ascii_lowercase() as u8);
    }
}

/// How a character is read, digits too; nothing for Latin letters and what has no sound.
fn spelling(letter: char) -> &'static str {
    if letter.is_ascii_alphabetic() {
        return "";
    }
    character::sounds(letter).first().map_or("", |sound| character::syllable(*sound))
}

/// Names are filed by no more than so many of their letters.
const LONGEST: usize = 48;

const BASE: u64 = 0x0000_0100_0000_01B3;

fn mixed(hash: u64) -> u32 {
    let hash = (hash ^ (hash >> 32)).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    (hash >> 32) as u32
}

fn step(hash: u64, letter: char) -> u64 {
    hash.wrapping_mul(BASE).wrapping_add(u64::from(u32::from(letter)).wrapping_mul(0x0001_0001))
}

/// What tells keys of cores from keys of whole names.
const SALTS: [u64; 2] = [0x5851_F42D_4C95_7F2D, 0x1405_7B7E_F767_814F];

/// The keys of whole names and cores, themselves and with each one letter left out.
pub(super) fn drops(plain: &str, core: &str, out: &mut Vec<u32>) {
    one_less(plain, SALTS[0], out);
    if core != plain {
        one_less(core, SALTS[1], out);
    }
}

/// The keys of a core alone, as they stand for names of which it is only a part.
pub(super) fn cores(core: &str, out: &mut Vec<u32>) {
    one_less(core, SALTS[1], out);
}

/// The keys of a text: itself, and with each one letter left out if two are left.
fn one_less(text: &str, salt: u64, out: &mut Vec<u32>) {
    let letters: Vec<char> = text.chars().take(LONGEST).collect();
    out.push(mixed(letters.iter().fold(salt, |hash, letter| step(hash, *letter))));
    if letters.len() < 3 {
        return;
    }
    let mut before = salt;
    let mut last = None;
    for (at, letter) in letters.iter().enumerate() {
        // Of two equal neighbours either may go.
        if last != Some(*letter) {
            let rest = letters.iter().skip(at + 1);
            out.push(mixed(rest.fold(before, |hash, letter| step(hash, *letter))));
        }
        before = step(before, *letter);
        last = Some(*letter);
    }
}

/// The pairs of neighbours of a text, each once.
pub(super) fn pairs(text: &str, out: &mut Vec<u32>) {
    let start = out.len();
    let mut last = None;
    for letter in text.chars().take(LONGEST) {
        if let Some(last) = last {
            let pair = mixed(step(step(0, last), letter));
            if out.iter().skip(start).all(|known| *known != pair) {
                out.push(pair);
            }
        }
        last = Some(letter);
    }
}
