//! Words found by one of their letters without hashing.

/// The common block of Han characters, behind ASCII in the array.
const FIRST: u32 = 0x4E00;
const COMMON: usize = 0x5200;
const ASCII: usize = 0x80;

/// Words in groups, each group by one letter.
pub(crate) struct Lexicon<T> {
    /// The number of a letter's group; group 0 holds the words of all rare letters.
    of: Vec<u16>,
    groups: Vec<Vec<T>>,
}

impl<T> Lexicon<T> {
    /// Puts words into groups; within a group they keep their order.
    pub(crate) fn new(words: impl IntoIterator<Item = (char, T)>) -> Self {
        let mut lexicon = Self { of: vec![u16::MAX; ASCII + COMMON], groups: vec![Vec::new()] };
        for (letter, word) in words {
            let next = lexicon.groups.len();
            let place = place(letter).and_then(|place| lexicon.of.get_mut(place));
            let group = match place {
                None => 0,
                Some(group) => {
                    if *group == u16::MAX {
                        *group = u16::try_from(next).unwrap_or(0);
                    }
                    usize::from(*group)
                }
            };
            if group == next {
                lexicon.groups.push(Vec::new());
            }
            if let Some(group) = lexicon.groups.get_mut(group) {
                group.push(word);
            }
        }
        lexicon
    }

    /// The group of a letter.
    pub(crate) fn of(&self, letter: char) -> &[T] {
        let group =
            place(letter).map_or(0, |place| self.of.get(place).map_or(0, |of| usize::from(*of)));
        self.groups.get(group).map_or(&[], Vec::as_slice)
    }
}

fn place(letter: char) -> Option<usize> {
    let code = u32::from(letter) as usize;
    if code < ASCII {
        return Some(code);
    }
    code.checked_sub(FIRST as usize).filter(|place| *place < COMMON).map(|place| place + ASCII)
}
