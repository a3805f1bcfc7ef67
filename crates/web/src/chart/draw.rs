//! The parts of a drawing.

use std::fmt::Write;

use super::{About, Table};
use crate::wording::Language;

/// How many figures the description for screen readers says; the table has them all.
const SAID: usize = 12;

/// A drawing under way: lengths across in per cent, lengths down in `rem`.
pub(super) struct Drawing(String);

impl Drawing {
    pub(super) fn new() -> Self {
        Self(String::new())
    }

    /// A bar.
    pub(super) fn bar(&mut self, class: &str, (x, y): (f64, f64), (width, height): (f64, f64)) {
        let (x, width) = (short(x), short(width));
        let (y, height) = (short(y), short(height));
        self.add(&format!(
            "<rect class=\"{class}\" x=\"{x}%\" y=\"{y}rem\" width=\"{width}%\" height=\"{height}rem\"/>"
        ));
    }

    /// A straight line.
    pub(super) fn rule(&mut self, class: &str, (x1, y1): (f64, f64), (x2, y2): (f64, f64)) {
        let (x1, x2) = (short(x1), short(x2));
        let (y1, y2) = (short(y1), short(y2));
        self.add(&format!(
            "<line class=\"{class}\" x1=\"{x1}%\" y1=\"{y1}rem\" x2=\"{x2}%\" y2=\"{y2}rem\"/>"
        ));
    }

    /// Words; `anchor` is start, middle or end.
    pub(super) fn words(&mut self, class: &str, anchor: &str, (x, y): (f64, f64), words: &str) {
        let (x, y, words) = (short(x), short(y), escaped(words));
        self.add(&format!(
            "<text class=\"{class}\" text-anchor=\"{anchor}\" x=\"{x}%\" y=\"{y}rem\">{words}</text>"
        ));
    }

    /// Words a little to the right of a place.
    pub(super) fn beside(&mut self, (x, y): (f64, f64), words: &str) {
        let (x, y, words) = (short(x), short(y), escaped(words));
        self.add(&format!(
            "<text class=\"said\" x=\"{x}%\" dx=\".45em\" y=\"{y}rem\">{words}</text>"
        ));
    }

    /// Markup as it is.
    pub(super) fn add(&mut self, markup: &str) {
        self.0.push_str(markup);
    }

    /// The whole, `height` rem high, with its title and description for screen readers.
    pub(super) fn close(self, about: &About, table: &Table, height: f64) -> String {
        let told = told(about.language, table);
        let id = id(about.title, &self.0);
        let (title, height) = (escaped(about.title), short(height));
        format!(
            "<svg role=\"img\" aria-labelledby=\"{id}t\" aria-describedby=\"{id}d\" width=\"100%\" \
             height=\"{height}rem\"><title id=\"{id}t\">{title}</title><desc id=\"{id}d\">{}</desc>{}</svg>",
            escaped(&told),
            self.0
        )
    }
}

/// The figures in words.
fn told(language: Language, table: &Table) -> String {
    let (colon, comma, next) = match language {
        Language::Zh => ("：", "，", "；"),
        Language::En => (": ", ", ", "; "),
    };
    let row = |row: &Vec<String>| {
        let (name, values) = row.split_first()?;
        Some(format!("{name}{colon}{}", values.join(comma)))
    };
    let rows: Vec<_> = table.rows.iter().take(SAID).filter_map(row).collect();
    let more = if table.rows.len() > SAID { " …" } else { "" };
    format!("{}{more}", rows.join(next))
}

/// An id that two drawings of a page do not share (FNV-1a).
fn id(title: &str, drawing: &str) -> String {
    let mix = |hash: u32, byte: u8| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193);
    format!("c{:08x}", title.bytes().chain(drawing.bytes()).fold(0x811c_9dc5, mix))
}

/// A length without needless digits.
pub(super) fn short(length: f64) -> String {
    let text = format!("{length:.2}");
    let text = text.trim_end_matches('0').trim_end_matches('.');
    if text == "-0" { "0".to_owned() } else { text.to_owned() }
}

/// Text inside markup.
pub(crate) fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            other => out.push(other),
        }
    }
    out
}

/// Breaks words into lines of about equal length, of at most `room` Chinese characters; Latin
/// letters are half as wide.
pub(super) fn lines(words: &str, room: f64) -> Vec<String> {
    let whole: f64 = words.chars().map(width).sum();
    let room = (whole / (whole / room).ceil().max(1.0) + 1.0).min(room);
    let mut lines = vec![String::new()];
    let mut taken = 0.0;
    for letter in words.chars() {
        let wide = width(letter);
        if taken + wide > room {
            lines.push(String::new());
            taken = 0.0;
        }
        if let Some(line) = lines.last_mut() {
            write!(line, "{letter}").ok();
            taken += wide;
        }
    }
    keep_words_whole(lines)
}

/// Moves the begun half of a Latin word to the next line.
fn keep_words_whole(mut lines: Vec<String>) -> Vec<String> {
    let latin = |letter: Option<char>| letter.is_some_and(|letter| letter.is_ascii_alphanumeric());
    for index in 1..lines.len() {
        let Some([before, after]) = lines.get_mut(index - 1..=index) else { continue };
        if latin(before.chars().next_back())
            && latin(after.chars().next())
            && let Some((kept, moved)) = before.rsplit_once(' ')
        {
            let (kept, moved) = (kept.to_owned(), moved.to_owned());
            *before = kept;
            after.insert_str(0, &moved);
        }
    }
    lines.into_iter().map(|line| line.trim().to_owned()).filter(|line| !line.is_empty()).collect()
}

fn width(letter: char) -> f64 {
    if letter.is_ascii() { 0.56 } else { 1.0 }
}
