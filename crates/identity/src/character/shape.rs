//! Which characters look alike.

use std::sync::LazyLock;

use super::numeral;

/// The common block of Han characters.
const FIRST: u32 = 0x4E00;
const LAST: u32 = 0x9FFF;

/// For each character of the common block those that look like it; and the rare pairs outside of it.
struct Shapes {
    starts: Vec<u32>,
    alike: Vec<u16>,
    rare: Vec<(char, char)>,
}

static SHAPES: LazyLock<Shapes> = LazyLock::new(|| {
    let mut pairs = Vec::new();
    let mut rare = Vec::new();
    for line in super::lines(include_str!("../../data/shapes.txt")) {
        let mut letters = line.chars();
        let Some(first) = letters.next() else { continue };
        for other in letters.filter(|letter| *letter != ' ') {
            match (place(first), place(other)) {
                (Some(a), Some(b)) => pairs.extend([(a, b), (b, a)]),
                _ => rare.extend([(first, other), (other, first)]),
            }
        }
    }
    pairs.sort_unstable();
    rare.sort_unstable();
    let mut starts = Vec::new();
    for (index, (first, _)) in pairs.iter().enumerate() {
        let index = u32::try_from(index).unwrap_or(u32::MAX);
        starts.resize(usize::from(*first).max(starts.len().saturating_sub(1)) + 1, index);
    }
    starts.push(u32::try_from(pairs.len()).unwrap_or(u32::MAX));
    Shapes { starts, alike: pairs.into_iter().map(|(_, other)| other).collect(), rare }
});

impl Shapes {
    /// Those that look like the character at a place.
    fn of(&self, place: u16) -> &[u16] {
        let at = |index: usize| self.starts.get(index).map_or(self.alike.len(), |at| *at as usize);
        self.alike.get(at(usize::from(place))..at(usize::from(place) + 1)).unwrap_or(&[])
    }
}

/// The place of a character in the common block.
fn place(letter: char) -> Option<u16> {
    let code = u32::from(letter);
    (FIRST..=LAST).contains(&code).then(|| u16::try_from(code - FIRST).ok()).flatten()
}

/// Whether two folded characters look so alike that one is easily written for the other. A character is not
/// alike itself, and no digit is like another: they are numbers. A digit looks like what the character does
/// that it was written with.
pub fn alike(a: char, b: char) -> bool {
    if a.is_ascii() && b.is_ascii() {
        let digits = a.is_ascii_digit() && b.is_ascii_digit();
        return a != b && !digits && LATIN.iter().any(|set| set.contains(a) && set.contains(b));
    }
    let (a, b) = (numeral::written(a), numeral::written(b));
    match (place(a), place(b)) {
        (Some(a), Some(b)) => SHAPES.of(a).contains(&b),
        _ => SHAPES.rare.binary_search(&(a, b)).is_ok(),
    }
}

/// Latin letters and digits that are taken for each other.
const LATIN: [&str; 6] = ["0OQD", "1IL", "2Z", "5S", "8B", "VU"];

#[cfg(test)]
mod tests {
    use super::alike;

    #[test]
    fn characters_that_look_alike_are_known() {
        for pair in ["未末", "限眼", "己巳", "日曰", "土士", "晴睛", "险脸", "末未", "1I", "5S"]
        {
            let mut letters = pair.chars();
            let (a, b) = (letters.next().unwrap_or(' '), letters.next().unwrap_or(' '));
            assert!(alike(a, b) && alike(b, a), "{pair}");
        }
    }

    #[test]
    fn others_are_not() {
        for (a, b) in [
            ('1', '7'),
            ('2', '3'),
            ('济', '南'),
            ('鑫', '森'),
            ('未', '未'),
            ('泉', '源'),
            ('A', '济'),
        ] {
            assert!(!alike(a, b), "{a} {b}");
        }
    }
}
