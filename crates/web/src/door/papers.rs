//! What leaves a door on paper: letters of cases, receipts, notices; set by the room `paper`.

mod notice;
mod receipt;

use axum::response::Response;
use paper::{Block, Document};
use policy::model::process::Who;
use vocabulary::Date;
use workflow::case::{CaseView, Letter};

pub use notice::repair_notice;
pub use receipt::receipt;

use super::{Language, Site, file};
use crate::WebError;

/// A document as a PDF to keep; `name` in ASCII, without ending.
pub fn print(site: &Site, document: &Document, name: &str) -> Result<Response, WebError> {
    let bytes = site.press.print(document).map_err(|fault| WebError::Machine(fault.to_string()))?;
    Ok(file(&format!("{name}.pdf"), "application/pdf", bytes))
}

/// An empty document in a language, with the foot of every page.
pub fn blank(site: &Site, language: Language, title: String, foot: String) -> Document {
    Document {
        title,
        author: site.name(),
        language: match language {
            Language::Zh => "zh-CN".to_owned(),
            Language::En => "en".to_owned(),
        },
        on: site.today(),
        foot,
        pages: site.word(language, "paper.pages"),
        ..Document::default()
    }
}

/// A day in words.
pub fn day(site: &Site, language: Language, on: Date) -> String {
    let values = [
        ("year", on.year().to_string()),
        ("month", on.month().to_string()),
        ("day", on.day().to_string()),
        ("iso", on.to_string()),
    ];
    site.words(language, "paper.day", &values)
}

/// A letter of a case: head, number, addressee, text, unit and date, and the way to its status.
pub fn letter(site: &Site, language: Language, case: &CaseView, letter: &Letter) -> Document {
    let title = language.of(&letter.line.title);
    let number = site.words(
        language,
        "paper.number",
        &[("number", letter.number.clone()), ("place", letter.line.place.to_string())],
    );
    let unit = sender(site, language, letter);
    let mut document = blank(site, language, title.clone(), number.clone());
    document.author.clone_from(&unit);
    document.on = letter.line.on;
    document.blocks = vec![
        Block::Head { unit: unit.clone(), number },
        Block::Title(title),
        Block::Line(site.words(
            language,
            "paper.to",
            &[("name", addressee(site, language, case, letter))],
        )),
    ];
    document.blocks.extend(paragraphs(&language.of(&letter.text)));
    document.blocks.push(Block::Seal { unit, date: day(site, language, letter.line.on) });
    document.blocks.push(status(site, language, &letter.number));
    document
}

/// The paragraphs of a text: its lines that say something.
pub(super) fn paragraphs(text: &str) -> impl Iterator<Item = Block> + '_ {
    let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    lines.map(|line| Block::Paragraph(line.to_owned()))
}

/// Who signs: the agency that sent it, or the site.
fn sender(site: &Site, language: Language, letter: &Letter) -> String {
    let from = letter.from_title.as_ref().map(|from| language.of(from));
    from.unwrap_or_else(|| site.name())
}

/// To whom: the organisation by its name, if the letter goes to a party; else by its part in the case.
fn addressee(site: &Site, language: Language, case: &CaseView, letter: &Letter) -> String {
    let process = site.law.process_edition(&case.line.process, case.edition);
    let actor = process.and_then(|process| process.actor(&letter.line.to));
    let party = actor.is_some_and(|actor| actor.who == Who::Party);
    let name = letter.subject_name.clone().filter(|_| party);
    name.unwrap_or_else(|| language.of(&letter.line.to_title))
}

/// The code that leads to where a case is followed.
pub fn status(site: &Site, language: Language, number: &str) -> Block {
    let grouped: Vec<String> = number
        .as_bytes()
        .chunks(4)
        .map(|part| String::from_utf8_lossy(part).into_owned())
        .collect();
    Block::Code {
        text: format!("{}/cases?number={number}", site.config.address),
        caption: site.words(language, "paper.status", &[("number", grouped.join(" "))]),
    }
}
