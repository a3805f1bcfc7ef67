//! An organisation's name, parsed: where it is, what it is called, what it does, what form it has.

mod bracket;
mod form;
mod head;
mod industry;
mod parse;

pub use form::{Form, Kind};

use crate::{Part, character, place::Region};

/// A parsed name. Parsing is total: any text has a plain form and parts, and the parts make up the plain form.
#[derive(Clone, Debug, PartialEq)]
pub struct Name {
    written: String,
    plain: String,
    letters: Vec<char>,
    labels: Vec<Part>,
    grouped: String,
    ends: [u32; 5],
    regions: Vec<Region>,
    form: Option<Form>,
}

/// The parts a letter can belong to, in the order of [`Name::part`].
const PARTS: [Part; 5] = [Part::Region, Part::Brand, Part::Industry, Part::Form, Part::Branch];

impl Name {
    /// Parses a name, however it is written.
    pub fn parse(written: &str) -> Self {
        parse::parse(written)
    }

    /// The name as it was written.
    pub fn written(&self) -> &str {
        &self.written
    }

    /// The name for comparing: [`character::plain`].
    pub fn plain(&self) -> &str {
        &self.plain
    }

    /// The letters of the plain name.
    pub fn letters(&self) -> &[char] {
        &self.letters
    }

    /// The part each letter of the plain name belongs to; as many as [`letters`](Self::letters). Brackets
    /// belong to the part they enclose. [`Part::Whole`] is an aside that belongs to none (原…厂, 简称…).
    pub fn labels(&self) -> &[Part] {
        &self.labels
    }

    /// The plain characters of a part, without brackets; empty if the name has none. Of [`Part::Whole`] the
    /// plain name.
    pub fn part(&self, part: Part) -> &str {
        if part == Part::Whole {
            return &self.plain;
        }
        let Some(index) = PARTS.iter().position(|one| *one == part) else { return "" };
        let end = self.ends.get(index).map_or(0, |end| *end as usize);
        let start = match index {
            0 => 0,
            _ => self.ends.get(index - 1).map_or(0, |end| *end as usize),
        };
        self.grouped.get(start..end).unwrap_or("")
    }

    /// Brand and industry: what is left without region, form and branch. Never empty for a name that is not:
    /// if nothing were left, the plain name.
    pub fn core(&self) -> String {
        let core = [self.part(Part::Brand), self.part(Part::Industry)].concat();
        if core.is_empty() { self.plain.clone() } else { core }
    }

    /// Where it is: the innermost place the name speaks of.
    pub fn region(&self) -> Option<Region> {
        self.regions.iter().max_by_key(|region| region.level).copied()
    }

    /// All places the name speaks of, in order.
    pub fn regions(&self) -> &[Region] {
        &self.regions
    }

    /// What form of organisation it is.
    pub fn form(&self) -> Option<Form> {
        self.form
    }

    /// The first letters of its syllables, `jnmhcy`; Latin letters and digits stand for themselves, but a
    /// number written in characters for how it is read.
    pub fn initials(&self) -> String {
        let written: Vec<char> = self.written.chars().collect();
        let first = |(letter, origin): (char, u32)| {
            let origin = written.get(origin as usize).copied().unwrap_or(letter);
            match character::sounds(letter).first() {
                Some(sound) if !character::fold(origin).is_ascii() => {
                    character::syllable(*sound).chars().next()
                }
                _ => Some(letter.to_ascii_lowercase()).filter(char::is_ascii_alphanumeric),
            }
        };
        character::letters(&self.written).into_iter().filter_map(first).collect()
    }

    /// The syllables it is read as, the commonest reading of each character.
    pub fn syllables(&self) -> Vec<u16> {
        let first = |letter: &char| character::sounds(*letter).first().copied();
        self.letters.iter().filter_map(first).collect()
    }

    /// The written characters that letters `from..to` of the plain name came from; empty if there are none.
    pub fn as_written(&self, from: usize, to: usize) -> String {
        let origins = character::letters(&self.written);
        let index = |at: usize| origins.get(at).map(|(_, index)| *index as usize);
        let last = to.checked_sub(1).and_then(index);
        let (Some(start), Some(last)) = (index(from), last) else { return String::new() };
        self.written.chars().skip(start).take((last + 1).saturating_sub(start)).collect()
    }
}

#[cfg(test)]
mod tests;
