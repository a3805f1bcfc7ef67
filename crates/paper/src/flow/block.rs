//! How the blocks of a letter look; where those of a report are set.

use super::{Flow, Place, badge, chart, cover, entry, grid, part, table};
use crate::{
    PaperError, code,
    mark::{RED, Style},
    model::{Align, Block},
    sheet::{NUMBER, UNIT},
    tree::Role,
};

/// Side of a code.
const CODE: f32 = 72.0;

/// Sets a block; `next` is what follows, for what must stay together.
pub(crate) fn set(
    flow: &mut Flow<'_>,
    block: &Block,
    next: Option<&Block>,
) -> Result<(), PaperError> {
    let look = flow.look;
    match block {
        Block::Head { unit, number } => head(flow, unit, number),
        Block::Title(text) => title(flow, text),
        Block::Heading(text) => heading(flow, text, next.is_some()),
        Block::Paragraph(text) => flow.within(Role::Paragraph, |flow| paragraph(flow, text)),
        Block::Line(text) => flow.within(Role::Paragraph, |flow| {
            flow.words(look.body, text, flow.whole(), 0.0);
        }),
        Block::Note(text) => flow.within(Role::Paragraph, |flow| {
            flow.gap(6.0);
            flow.words(look.small, text, flow.whole(), 0.0);
        }),
        Block::Facts(facts) => grid::facts(flow, facts),
        Block::Cover(cover) => cover::set(flow, cover)?,
        Block::Badges { label, badges } => badge::set(flow, label, badges),
        Block::Section { title, aside } => part::section(flow, title, aside, next),
        Block::Grid(facts) => grid::set(flow, facts),
        Block::Figures(figures) => part::figures(flow, figures),
        Block::Entry(entry) => entry::set(flow, entry),
        Block::Table(table) => table::set(flow, table),
        Block::Chart(chart) => chart::set(flow, chart),
        Block::Seal { unit, date } => seal(flow, unit, date),
        Block::Code { text, caption } => self::code(flow, text, caption)?,
        Block::End(text) => part::end(flow, text),
        Block::NewPage => flow.turn(),
    }
    Ok(())
}

fn title(flow: &mut Flow<'_>, text: &str) {
    let look = flow.look;
    flow.gap(14.0);
    flow.bookmark(text);
    flow.within(Role::Title, |flow| {
        let middle = Place { align: Align::Middle, ..flow.whole() };
        flow.words(look.title, text, middle, 0.0);
    });
    flow.gap(12.0);
}

fn heading(flow: &mut Flow<'_>, text: &str, follows: bool) {
    let look = flow.look;
    flow.gap(12.0);
    let follows = if follows { 2.0 * look.body.leading } else { 0.0 };
    flow.need(look.heading.leading + follows);
    flow.bookmark(text);
    flow.within(Role::Heading, |flow| flow.words(look.heading, text, flow.whole(), 0.0));
    flow.gap(2.0);
}

/// Chinese paragraphs are indented; others stand at the edge.
fn is_chinese(text: &str) -> bool {
    text.chars().next().is_some_and(|first| !first.is_ascii_alphabetic())
        && text.chars().any(|one| one as u32 >= 0x2e80)
}

/// A paragraph leaves no single line behind, at the foot of a page or at the head of the next.
fn paragraph(flow: &mut Flow<'_>, text: &str) {
    let (body, gap) = (flow.look.body, flow.look.gap);
    let indent = if is_chinese(text) { 2.0 * body.size } else { 0.0 };
    let whole = flow.whole();
    let lines = flow.lines(body, text, whole.width, indent);
    if lines.len() > 1 {
        flow.need(2.0 * body.leading);
    }
    let left = ((flow.sheet.bottom - flow.y) / body.leading).floor();
    let widow = lines.len() > 2 && left == (lines.len() - 1) as f32;
    let (first, rest) = lines.split_at(if widow { lines.len() - 2 } else { lines.len() });
    flow.put(body, first, whole, indent);
    flow.need(rest.len() as f32 * body.leading);
    flow.put(body, rest, whole, 0.0);
    flow.gap(gap);
}

fn head(flow: &mut Flow<'_>, unit: &str, number: &str) {
    let middle = Place { align: Align::Middle, ..flow.whole() };
    let width = flow.width(UNIT, unit);
    let size = UNIT.size * (middle.width / width.max(1.0)).min(1.0);
    let style = Style { size: size.max(16.0), ..UNIT };
    flow.within(Role::Paragraph, |flow| flow.words(style, unit, middle, 0.0));
    flow.gap(8.0);
    flow.within(Role::Paragraph, |flow| flow.words(NUMBER, number, middle, 0.0));
    flow.gap(5.0);
    flow.rule(1.6, RED);
    flow.gap(3.2);
    flow.rule(0.6, RED);
    flow.gap(10.0);
}

/// Unit over date, one centred on the other, at the right.
fn seal(flow: &mut Flow<'_>, unit: &str, date: &str) {
    let (body, whole) = (flow.look.body, flow.whole());
    flow.gap(26.0);
    flow.need(2.0 * body.leading);
    let widest = flow.width(body, unit).max(flow.width(body, date)).min(whole.width);
    let right = 2.0 * body.size;
    let x = (whole.x + whole.width - right - widest).max(whole.x);
    let place = Place { x, width: widest + 0.5, align: Align::Middle };
    for text in [unit, date] {
        flow.within(Role::Paragraph, |flow| flow.words(body, text, place, 0.0));
    }
}

fn code(flow: &mut Flow<'_>, text: &str, caption: &str) -> Result<(), PaperError> {
    flow.gap(22.0);
    flow.need(CODE);
    let (top, small, whole) = (flow.y, flow.look.small, flow.whole());
    let squares = code::squares(text, (whole.x, top), CODE)?;
    flow.told(Role::Figure, Some(text.to_owned()), |flow| flow.ink(squares));
    let x = whole.x + CODE + 14.0;
    let place = Place { x, width: whole.x + whole.width - x, align: Align::Left };
    let lines = flow.lines(small, caption, place.width, 0.0);
    let height = lines.len() as f32 * small.leading;
    let mut y = top + ((CODE - height) / 2.0).max(0.0);
    flow.within(Role::Paragraph, |flow| {
        for line in &lines {
            flow.text(small, line, place, y);
            y += small.leading;
        }
    });
    flow.y = y.max(top + CODE);
    Ok(())
}
