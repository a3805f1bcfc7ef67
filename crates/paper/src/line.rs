//! Breaking text into lines, by the customs of Chinese.

use crate::{font::Faces, mark::Style};

/// No line begins with one of these.
const NOT_FIRST: &str = "，。、；：？！）》」』〕】〉”’…—％‰℃·・,.;:?!)]}%";
/// No line ends with one of these.
const NOT_LAST: &str = "（《「『〔【〈“‘([{￥¥$";
/// Gaps of a filled line grow by at most this part of the size.
const SPREAD_MOST: f32 = 0.12;

/// A line of text.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Line {
    /// The text.
    pub text: String,
    /// Its width as set, without spread.
    pub width: f32,
    /// Added after each character so that the line fills its width.
    pub spread: f32,
}

/// A part that is not torn.
#[derive(Clone, Debug)]
struct Piece {
    text: String,
    width: f32,
    /// A space: dropped at the edge of a line.
    blank: bool,
}

/// The lines of a text in `width`, the first shorter by `indent`; a line feed ends a line.
pub(crate) fn lines(
    faces: &Faces<'_>,
    style: Style,
    text: &str,
    width: f32,
    indent: f32,
) -> Vec<Line> {
    let mut set = Vec::new();
    for (at, part) in text.split('\n').enumerate() {
        let indent = if at == 0 { indent } else { 0.0 };
        paragraph(faces, style, part.trim_end(), (width, indent), &mut set);
    }
    set
}

fn paragraph(
    faces: &Faces<'_>,
    style: Style,
    text: &str,
    (width, indent): (f32, f32),
    set: &mut Vec<Line>,
) {
    let mut room = width - indent;
    let mut line: Vec<Piece> = Vec::new();
    let mut used = 0.0;
    for piece in pieces(faces, style, text, width) {
        if used + piece.width > room + 0.01 && !line.is_empty() && !piece.blank {
            let carried = carried(&mut line, &piece);
            set.push(filled(&line, style, room));
            room = width;
            line = carried;
            used = line.iter().map(|piece| piece.width).sum();
        }
        if piece.blank && line.is_empty() {
            continue;
        }
        used += piece.width;
        line.push(piece);
    }
    set.push(Line { spread: 0.0, ..filled(&line, style, f32::MAX) });
}

/// What must go down with `next` so that neither line offends; taken off the end of `line`.
fn carried(line: &mut Vec<Piece>, next: &Piece) -> Vec<Piece> {
    let mut carried = Vec::new();
    let mut first = next.clone();
    while line.len() > 1 {
        let offends = begins(&first.text, NOT_FIRST)
            || line.last().is_some_and(|last| ends(&last.text, NOT_LAST));
        let Some(last) = line.pop_if(|_| offends) else { break };
        first = last.clone();
        carried.insert(0, last);
    }
    carried
}

fn begins(text: &str, set: &str) -> bool {
    text.chars().next().is_some_and(|first| set.contains(first))
}

fn ends(text: &str, set: &str) -> bool {
    text.chars().next_back().is_some_and(|last| set.contains(last))
}

/// A full line; its gaps grow so that it ends at the edge.
fn filled(line: &[Piece], style: Style, room: f32) -> Line {
    let kept = line.iter().rposition(|piece| !piece.blank).map_or(0, |last| last + 1);
    let kept = line.get(..kept).unwrap_or(line);
    let text: String = kept.iter().map(|piece| piece.text.as_str()).collect();
    let width: f32 = kept.iter().map(|piece| piece.width).sum();
    let gaps = text.chars().count().saturating_sub(1).max(1) as f32;
    let spread = ((room - width) / gaps).max(0.0);
    let spread = if spread > style.size * SPREAD_MOST { 0.0 } else { spread };
    Line { text, width, spread }
}

/// The width under which a text has to be torn: that of its widest piece.
pub(crate) fn narrowest(faces: &Faces<'_>, style: Style, text: &str) -> f32 {
    let pieces = pieces(faces, style, text, f32::MAX);
    pieces.iter().map(|piece| piece.width).fold(0.0, f32::max)
}

/// Single Chinese characters, whole words and numbers, blanks.
fn pieces(faces: &Faces<'_>, style: Style, text: &str, most: f32) -> Vec<Piece> {
    let mut pieces: Vec<Piece> = Vec::new();
    let mut open = false;
    for character in text.chars() {
        let width = faces.width(style.weight, character, style.size);
        let blank = character == ' ' || character == '\t';
        let word = is_word(character);
        match pieces.last_mut() {
            Some(last) if word && open && last.width + width <= most => {
                last.text.push(character);
                last.width += width;
            }
            _ => pieces.push(Piece { text: character.to_string(), width, blank }),
        }
        open = word;
    }
    pieces
}

/// Characters of words and numbers, which are not torn.
fn is_word(character: char) -> bool {
    !character.is_whitespace()
        && (character as u32) < 0x2e80
        && !matches!(character, '“' | '”' | '‘' | '’' | '…' | '—')
}
