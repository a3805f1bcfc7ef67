//! A report on paper: every word and number of the model, set as a document.

mod entry;
mod head;

use jiff::tz::Offset;
use paper::{Block, Document, Form};

use crate::{Report, lines};

/// The document of a report; `digest` is the SM3 of its model, 64 hexadecimal digits.
pub fn document(report: &Report, digest: &str) -> Document {
    let mut blocks = head::blocks(report, digest);
    for section in &report.sections {
        entry::section(report, section, &mut blocks);
    }
    entry::domains(report, &mut blocks);
    closing(report, &mut blocks);
    Document {
        title: report.template.title.clone(),
        author: report.issuer.clone(),
        language: if report.language == "en" { "en" } else { "zh-CN" }.to_owned(),
        on: CHINA.to_datetime(report.issued_at).date(),
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

/// What the report advises, and what the paper says about itself at its end.
fn closing(report: &Report, blocks: &mut Vec<Block>) {
    let parts = [("advice", lines::advice(report)), ("statement", report.statement.clone())];
    for (id, sentences) in parts {
        let title = word(report, id).to_owned();
        blocks.push(Block::Section { title, aside: String::new() });
        let is_none = sentences.len() == 1 && sentences.first() == report.words.get("none");
        blocks.extend(sentences.into_iter().map(if is_none {
            Block::Line
        } else {
            Block::Paragraph
        }));
    }
    blocks.extend(report.words.get("end").cloned().map(Block::End));
}
