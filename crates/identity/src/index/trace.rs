//! Which letters of a name were meant, so that pages can mark them.

use super::{
    ask::Ask,
    model::How,
    sound::{self, Spelling},
};
use crate::character;

/// The letters of a written name without brackets, each with where it stands there.
fn letters(written: &str) -> Vec<(char, u32)> {
    let all = character::letters(written).into_iter();
    all.filter(|(letter, _)| !matches!(letter, '(' | ')')).collect()
}

/// The ranges of `written` that answer the question; `core` is its core.
pub(super) fn marks(ask: &Ask, written: &str, core: &str, how: How) -> Vec<(u16, u16)> {
    let letters = letters(written);
    let chosen = match how {
        How::Code | How::CodePart => Vec::new(),
        How::Name | How::FormerName => vec![true; letters.len()],
        How::Beginning => from(0, ask.plain.chars().count(), letters.len()),
        How::CoreBeginning => from(place(&letters, core), ask.plain.chars().count(), letters.len()),
        How::Core => from(place(&letters, core), core.chars().count(), letters.len()),
        How::Words => words(&letters, &ask.words),
        How::Initials | How::Pinyin => spelt(&letters, core, ask, how),
        How::Short | How::Similar(_) => common(&letters, &ask.plain),
    };
    ranges(&letters, &chosen)
}

fn from(start: usize, count: usize, all: usize) -> Vec<bool> {
    (0..all).map(|at| at >= start && at < start + count).collect()
}

/// Where a text begins among letters; 0 if it does not stand there in one piece.
fn place(letters: &[(char, u32)], text: &str) -> usize {
    let text: Vec<char> = text.chars().collect();
    let same = |window: &[(char, u32)]| window.iter().map(|(one, _)| one).eq(text.iter());
    letters.windows(text.len().max(1)).position(same).unwrap_or(0)
}

fn words(letters: &[(char, u32)], words: &[String]) -> Vec<bool> {
    let mut chosen = vec![false; letters.len()];
    for word in words {
        let (start, count) = (place(letters, word), word.chars().count());
        chosen.iter_mut().skip(start).take(count).for_each(|one| *one = true);
    }
    chosen
}

/// The letters whose syllables, or first letters of them, spell the question.
fn spelt(letters: &[(char, u32)], core: &str, ask: &Ask, how: How) -> Vec<bool> {
    let typed = ask.plain.to_ascii_lowercase();
    let spelling = if how == How::Initials { Spelling::Initials } else { Spelling::Syllables };
    let run = |start: usize| {
        let text: Vec<char> = letters.iter().skip(start).map(|(letter, _)| *letter).collect();
        let count = sound::read(&text, &typed, spelling)?;
        Some(from(start, count, letters.len()))
    };
    run(place(letters, core)).or_else(|| run(0)).unwrap_or_default()
}

/// The letters of the longest run of letters, in order but not side by side, that both have.
fn common(letters: &[(char, u32)], asked: &str) -> Vec<bool> {
    let asked: Vec<char> = asked.chars().take(64).collect();
    let width = asked.len() + 1;
    // Lengths of the longest runs from (row, column) on, rows from the last letter to the first.
    let mut rows: Vec<Vec<u16>> = vec![vec![0; width]];
    for (letter, _) in letters.iter().rev() {
        let below = rows.last().cloned().unwrap_or_default();
        let mut row = vec![0; width];
        let mut right = 0;
        for (at, one) in asked.iter().enumerate().rev() {
            let of = |row: &[u16], at: usize| row.get(at).copied().unwrap_or(0);
            let best = match one == letter {
                true => of(&below, at + 1) + 1,
                false => of(&below, at).max(right),
            };
            right = best;
            if let Some(cell) = row.get_mut(at) {
                *cell = best;
            }
        }
        rows.push(row);
    }
    rows.reverse();
    let at = |row: usize, column: usize| {
        rows.get(row).and_then(|row| row.get(column)).copied().unwrap_or(0)
    };
    let mut chosen = vec![false; letters.len()];
    let (mut row, mut column) = (0, 0);
    while let (Some((letter, _)), Some(one)) = (letters.get(row), asked.get(column)) {
        if letter == one {
            if let Some(mark) = chosen.get_mut(row) {
                *mark = true;
            }
            (row, column) = (row + 1, column + 1);
        } else if at(row + 1, column) >= at(row, column + 1) {
            row += 1;
        } else {
            column += 1;
        }
    }
    chosen
}

/// The ranges of the chosen letters among the written ones.
fn ranges(letters: &[(char, u32)], chosen: &[bool]) -> Vec<(u16, u16)> {
    let mut ranges: Vec<(u16, u16)> = Vec::new();
    let mut joined = false;
    for ((_, at), chosen) in letters.iter().zip(chosen) {
        let Ok(at) = u16::try_from(*at) else { break };
        match ranges.last_mut() {
            Some(last) if *chosen && joined => last.1 = last.1.max(at.saturating_add(1)),
            _ if *chosen => ranges.push((at, at.saturating_add(1))),
            _ => {}
        }
        joined = *chosen;
    }
    ranges
}
