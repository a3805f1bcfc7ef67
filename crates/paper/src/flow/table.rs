//! Tables: a head on every page, rows that are not torn.

mod columns;

use super::{Flow, Place};
use crate::{
    line::Line,
    mark::{GROUND, HAIR, INK, Style},
    model::Table,
    tree::Role,
};

/// Room at the sides of a cell.
const SIDE: f32 = 5.0;
/// Room above and below the text of a cell.
const ABOVE: f32 = 4.0;

/// A table as it is being set.
struct Grid {
    places: Vec<Place>,
    cell: Style,
    head: Row,
}

/// A row as set: the lines of each cell, and how high it is.
struct Row {
    cells: Vec<Vec<Line>>,
    height: f32,
}

/// Sets a table.
pub(super) fn set(flow: &mut Flow<'_>, table: &Table) {
    flow.gap(if flow.sheet.ruled { 3.0 } else { 8.0 });
    let (places, cell) = columns::places(flow, table);
    let titles: Vec<&str> = table.columns.iter().map(|column| column.title.as_str()).collect();
    let head = row(flow, cell.bold(), &titles, &places);
    let grid = Grid { places, cell, head };
    flow.within(Role::Table, |flow| rows(flow, &grid, &table.rows));
    flow.gap(if flow.sheet.ruled { 5.0 } else { 8.0 });
}

fn rows(flow: &mut Flow<'_>, grid: &Grid, rows: &[Vec<String>]) {
    let page = flow.sheet.bottom - flow.sheet.top;
    let mut begun = false;
    for (at, cells) in rows.iter().enumerate() {
        let cells: Vec<&str> = cells.iter().map(String::as_str).collect();
        let row = row(flow, grid.cell, &cells, &grid.places);
        let before = if begun { 0.0 } else { grid.head.height };
        let tall = row.height + grid.head.height > page;
        // A table's last row does not stand alone under a head of its own: the one before turns with it.
        let kept = if at + 2 == rows.len() { ABOVE * 2.0 + grid.cell.leading } else { 0.0 };
        let own = if tall { grid.cell.leading * 3.0 } else { row.height + kept };
        let turned = flow.need(before + own);
        if !begun {
            flow.within(Role::Row, |flow| draw(flow, grid, &grid.head, Role::Head));
        } else if turned {
            again(flow, grid);
        }
        begun = true;
        flow.within(Role::Row, |flow| {
            if tall { torn(flow, grid, &row) } else { draw(flow, grid, &row, Role::Cell) }
        });
    }
    if !begun {
        flow.need(grid.head.height);
        flow.within(Role::Row, |flow| draw(flow, grid, &grid.head, Role::Head));
    }
}

/// The head once more, for the eye only: who has it read to him has heard it.
fn again(flow: &mut Flow<'_>, grid: &Grid) {
    flow.beside(|flow| draw(flow, grid, &grid.head, Role::Head));
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

fn draw(flow: &mut Flow<'_>, grid: &Grid, row: &Row, role: Role) {
    let top = flow.y;
    let style = if role == Role::Head {
        // Right below the line of a heading, one line is enough.
        let below = flow.ruled > 0.0 && top - flow.ruled < 12.0;
        flow.rule(row.height, GROUND);
        if !below {
            flow.rule(0.9, INK);
        }
        grid.cell.bold()
    } else {
        grid.cell
    };
    for (lines, place) in row.cells.iter().zip(&grid.places) {
        flow.within(role, |flow| down(flow, style, (lines, *place), top + ABOVE));
    }
    flow.y += row.height;
    flow.rule(0.5, HAIR);
}

/// Lines of a cell from a height on.
fn down(flow: &mut Flow<'_>, style: Style, (lines, place): (&[Line], Place), mut y: f32) {
    for line in lines {
        flow.text(style, line, place, y);
        y += style.leading;
    }
}

/// A row higher than a page goes on over pages: as many lines of each cell as fit, then the next.
fn torn(flow: &mut Flow<'_>, grid: &Grid, row: &Row) {
    let most = row.cells.iter().map(Vec::len).max().unwrap_or(0);
    let leading = grid.cell.leading;
    let parent = flow.tag;
    let tags: Vec<_> = row
        .cells
        .iter()
        .map(|_| parent.map(|parent| flow.tree.add(Role::Cell, parent, None)))
        .collect();
    let mut at = 0;
    while at < most {
        if flow.need(leading + 2.0 * ABOVE) {
            again(flow, grid);
        }
        let room = ((flow.sheet.bottom - flow.y - 2.0 * ABOVE) / leading).floor().max(1.0);
        let end = (at + room as usize).min(most);
        let top = flow.y + ABOVE;
        for ((lines, place), tag) in row.cells.iter().zip(&grid.places).zip(&tags) {
            let part = lines.get(at..end.min(lines.len())).unwrap_or_default();
            let before = std::mem::replace(&mut flow.tag, *tag);
            down(flow, grid.cell, (part, *place), top);
            flow.tag = before;
        }
        flow.y = top + (end - at) as f32 * leading + ABOVE;
        flow.rule(0.5, HAIR);
        at = end;
    }
}
