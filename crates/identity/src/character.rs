//! Characters: one form of each, how they sound, which look alike. Facts only, from the tables in `data`.

mod fold;
mod numeral;
mod plain;
mod sound;

pub use fold::fold;
pub use plain::{letters, plain};
pub use sound::{near_sound, same_sound, sounds, spelt, syllable};

/// Whether two characters look so alike that one is easily written for the other.
pub fn alike(_a: char, _b: char) -> bool {
    false
}

/// The lines of a table without its head.
pub(crate) fn lines(table: &'static str) -> impl Iterator<Item = &'static str> {
    table.lines().filter(|line| !line.starts_with('#') && !line.is_empty())
}
