//! Main parts of a report, and counts.

use super::{Flow, Place, entry};
use crate::{
    line::Line,
    mark::{HAIR, INK, Mark},
    model::{Align, Block},
    sheet::{ASIDE, FIGURE, NOUGHT, SECTION},
    tree::Role,
};

/// Counts in a row.
const CELLS: usize = 5;
/// What a heading keeps with it of what follows.
const KEPT: f32 = 62.0;

/// A heading over a line, something small at its right.
pub(super) fn section(flow: &mut Flow<'_>, title: &str, aside: &str, next: Option<&Block>) {
    flow.gap(15.0);
    let follows = match next {
        Some(Block::Line(_)) => flow.look.body.leading,
        Some(Block::Entry(entry)) => entry::wanted(flow, entry),
        Some(_) => KEPT,
        None => 0.0,
    };
    flow.need(SECTION.leading + 8.0 + follows);
    flow.bookmark(title);
    let whole = flow.whole();
    let y = flow.y;
    let room = whole.width - flow.width(ASIDE, aside) - 12.0;
    flow.within(Role::Heading, |flow| {
        flow.words(SECTION, title, Place { width: room, ..whole }, 0.0);
    });
    if !aside.is_empty() {
        let right = Place { align: Align::Right, ..whole };
        let shift = SECTION.leading - ASIDE.leading - 1.0;
        flow.within(Role::Paragraph, |flow| flow.once(ASIDE, aside, right, y + shift));
    }
    flow.y += 1.0;
    flow.rule(0.9, INK);
    flow.y += 5.0;
}

/// Counts in cells, five in a row.
pub(super) fn figures(flow: &mut Flow<'_>, figures: &[(String, String)]) {
    let whole = flow.whole();
    let width = whole.width / CELLS as f32;
    let cells = |flow: &Flow<'_>, row: &[(String, String)]| -> Vec<_> {
        row.iter().map(|(title, _)| flow.lines(ASIDE, title, width - 10.0, 0.0)).collect()
    };
    flow.within(Role::List, |flow| {
        for row in figures.chunks(CELLS) {
            let titles = cells(flow, row);
            let lines = titles.iter().map(Vec::len).max().unwrap_or(1);
            let high = lines as f32 * ASIDE.leading + FIGURE.leading + 5.0;
            flow.need(high + 4.0);
            let top = flow.y + 2.0;
            for (at, ((_, count), title)) in row.iter().zip(&titles).enumerate() {
                let x = whole.x + at as f32 * width;
                if at > 0 {
                    flow.draw(Mark::area(x, top, 0.5, high - 6.0, HAIR));
                }
                let side = if at > 0 { 10.0 } else { 0.0 };
                let place = Place { x: x + side, width: width - side, align: Align::Left };
                cell(flow, (title, count), place, top, lines);
            }
            flow.y = top + high;
        }
    });
    flow.gap(2.0);
}

fn cell(
    flow: &mut Flow<'_>,
    (title, count): (&[Line], &str),
    place: Place,
    top: f32,
    lines: usize,
) {
    flow.within(Role::Item, |flow| {
        flow.within(Role::Label, |flow| {
            for (at, line) in title.iter().enumerate() {
                let line = Line { spread: 0.0, ..line.clone() };
                flow.text(ASIDE, &line, place, top + at as f32 * ASIDE.leading);
            }
        });
        let y = top + lines as f32 * ASIDE.leading;
        let (number, unit) = count.split_once(' ').unwrap_or((count, ""));
        let style = if number == "0" { NOUGHT } else { FIGURE };
        flow.within(Role::Body, |flow| {
            flow.once(style, number, place, y);
            let x = place.x + flow.width(style, number) + 3.0;
            flow.once(ASIDE, unit, Place { x, ..place }, y + FIGURE.leading - ASIDE.leading - 2.0);
        });
    });
}

/// The end of what is said: small words between two lines.
pub(super) fn end(flow: &mut Flow<'_>, text: &str) {
    let (small, whole) = (flow.look.small, flow.whole());
    flow.gap(16.0);
    flow.need(small.leading);
    let half = (whole.width - flow.width(small, text)) / 2.0 - 10.0;
    let middle = flow.y + small.leading / 2.0;
    for x in [whole.x, whole.x + whole.width - half] {
        flow.draw(Mark::area(x, middle, half, 0.4, HAIR));
    }
    let y = flow.y;
    let place = Place { align: Align::Middle, ..whole };
    flow.within(Role::Paragraph, |flow| flow.once(small, text, place, y));
    flow.y += small.leading;
}
