//! Labels and what they say: one a line in letters, two beside each other in reports.

use super::{Flow, Place, RISE};
use crate::{
    line::Line,
    model::{Align, Fact},
    tree::Role,
};

/// Labels take at most this part of the width.
const LABELS: f32 = 0.3;
/// Width of the labels of a report: ten characters.
const LABEL: f32 = 87.0;
/// Between a label and what it says.
const BESIDE: f32 = 8.0;
/// From the edge to where what is said begins.
pub(super) const COLUMN: f32 = LABEL + BESIDE;
/// Between two of a row.
const BETWEEN: f32 = 14.0;
/// Below a row.
pub(super) const BELOW: f32 = 1.5;

/// A label and what it says, as set.
struct Cell {
    label: (Place, Vec<Line>),
    value: (Place, Vec<Line>),
}

/// One or two of them beside each other.
pub(super) struct Row {
    cells: Vec<Cell>,
    /// How many lines the higher has.
    lines: usize,
}

/// Labels in a column as wide as the widest of them, within reason.
pub(super) fn facts(flow: &mut Flow<'_>, facts: &[(String, String)]) {
    let (label, whole) = (flow.look.label, flow.whole());
    flow.gap(6.0);
    let widths = facts.iter().map(|(text, _)| flow.width(label, text));
    let column = widths.fold(0.0_f32, f32::max).min(whole.width * LABELS);
    let rows: Vec<Row> = facts
        .iter()
        .map(|(label, value)| Row::of(vec![cell(flow, (label, value), whole, (column, 16.0))]))
        .collect();
    put(flow, &rows, 2.0);
    flow.gap(4.0);
}

/// Labels and values in the whole width.
pub(super) fn set(flow: &mut Flow<'_>, facts: &[Fact]) {
    flow.gap(5.0);
    let rows = rows(flow, facts, flow.whole());
    put(flow, &rows, BELOW);
    flow.gap(5.0);
}

/// The rows of labels and values in a place: two beside each other where both are short.
pub(super) fn rows(flow: &Flow<'_>, facts: &[Fact], place: Place) -> Vec<Row> {
    let half = (place.width - BETWEEN) / 2.0;
    let left = Place { width: half, ..place };
    let right = Place { x: place.x + half + BETWEEN, ..left };
    let mut rows: Vec<Row> = Vec::new();
    let mut waiting: Option<Cell> = None;
    for fact in facts {
        let told = (fact.label.as_str(), fact.value.as_str());
        let side = if waiting.is_some() { right } else { left };
        let narrow = cell(flow, told, side, (LABEL, BESIDE));
        if narrow.value.1.len() > 1 || narrow.label.1.len() > 2 {
            rows.extend(waiting.take().map(|one| Row::of(vec![one])));
            rows.push(Row::of(vec![cell(flow, told, place, (LABEL, BESIDE))]));
        } else if let Some(first) = waiting.take() {
            rows.push(Row::of(vec![first, narrow]));
        } else {
            waiting = Some(narrow);
        }
    }
    rows.extend(waiting.map(|one| Row::of(vec![one])));
    rows
}

fn cell(
    flow: &Flow<'_>,
    (label, value): (&str, &str),
    place: Place,
    (column, beside): (f32, f32),
) -> Cell {
    let of_label = Place { width: column, align: Align::Left, ..place };
    let shift = column + beside;
    let of_value = Place { x: place.x + shift, width: place.width - shift, align: Align::Left };
    let labels = flow.lines(flow.look.label, label, of_label.width, 0.0);
    let ragged = |line: Line| Line { spread: 0.0, ..line };
    let labels = labels.into_iter().map(ragged).collect();
    let values = flow.lines(flow.look.fact, value, of_value.width, 0.0);
    Cell { label: (of_label, labels), value: (of_value, values) }
}

impl Row {
    fn of(cells: Vec<Cell>) -> Self {
        let lines = |cell: &Cell| cell.label.1.len().max(cell.value.1.len());
        let lines = cells.iter().map(lines).max().unwrap_or(1);
        Self { cells, lines }
    }
}

/// How high rows are together.
pub(super) fn height(flow: &Flow<'_>, rows: &[Row]) -> f32 {
    let one = |row: &Row| row.lines as f32 * flow.look.fact.leading + BELOW;
    rows.iter().map(one).sum()
}

/// Puts rows as a list; a row that is short is not torn, a long one goes on over pages.
pub(super) fn put(flow: &mut Flow<'_>, rows: &[Row], below: f32) {
    if rows.is_empty() {
        return;
    }
    flow.within(Role::List, |flow| {
        for row in rows {
            row_of(flow, row);
            flow.gap(below);
        }
    });
}

fn row_of(flow: &mut Flow<'_>, row: &Row) {
    let (label, fact) = (flow.look.label, flow.look.fact);
    flow.need(fact.leading * row.lines.min(4) as f32);
    // Both stand on one line, though labels are smaller.
    let level = (fact.size - label.size) * RISE + (fact.leading - label.leading) / 2.0;
    let top = (flow.full.len(), flow.y);
    let mut lowest = top;
    for cell in &row.cells {
        // The second of a row never turns the page: both are one line high.
        flow.y = top.1;
        flow.within(Role::Item, |flow| {
            flow.within(Role::Label, |flow| {
                for (at, line) in cell.label.1.iter().enumerate() {
                    let y = top.1 + at as f32 * fact.leading + level;
                    flow.text(label, line, cell.label.0, y);
                }
            });
            flow.within(Role::Body, |flow| flow.put(fact, &cell.value.1, cell.value.0, 0.0));
        });
        let under = top.1 + cell.label.1.len() as f32 * fact.leading;
        let end = (flow.full.len(), flow.y);
        let end = if end.0 == top.0 { (end.0, end.1.max(under)) } else { end };
        if end > lowest {
            lowest = end;
        }
    }
    flow.y = lowest.1;
}
