//! The one form of each character: simplified, half width, upper case.

use std::{collections::HashMap, sync::LazyLock};

/// Folds of the first plane stand in an array, the rare others in a map.
struct Folds {
    first: Vec<u16>,
    other: HashMap<char, char>,
}

static FOLDS: LazyLock<Folds> = LazyLock::new(|| {
    let mut folds = Folds { first: (0..=u16::MAX).collect(), other: HashMap::new() };
    for (from, into) in folded() {
        folds.set(from, into);
    }
    folds
});

impl Folds {
    fn set(&mut self, from: char, into: char) {
        let short = u16::try_from(u32::from(into)).unwrap_or(ELSEWHERE);
        let place = self.first.get_mut(u32::from(from) as usize);
        if place.is_none() || short == ELSEWHERE {
            self.other.insert(from, into);
        }
        if let Some(place) = place {
            *place = short;
        }
    }

    fn get(&self, letter: char) -> char {
        match self.first.get(u32::from(letter) as usize) {
            Some(short) if *short != ELSEWHERE => {
                char::from_u32(u32::from(*short)).unwrap_or(letter)
            }
            _ => self.other.get(&letter).copied().unwrap_or(letter),
        }
    }
}

/// Stands in the array for what is folded to a character of another plane.
const ELSEWHERE: u16 = 0;

/// Each character that is folded, and its form.
pub(super) fn folded() -> impl Iterator<Item = (char, char)> {
    super::lines(include_str!("../../data/folds.txt")).flat_map(|line| {
        let into = line.chars().next().unwrap_or(' ');
        line.chars().skip(2).map(move |from| (from, into))
    })
}

/// A character in the form all comparing is done in: half width, upper case, simplified, without variants.
/// Total: what is unknown stays as it is. What is folded stays when folded again.
pub fn fold(letter: char) -> char {
    match letter {
        'a'..='z' => letter.to_ascii_uppercase(),
        '\0'..='\u{7F}' => letter,
        '\u{4E00}'..='\u{9FFF}' => FOLDS.get(letter),
        _ => {
            let upper = upper(FOLDS.get(letter));
            if upper == letter { upper } else { upper_fold(upper) }
        }
    }
}

/// Once more for what a capital letter comes to.
fn upper_fold(letter: char) -> char {
    upper(FOLDS.get(letter))
}

/// The capital of a letter that has one of one letter.
fn upper(letter: char) -> char {
    let mut capitals = letter.to_uppercase();
    match (capitals.next(), capitals.next()) {
        (Some(one), None) => one,
        _ => letter,
    }
}

#[cfg(test)]
mod tests {
    use super::fold;

    #[test]
    fn traditional_variant_and_wide_characters_come_to_one() {
        for (from, into) in [
            ('濟', '济'),
            ('島', '岛'),
            ('峯', '峰'),
            ('価', '价'),
            ('⼀', '一'),
            ('臺', '台'),
            ('檯', '台'),
            ('鉅', '巨'),
            ('钜', '巨'),
            ('ａ', 'A'),
            ('é', 'E'),
            ('③', '3'),
            ('国', '国'),
        ] {
            assert_eq!(fold(from), into, "{from}");
        }
    }

    #[test]
    fn folded_characters_stay() {
        for letter in '\0'..=char::MAX {
            let once = fold(letter);
            assert_eq!(fold(once), once, "{letter} {:x}", u32::from(letter));
        }
    }
}
