//! The words that say what an organisation does.

use std::{collections::HashMap, sync::LazyLock};

use crate::character::{lines, plain};

/// Words by their last letter, the longer before the shorter.
static WORDS: LazyLock<HashMap<char, Vec<Vec<char>>>> = LazyLock::new(|| {
    let mut words: HashMap<char, Vec<Vec<char>>> = HashMap::new();
    for word in lines(include_str!("../../data/industries.txt")).flat_map(|line| line.split(' ')) {
        let letters: Vec<char> = plain(word).chars().collect();
        let Some(last) = letters.last().copied() else { continue };
        words.entry(last).or_default().push(letters);
    }
    for list in words.values_mut() {
        list.sort_by_key(|word| std::cmp::Reverse(word.len()));
        list.dedup();
    }
    words
});

/// How many letters at the end of `core` say what is done. Leaves none or at least two for the brand.
pub(super) fn length(core: &[char]) -> usize {
    let mut rest = core;
    while let Some(word) = last_word(rest) {
        let left = rest.len() - word;
        if left == 1 {
            break;
        }
        rest = rest.get(..left).unwrap_or(&[]);
    }
    core.len() - rest.len()
}

/// The longest word at the end that does not leave a single letter.
fn last_word(letters: &[char]) -> Option<usize> {
    let words = WORDS.get(letters.last()?)?;
    let fits = |word: &&Vec<char>| letters.ends_with(word) && letters.len() != word.len() + 1;
    words.iter().find(fits).map(Vec::len)
}
