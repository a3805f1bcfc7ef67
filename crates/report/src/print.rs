//! A report on paper: every word and number of the model, set as a document.

mod entry;
mod head;

use jiff::tz::Offset;
use paper::{Block, Document, Form};
use vocabulary::Timestamp;

use crate::Report;

/// The document of a report; `digest` is the SM3 of its model, 64 hexadecimal digits.
pub fn document(report: &Report, digest: &str) -> Document {
    let mut blocks = head::blocks(report, digest);
    for section in &report.sections {
        entry::section(report, section, &mut blocks);
    }
    entry::domains(report, &mut blocks);
    statement(report, &mut blocks);
    Document {
        title: report.template.title.clone(),
        author: report.issuer.clone(),
        language: if report.language == "en" { "en" } else { "zh-CN" }.to_owned(),
        on: report.issued_at.to_zoned(CHINA.to_time_zone()).date(),
        foot: format!("{} {}", word(report, "number"), report.number),
        pages: word(report, "pages").to_owned(),
        form: Form::Report,
        running: Some((report.template.title.clone(), report.subject.name.clone())),
        mark: Some(report.request.mark.clone()).filter(|mark| !mark.is_empty()),
        blocks,
    }
}

/// The time of day in China.
const CHINA: Offset = Offset::constant(8);

/// A word of the paper; its id where the packs do not have it.
fn word<'a>(report: &'a Report, id: &'a str) -> &'a str {
    report.words.get(id).map_or(id, String::as_str)
}

/// A time as printed: day, hour, minute and second in China.
fn instant(at: Timestamp) -> String {
    at.to_zoned(CHINA.to_time_zone()).strftime("%Y-%m-%d %H:%M:%S").to_string()
}

/// What the paper says about itself at its end.
fn statement(report: &Report, blocks: &mut Vec<Block>) {
    if report.statement.is_empty() {
        return;
    }
    let title = word(report, "statement").to_owned();
    blocks.push(Block::Section { title, aside: String::new() });
    blocks.extend(report.statement.iter().cloned().map(Block::Paragraph));
}
