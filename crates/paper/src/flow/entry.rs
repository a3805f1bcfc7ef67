//! Records of a report.

use super::{
    Flow, Place, badge,
    grid::{self, BELOW, Row},
};
use crate::{
    line::Line,
    mark::HAIR,
    model::{Align, Entry},
    sheet::{COUNT, RECORD},
    tree::Role,
};

/// Where the text of a record begins; its number stands before.
const INDENT: f32 = 24.0;
/// A record higher than this part of the page may go on over pages.
const KEPT: f32 = 0.3;
/// A last row higher than this may part from the small line.
const TAIL: f32 = 80.0;

/// A record as laid out, before it is put.
struct Laid {
    place: Place,
    rows: Vec<Row>,
    said: Vec<Line>,
    note: Vec<String>,
    /// Height of the small line and what is below.
    end: f32,
    /// What must fit below the present height.
    wanted: f32,
}

/// What must fit on the page where a record begins: all of it, or its head and two rows.
pub(super) fn wanted(flow: &Flow<'_>, entry: &Entry) -> f32 {
    laid(flow, entry).wanted
}

fn laid(flow: &Flow<'_>, entry: &Entry) -> Laid {
    let whole = flow.whole();
    let place = Place { x: whole.x + INDENT, width: whole.width - INDENT, ..whole };
    let rows = grid::rows(flow, &entry.facts, place);
    let note = notes(flow, entry, place);
    let mut said = flow.lines(flow.look.fact, &entry.said, place.width, 0.0);
    said.truncate(if entry.said.is_empty() { 0 } else { said.len() });
    let told = said.len() as f32 * flow.look.fact.leading;
    let end = told + note.len() as f32 * flow.look.small.leading + 12.0;
    let head = RECORD.leading + 3.0;
    let all = head + grid::height(flow, &rows) + end;
    let first = grid::height(flow, rows.get(..rows.len().min(2)).unwrap_or_default());
    let least = head + first.min(4.0 * flow.look.fact.leading);
    let kept = (flow.sheet.bottom - flow.sheet.top) * KEPT;
    Laid { place, rows, said, note, end, wanted: if all <= kept { all } else { least } }
}

/// A record: number, what it is, words in frames; labels and values; a small line.
pub(super) fn set(flow: &mut Flow<'_>, entry: &Entry) {
    let Laid { place, rows, said, note, end, wanted } = laid(flow, entry);
    let small = flow.look.small;
    flow.gap(3.0);
    flow.need(wanted);
    head(flow, entry, place);
    // The last row and the small line stay together.
    let (most, last) = rows.split_at(rows.len().saturating_sub(1));
    grid::put(flow, most, BELOW);
    let tail = grid::height(flow, last);
    flow.need(if tail < TAIL { tail + end } else { 0.0 });
    grid::put(flow, last, BELOW);
    flow.need((end - 6.0).min(TAIL));
    if !said.is_empty() {
        let fact = flow.look.fact;
        flow.within(Role::Paragraph, |flow| flow.put(fact, &said, place, 0.0));
    }
    flow.y += 1.5;
    for line in note {
        flow.within(Role::Paragraph, |flow| flow.words(small, &line, place, 0.0));
    }
    flow.y += 5.0;
    flow.rule(0.4, HAIR);
    flow.y += 5.0;
}

fn head(flow: &mut Flow<'_>, entry: &Entry, place: Place) {
    let y = flow.y;
    let before = Place { x: place.x - INDENT, width: INDENT, align: Align::Left };
    let badges = badge::widths(flow, &entry.badges);
    let room = (place.width - badges - 8.0).max(place.width / 3.0);
    flow.within(Role::Subheading, |flow| {
        flow.once(COUNT, &entry.number, before, y);
        flow.words(RECORD, &entry.title, Place { width: room, ..place }, 0.0);
    });
    let title = flow.width(RECORD, &entry.title).min(room);
    badge::row(flow, &entry.badges, (place.x + title + 8.0, y + 1.0));
    flow.y += 3.0;
}

/// Source and day on one line, if they fit.
fn notes(flow: &Flow<'_>, entry: &Entry, place: Place) -> Vec<String> {
    let one = |fact: &crate::model::Fact| format!("{} {}", fact.label, fact.value);
    let parts: Vec<String> = entry.note.iter().map(one).collect();
    let joined = parts.join("    ");
    let fits = flow.width(flow.look.small, &joined) <= place.width;
    if parts.is_empty() || !fits { parts } else { vec![joined] }
}
