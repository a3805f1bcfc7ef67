//! How each block looks.

use super::{Flow, LEFT, Place, ROOM, SMALL, WHOLE, table};
use crate::{
    PaperError, code,
    mark::{GREY, INK, Mark, RED, Style, Weight},
    model::{Align, Block, Fact},
};

const BODY: Style = Style { size: 12.0, leading: 22.0, weight: Weight::Regular, colour: INK };
const HEADING: Style = Style { size: 13.0, leading: 22.0, weight: Weight::Bold, colour: INK };
const TITLE: Style = Style { size: 20.0, leading: 32.0, weight: Weight::Bold, colour: INK };
const UNIT: Style = Style { size: 26.0, leading: 40.0, weight: Weight::Bold, colour: RED };
const NUMBER: Style = Style { size: 11.0, leading: 20.0, weight: Weight::Regular, colour: INK };
const LABEL: Style = Style { size: 11.0, leading: 19.0, weight: Weight::Regular, colour: GREY };
const FACT: Style = Style { colour: INK, ..LABEL };
/// Side of a code.
const CODE: f32 = 72.0;
/// Labels take at most this part of the width.
const LABELS: f32 = 0.3;

/// Sets a block; `next` is what follows, for what must stay together.
pub(crate) fn set(
    flow: &mut Flow<'_>,
    block: &Block,
    next: Option<&Block>,
) -> Result<(), PaperError> {
    match block {
        Block::Head { unit, number } => head(flow, unit, number),
        Block::Title(text) => {
            flow.gap(14.0);
            text_in(flow, TITLE, text, Place { align: Align::Middle, ..WHOLE }, 0.0);
            flow.gap(12.0);
        }
        Block::Heading(text) => {
            flow.gap(12.0);
            let follows = if next.is_some() { 2.0 * BODY.leading } else { 0.0 };
            flow.need(HEADING.leading + follows);
            text_in(flow, HEADING, text, WHOLE, 0.0);
            flow.gap(2.0);
        }
        Block::Paragraph(text) => {
            let indent = if next_is_chinese(text) { 2.0 * BODY.size } else { 0.0 };
            paragraph(flow, text, indent);
        }
        Block::Line(text) => text_in(flow, BODY, text, WHOLE, 0.0),
        Block::Note(text) => {
            flow.gap(6.0);
            text_in(flow, SMALL, text, WHOLE, 0.0);
        }
        Block::Facts(facts) => self::facts(flow, facts),
        Block::Cover(cover) => {
            text_in(flow, LABEL, &cover.issuer, WHOLE, 0.0);
            text_in(flow, TITLE, &cover.title, WHOLE, 0.0);
            text_in(flow, LABEL, &cover.note, WHOLE, 0.0);
            if let Some((address, caption)) = &cover.code {
                self::code(flow, address, caption)?;
            }
        }
        Block::Badges(badges) => {
            let words: Vec<&str> = badges.iter().map(|badge| badge.text.as_str()).collect();
            text_in(flow, LABEL, &words.join(" "), WHOLE, 0.0);
        }
        Block::Section { title, aside } => {
            set(flow, &Block::Heading(format!("{title} {aside}")), next)?;
        }
        Block::Grid(facts) => self::facts(flow, &pairs(facts)),
        Block::Figures(figures) => self::facts(flow, figures),
        Block::Entry(entry) => {
            text_in(flow, HEADING, &format!("{} {}", entry.number, entry.title), WHOLE, 0.0);
            set(flow, &Block::Badges(entry.badges.clone()), next)?;
            self::facts(flow, &pairs(&entry.facts));
            self::facts(flow, &pairs(&entry.note));
        }
        Block::Chart(chart) => text_in(flow, HEADING, &chart.title, WHOLE, 0.0),
        Block::Table(table) => table::set(flow, table),
        Block::Seal { unit, date } => seal(flow, unit, date),
        Block::Code { text, caption } => self::code(flow, text, caption)?,
        Block::NewPage => flow.turn(),
    }
    Ok(())
}

fn pairs(facts: &[Fact]) -> Vec<(String, String)> {
    facts.iter().map(|fact| (fact.label.clone(), fact.value.clone())).collect()
}

/// Chinese paragraphs are indented; others stand at the edge.
fn next_is_chinese(text: &str) -> bool {
    text.chars().next().is_some_and(|first| !first.is_ascii_alphabetic())
        && text.chars().any(|one| one as u32 >= 0x2e80)
}

fn text_in(flow: &mut Flow<'_>, style: Style, text: &str, place: Place, indent: f32) {
    let lines = flow.lines(style, text, place.width, indent);
    flow.put(style, &lines, place, indent);
}

/// A paragraph leaves no single line behind at the foot of a page.
fn paragraph(flow: &mut Flow<'_>, text: &str, indent: f32) {
    let lines = flow.lines(BODY, text, ROOM, indent);
    if lines.len() > 1 {
        flow.need(2.0 * BODY.leading);
    }
    flow.put(BODY, &lines, WHOLE, indent);
}

fn head(flow: &mut Flow<'_>, unit: &str, number: &str) {
    let middle = Place { align: Align::Middle, ..WHOLE };
    let width = flow.width(UNIT, unit);
    let size = UNIT.size * (ROOM / width.max(1.0)).min(1.0);
    let style = Style { size: size.max(16.0), ..UNIT };
    text_in(flow, style, unit, middle, 0.0);
    flow.gap(8.0);
    text_in(flow, NUMBER, number, middle, 0.0);
    flow.gap(5.0);
    rule(flow, 1.6);
    flow.gap(3.2);
    rule(flow, 0.6);
    flow.gap(10.0);
}

/// A red line over the whole width.
fn rule(flow: &mut Flow<'_>, height: f32) {
    let y = flow.y;
    flow.page.push(Mark::Box { x: LEFT, y, width: ROOM, height, colour: RED });
}

/// Labels in a column as wide as the widest of them, within reason.
fn facts(flow: &mut Flow<'_>, facts: &[(String, String)]) {
    flow.gap(6.0);
    let widths = facts.iter().map(|(label, _)| flow.width(LABEL, label));
    let column = widths.fold(0.0_f32, f32::max).min(ROOM * LABELS);
    let of_label = Place { x: LEFT, width: column, align: Align::Left };
    let x = LEFT + column + 16.0;
    let of_value = Place { x, width: LEFT + ROOM - x, align: Align::Left };
    for (label, value) in facts {
        let labels = flow.lines(LABEL, label, of_label.width, 0.0);
        let values = flow.lines(FACT, value, of_value.width, 0.0);
        let rows = labels.len().max(values.len());
        flow.need(FACT.leading * rows.min(12) as f32);
        for at in 0..rows {
            flow.need(FACT.leading);
            let y = flow.y;
            if let Some(line) = labels.get(at) {
                flow.text(LABEL, line, of_label, y);
            }
            if let Some(line) = values.get(at) {
                flow.text(FACT, line, of_value, y);
            }
            flow.y += FACT.leading;
        }
        flow.gap(2.0);
    }
    flow.gap(4.0);
}

/// Unit over date, one centred on the other, at the right.
fn seal(flow: &mut Flow<'_>, unit: &str, date: &str) {
    flow.gap(26.0);
    flow.need(2.0 * BODY.leading);
    let widest = flow.width(BODY, unit).max(flow.width(BODY, date)).min(ROOM);
    let right = 2.0 * BODY.size;
    let x = (LEFT + ROOM - right - widest).max(LEFT);
    let place = Place { x, width: widest + 0.5, align: Align::Middle };
    text_in(flow, BODY, unit, place, 0.0);
    text_in(flow, BODY, date, place, 0.0);
}

fn code(flow: &mut Flow<'_>, text: &str, caption: &str) -> Result<(), PaperError> {
    flow.gap(22.0);
    flow.need(CODE);
    let top = flow.y;
    flow.page.extend(code::squares(text, (LEFT, top), CODE)?);
    let x = LEFT + CODE + 14.0;
    let place = Place { x, width: LEFT + ROOM - x, align: Align::Left };
    let lines = flow.lines(SMALL, caption, place.width, 0.0);
    let height = lines.len() as f32 * SMALL.leading;
    let mut y = top + ((CODE - height) / 2.0).max(0.0);
    for line in &lines {
        flow.text(SMALL, line, place, y);
        y += SMALL.leading;
    }
    flow.y = y.max(top + CODE);
    Ok(())
}
