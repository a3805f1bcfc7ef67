//! Boards of cases: one row a body, one column a process, red, amber or green (C-21.c, C-32.d).

use policy::model::process::ProcessGroup;
use web::{
    WebError,
    door::{Language, Site},
};
use workflow::{BoardRow, Cell, case::Colour};

use super::{
    Name,
    sheet::{Head, Row, Sheet, count, percent},
};

/// The page of a board.
pub(super) fn sheet(site: &Site, language: Language, name: Name) -> Result<Sheet, WebError> {
    let board = site.cases().board(name.groups())?;
    let mut sheet = Sheet::new(site, language, name, None).headed(site, language, &["unit"], 1);
    let used: Vec<bool> = board.total.iter().map(|cell| cell.colour() != Colour::Grey).collect();
    let shown = |at: &usize| used.get(*at).copied().unwrap_or(false);
    let heads = board.processes.iter().enumerate().filter(|(at, _)| shown(at));
    let head = |title: String| Head { title, kind: "n" };
    sheet.heads.extend(heads.map(|(_, (_, title))| head(language.of(title))));
    sheet.heads.push(head(site.word(language, "desk.board_head.last_on")));
    let sum = |count: fn(&Cell) -> u64| board.total.iter().map(count).sum::<u64>();
    let (open, done) = (sum(|cell| cell.open), sum(|cell| cell.done));
    sheet.figure(site, language, "open", count(open));
    sheet.figure(site, language, "red", count(sum(|cell| cell.red)));
    sheet.figure(site, language, "amber", count(sum(|cell| cell.amber)));
    sheet.figure(site, language, "clearing", percent((done * 100).checked_div(open + done)));
    sheet.rows = board.rows.iter().map(|row| line(site, language, row, &used)).collect();
    Ok(sheet)
}

fn line(site: &Site, language: Language, row: &BoardRow, used: &[bool]) -> Row {
    let shown = row.cells.iter().zip(used).filter(|(_, used)| **used);
    let last = row.cells.iter().filter_map(|cell| cell.last_on).max();
    let mut cells: Vec<String> = shown.map(|(cell, _)| told(site, language, cell)).collect();
    cells.push(last.map(|day| day.to_string()).unwrap_or_default());
    Row {
        title: unit(site, language, row),
        href: None,
        tone: Some((tone(row.colour), site.word(language, &colour(row.colour)))),
        cells,
    }
}

/// What a body is called; cases that nobody has are those of parties.
fn unit(site: &Site, language: Language, row: &BoardRow) -> String {
    match &row.title {
        Some(title) => language.of(title),
        None if row.unit.is_empty() => site.word(language, "desk.board_head.nobody"),
        None => row.unit.clone(),
    }
}

/// A cell in words: how many are open, how many of them late, the clearing rate.
fn told(site: &Site, language: Language, cell: &Cell) -> String {
    if cell.colour() == Colour::Grey {
        return "–".to_owned();
    }
    let values =
        [("open", count(cell.open)), ("red", count(cell.red)), ("rate", percent(cell.clearing()))];
    let key = if cell.red > 0 { "desk.board_head.cell_late" } else { "desk.board_head.cell" };
    site.words(language, key, &values)
}

fn tone(colour: Colour) -> &'static str {
    match colour {
        Colour::Red => "bad",
        Colour::Amber => "wait",
        Colour::Green => "good",
        Colour::Grey => "quiet",
    }
}

fn colour(colour: Colour) -> String {
    format!("desk.board_colour.{}", colour.as_str())
}

/// The board as a file: one row a body and process.
pub(super) fn plain(
    site: &Site,
    language: Language,
    groups: &[ProcessGroup],
) -> Result<(Vec<String>, Vec<Vec<String>>), WebError> {
    let board = site.cases().board(groups)?;
    let keys = [
        "unit",
        "process",
        "colour",
        "open",
        "red",
        "amber",
        "done",
        "otherwise",
        "late",
        "clearing",
        "last_on",
    ];
    let heads = keys.iter().map(|key| site.word(language, &format!("desk.board_head.{key}")));
    let heads = heads.collect();
    let mut rows = Vec::new();
    for row in &board.rows {
        for (cell, (_, process)) in row.cells.iter().zip(&board.processes) {
            if cell.colour() == Colour::Grey {
                continue;
            }
            let figures = [cell.open, cell.red, cell.amber, cell.done, cell.otherwise, cell.late];
            let mut line = vec![
                unit(site, language, row),
                language.of(process),
                site.word(language, &colour(cell.colour())),
            ];
            line.extend(figures.map(|figure| figure.to_string()));
            line.push(cell.clearing().map(|rate| rate.to_string()).unwrap_or_default());
            line.push(cell.last_on.map(|day| day.to_string()).unwrap_or_default());
            rows.push(line);
        }
    }
    Ok((heads, rows))
}
