//! The words that say what an organisation does.

use std::sync::LazyLock;

use crate::{
    character::{lines, plain},
    lexicon::Lexicon,
};

/// Words by their last letter, the longer before the shorter.
static WORDS: LazyLock<Lexicon<Vec<char>>> = LazyLock::new(|| {
    let all = lines(include_str!("../../data/industries.txt")).flat_map(|line| line.split(' '));
    let mut words: Vec<Vec<char>> = all.map(|word| plain(word).chars().collect()).collect();
    words.sort_by(|a, b| b.len().cmp(&a.len()).then(a.cmp(b)));
    words.dedup();
    Lexicon::new(words.into_iter().filter_map(|word| Some((*word.last()?, word))))
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
    let words = WORDS.of(*letters.last()?);
    let fits = |word: &&Vec<char>| letters.ends_with(word) && letters.len() != word.len() + 1;
    words.iter().find(fits).map(Vec::len)
}
