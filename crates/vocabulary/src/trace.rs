//! Finds in a text what gives somebody away: names, numbers, phones, addresses, plates, school classes.
//!
//! Numbers are certain. Names, addresses and organisations are found by how they are written, so that a person
//! still reads what is to be anonymous; what is already hidden (张某, 王**, 某公司) is left alone.

mod organisation;
mod person;
mod place;

use std::ops::Range;

use crate::{NumberKind, UnifiedCode, find_numbers, width::to_half_width};

/// What gives somebody away.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum TraceKind {
    /// 身份证号码
    CitizenNumber,
    /// 电话、邮箱
    Contact,
    /// 统一社会信用代码
    UnifiedCode,
    /// 车牌号
    Plate,
    /// 住址
    Address,
    /// 年级、班级
    SchoolClass,
    /// 姓名
    Person,
    /// 单位名称
    Organisation,
}

/// Where it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Trace {
    /// The bytes it takes.
    pub span: Range<usize>,
    /// What it is.
    pub kind: TraceKind,
}

/// Everything found, from left to right.
pub fn find_traces(text: &str) -> Vec<Trace> {
    let read = Read::of(text);
    let mut found = numbers(text);
    found.extend(place::contacts(&read));
    found.extend(codes(&read));
    found.extend(place::plates(&read));
    found.extend(place::addresses(&read));
    found.extend(place::classes(&read));
    found.extend(person::names(&read));
    found.extend(organisation::names(&read));
    found.sort_by_key(|trace| (trace.span.start, trace.kind));
    found.dedup_by(|next, before| next.kind == before.kind && next.span.start < before.span.end);
    found
}

fn numbers(text: &str) -> Vec<Trace> {
    let kind = |kind| match kind {
        NumberKind::CitizenNumber | NumberKind::OldCitizenNumber => TraceKind::CitizenNumber,
        NumberKind::MobilePhone => TraceKind::Contact,
    };
    let found = find_numbers(text).into_iter();
    found.map(|one| Trace { span: one.span, kind: kind(one.kind) }).collect()
}

/// Unified codes, whose last character fits.
fn codes(read: &Read) -> Vec<Trace> {
    let runs = read.runs(|mark| mark.is_ascii_alphanumeric());
    let code = |run: &Range<usize>| {
        run.len() == 18 && UnifiedCode::parse(&read.word(run.clone()).to_uppercase()).is_ok()
    };
    runs.into_iter().filter(code).map(|run| read.trace(run, TraceKind::UnifiedCode)).collect()
}

/// A text as it is read: half-width, with the place of each character.
struct Read {
    marks: Vec<(usize, char)>,
    end: usize,
}

impl Read {
    fn of(text: &str) -> Self {
        let marks = text.char_indices().map(|(at, mark)| (at, to_half_width(mark))).collect();
        Self { marks, end: text.len() }
    }

    fn len(&self) -> usize {
        self.marks.len()
    }

    /// The character at a place; a line's end before the first and after the last.
    fn at(&self, place: usize) -> char {
        self.marks.get(place).map_or('\n', |(_, mark)| *mark)
    }

    fn before(&self, place: usize) -> char {
        place.checked_sub(1).map_or('\n', |before| self.at(before))
    }

    fn word(&self, places: Range<usize>) -> String {
        places.map(|place| self.at(place)).collect()
    }

    fn says(&self, place: usize, word: &str) -> bool {
        word.chars().enumerate().all(|(offset, mark)| self.at(place + offset) == mark)
    }

    /// Whether a word ends right before a place.
    fn ends(&self, place: usize, word: &str) -> bool {
        let length = word.chars().count();
        place.checked_sub(length).is_some_and(|start| self.says(start, word))
    }

    fn trace(&self, places: Range<usize>, kind: TraceKind) -> Trace {
        let byte = |place: usize| self.marks.get(place).map_or(self.end, |(at, _)| *at);
        Trace { span: byte(places.start)..byte(places.end), kind }
    }

    /// The longest runs of characters of a kind.
    fn runs(&self, of: impl Fn(char) -> bool) -> Vec<Range<usize>> {
        let mut runs: Vec<Range<usize>> = Vec::new();
        for place in (0..self.len()).filter(|place| of(self.at(*place))) {
            match runs.last_mut() {
                Some(run) if run.end == place => run.end = place + 1,
                _ => runs.push(place..place + 1),
            }
        }
        runs
    }
}

/// Whether a character is a Chinese one.
fn is_han(mark: char) -> bool {
    matches!(mark, '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}' | '\u{20000}'..='\u{3FFFF}')
}

/// Digits, and numerals of Chinese.
fn is_numeral(mark: char) -> bool {
    mark.is_ascii_digit() || "〇零一二三四五六七八九十百两".contains(mark)
}

#[cfg(test)]
mod tests;
