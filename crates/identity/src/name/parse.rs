//! From a written name to its parts.

use super::{Name, PARTS};
use crate::{Part, character};

/// Parses a name.
pub(super) fn parse(written: &str) -> Name {
    let letters: Vec<char> =
        character::letters(written).into_iter().map(|(letter, _)| letter).collect();
    let labels = vec![Part::Brand; letters.len()];
    let mut grouped = String::with_capacity(written.len());
    let mut ends = [0; 5];
    for (part, end) in PARTS.iter().zip(ends.iter_mut()) {
        let of_part = letters.iter().zip(&labels).filter(|(_, label)| *label == part);
        grouped.extend(of_part.map(|(letter, _)| *letter).filter(|l| !matches!(l, '(' | ')')));
        *end = u32::try_from(grouped.len()).unwrap_or(u32::MAX);
    }
    Name {
        written: written.to_owned(),
        plain: letters.iter().collect(),
        letters,
        labels,
        grouped,
        ends,
        regions: Vec::new(),
        form: None,
    }
}
