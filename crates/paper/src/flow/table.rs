//! Tables: a head on every page, rows that are not torn.

use super::{BOTTOM, Flow, LEFT, Place, ROOM, TOP};
use crate::{
    line::Line,
    mark::{GROUND, HAIR, INK, Mark, Style, Weight},
    model::{Column, Table},
};

const CELL: Style = Style { size: 9.5, leading: 14.5, weight: Weight::Regular, colour: INK };
const HEAD: Style = Style { weight: Weight::Bold, ..CELL };
/// Room at the sides of a cell.
const SIDE: f32 = 5.0;
/// Room above and below the text of a cell.
const ABOVE: f32 = 4.0;

/// A row as set: the lines of each cell, and how high it is.
struct Row {
    cells: Vec<Vec<Line>>,
    height: f32,
}

/// Sets a table.
pub(super) fn set(flow: &mut Flow<'_>, table: &Table) {
    flow.gap(8.0);
    let places = places(&table.columns);
    let titles: Vec<&str> = table.columns.iter().map(|column| column.title.as_str()).collect();
    let head = row(flow, HEAD, &titles, &places);
    let mut begun = false;
    for cells in &table.rows {
        let cells: Vec<&str> = cells.iter().map(String::as_str).collect();
        let row = row(flow, CELL, &cells, &places);
        let before = if begun { 0.0 } else { head.height };
        let tall = row.height + head.height > BOTTOM - TOP;
        let turned = flow.need(before + if tall { CELL.leading * 3.0 } else { row.height });
        if turned || !begun {
            draw(flow, HEAD, &head, &places);
        }
        begun = true;
        if tall {
            torn(flow, &row, &head, &places);
        } else {
            draw(flow, CELL, &row, &places);
        }
    }
    if !begun {
        flow.need(head.height);
        draw(flow, HEAD, &head, &places);
    }
    flow.gap(8.0);
}

/// Where the text of each column stands.
fn places(columns: &[Column]) -> Vec<Place> {
    let whole = columns.iter().map(|column| f32::from(column.share.max(1))).sum::<f32>().max(1.0);
    let mut x = LEFT;
    let place = |column: &Column| {
        let width = ROOM * f32::from(column.share.max(1)) / whole;
        let place = Place { x: x + SIDE, width: width - 2.0 * SIDE, align: column.align };
        x += width;
        place
    };
    columns.iter().map(place).collect()
}

fn row(flow: &Flow<'_>, style: Style, cells: &[&str], places: &[Place]) -> Row {
    let ragged = |line: Line| Line { spread: 0.0, ..line };
    let cell = |(text, place): (&&str, &Place)| {
        flow.lines(style, text, place.width, 0.0).into_iter().map(ragged).collect()
    };
    let cells: Vec<Vec<Line>> = cells.iter().zip(places).map(cell).collect();
    let most = cells.iter().map(Vec::len).max().unwrap_or(1).max(1);
    Row { height: most as f32 * style.leading + 2.0 * ABOVE, cells }
}

fn draw(flow: &mut Flow<'_>, style: Style, row: &Row, places: &[Place]) {
    let top = flow.y;
    if style == HEAD {
        line(flow, top, row.height, GROUND);
        line(flow, top, 0.9, INK);
    }
    for (lines, place) in row.cells.iter().zip(places) {
        let mut y = top + ABOVE;
        for line in lines {
            flow.text(style, line, *place, y);
            y += style.leading;
        }
    }
    flow.y += row.height;
    let foot = flow.y;
    line(flow, foot, 0.5, HAIR);
}

/// A row higher than a page goes on over pages, line by line.
fn torn(flow: &mut Flow<'_>, row: &Row, head: &Row, places: &[Place]) {
    let most = row.cells.iter().map(Vec::len).max().unwrap_or(0);
    flow.y += ABOVE;
    for at in 0..most {
        if flow.need(CELL.leading) {
            draw(flow, HEAD, head, places);
            flow.y += ABOVE;
        }
        let y = flow.y;
        for (lines, place) in row.cells.iter().zip(places) {
            if let Some(line) = lines.get(at) {
                flow.text(CELL, line, *place, y);
            }
        }
        flow.y += CELL.leading;
    }
    flow.y += ABOVE;
    let foot = flow.y;
    line(flow, foot, 0.5, HAIR);
}

fn line(flow: &mut Flow<'_>, y: f32, height: f32, colour: [f32; 3]) {
    flow.page.push(Mark::Box { x: LEFT, y, width: ROOM, height, colour });
}
