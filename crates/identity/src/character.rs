//! Characters: one form of each, how they sound, which look alike. Facts only, from the tables in `data`.

mod fold;
mod numeral;
mod plain;
mod shape;
mod sound;

pub use fold::fold;
pub use plain::{letters, plain};
pub use shape::alike;
pub use sound::{near_sound, same_sound, sounds, spelt, syllable};

/// The lines of a table without its head.
pub(crate) fn lines(table: &'static str) -> impl Iterator<Item = &'static str> {
    table.lines().filter(|line| !line.starts_with('#') && !line.is_empty())
}
