//! How characters are read: syllables without tones.

use std::{collections::HashMap, sync::LazyLock};

use super::{fold::folded, numeral};

/// Readings: each list once, and for each character the number of its list (0 is none).
struct Sounds {
    spellings: Vec<&'static str>,
    ids: HashMap<&'static str, u16>,
    near: Vec<u16>,
    lists: Vec<Vec<u16>>,
    first: Vec<u16>,
    other: HashMap<char, u16>,
}

/// Where the array of the first plane begins: before it no character has a reading.
const START: u32 = 0x2E00;

static SOUNDS: LazyLock<Sounds> = LazyLock::new(|| {
    let mut sounds = Sounds {
        spellings: Vec::new(),
        ids: HashMap::new(),
        near: Vec::new(),
        lists: vec![Vec::new()],
        first: vec![0; 0x1_0000 - START as usize],
        other: HashMap::new(),
    };
    for line in super::lines(include_str!("../../data/sounds.txt")) {
        let Some((read, letters)) = line.split_once(' ') else { continue };
        let list = read.split(',').map(|one| sounds.id(one)).collect();
        let number = u16::try_from(sounds.lists.len()).unwrap_or(0);
        sounds.lists.push(list);
        for letter in letters.chars() {
            sounds.set(letter, number);
        }
    }
    // What is folded is read as what it comes to.
    for (from, into) in folded() {
        let number = sounds.number(into);
        sounds.set(from, number);
    }
    sounds.near = sounds.spellings.iter().map(|read| sounds.nearest(read)).collect();
    sounds
});

impl Sounds {
    fn id(&mut self, read: &'static str) -> u16 {
        let next = u16::try_from(self.spellings.len()).unwrap_or(u16::MAX);
        let id = *self.ids.entry(read).or_insert(next);
        if id == next {
            self.spellings.push(read);
        }
        id
    }

    fn set(&mut self, letter: char, number: u16) {
        let place = u32::from(letter).checked_sub(START);
        match place.and_then(|place| self.first.get_mut(place as usize)) {
            Some(place) => *place = number,
            None => {
                self.other.insert(letter, number);
            }
        }
    }

    fn number(&self, letter: char) -> u16 {
        let code = u32::from(letter);
        let number = match code.checked_sub(START) {
            None => None,
            Some(place) if code < 0x1_0000 => self.first.get(place as usize),
            Some(_) => self.other.get(&letter),
        };
        number.copied().unwrap_or(0)
    }

    fn get(&self, letter: char) -> &[u16] {
        self.lists.get(usize::from(self.number(letter))).map_or(&[], Vec::as_slice)
    }

    /// The first syllable that sounds as this one does where the south does not tell them apart.
    fn nearest(&self, read: &str) -> u16 {
        let flat = flattened(read);
        let same = self.spellings.iter().position(|other| flattened(other) == flat);
        same.and_then(|index| u16::try_from(index).ok()).unwrap_or(u16::MAX)
    }
}

/// A syllable without what is often confused: zh/z, ch/c, sh/s, n/l, f/h, r/l, -ng/-n, ü/u.
fn flattened(read: &str) -> String {
    let (head, tail) = match read {
        _ if read.starts_with("zh") || read.starts_with("ch") || read.starts_with("sh") => {
            (read.get(..1), read.get(2..))
        }
        _ if read.starts_with(['n', 'r']) => (Some("l"), read.get(1..)),
        _ if read.starts_with("hu") && read.len() > 2 => (Some("f"), read.get(2..)),
        _ => (Some(""), Some(read)),
    };
    let tail = tail.unwrap_or("").replace('v', "u");
    format!(
        "{}{}",
        head.unwrap_or(""),
        tail.strip_suffix("ng").map_or(tail.clone(), |t| format!("{t}n"))
    )
}

/// The syllables (without tone) a character may be read as, the commonest first; none for what is no Han
/// character. [`syllable`] spells them. Digits are read as the characters they stand for.
pub fn sounds(letter: char) -> &'static [u16] {
    if letter <= '\u{2DFF}' && !letter.is_ascii_digit() {
        return &[];
    }
    SOUNDS.get(numeral::written(letter))
}

/// The spelling of a syllable, `zhong`; ü is v. Empty for a number that is none.
pub fn syllable(id: u16) -> &'static str {
    SOUNDS.spellings.get(usize::from(id)).copied().unwrap_or("")
}

/// The syllable that is spelt so (`zhong`, lower case), if there is one.
pub fn spelt(letters: &str) -> Option<u16> {
    SOUNDS.ids.get(letters).copied()
}

/// Whether two characters may be read alike, tones aside.
pub fn same_sound(a: char, b: char) -> bool {
    let (a, b) = (sounds(a), sounds(b));
    a.iter().any(|sound| b.contains(sound))
}

/// Whether two characters may be read alike by somebody who does not tell zh from z, n from l, -ng from -n.
pub fn near_sound(a: char, b: char) -> bool {
    let near = |sound: &u16| SOUNDS.near.get(usize::from(*sound)).copied();
    let (a, b) = (sounds(a), sounds(b));
    a.iter().any(|one| b.iter().any(|other| near(one) == near(other)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn characters_of_one_sound_are_known() {
        for (a, b) in
            [('济', '技'), ('重', '虫'), ('重', '众'), ('乐', '悦'), ('鑫', '新'), ('1', '壹')]
        {
            assert!(same_sound(a, b), "{a} {b}");
        }
        assert!(!same_sound('鑫', '森'));
        assert!(!same_sound('A', 'A'), "Latin letters have no syllable");
    }

    #[test]
    fn what_is_confused_is_near() {
        for (a, b) in [('森', '申'), ('鑫', '兴'), ('宁', '林'), ('华', '发'), ('张', '臧')]
        {
            assert!(near_sound(a, b), "{a} {b}");
        }
        assert!(!near_sound('济', '南'));
    }

    #[test]
    fn syllables_are_spelt() {
        let first = |letter| sounds(letter).first().map(|id| syllable(*id));
        assert_eq!(first('中'), Some("zhong"));
        assert_eq!(first('绿'), Some("lv"));
        assert_eq!(first('重'), Some("zhong"));
        assert_eq!(spelt("zhong").map(syllable), Some("zhong"));
        assert_eq!(spelt("zhonk"), None);
        assert_eq!(syllable(u16::MAX), "");
    }
}
