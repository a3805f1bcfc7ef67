//! Campaigns by their subjects: found, and how each of them stands (C-25.c).

use web::{
    WebError,
    door::{Language, Site},
};
use workflow::EntryLine;

use super::{
    Name,
    sheet::{Head, Row, Sheet, count},
};
use crate::unit;

/// The sheet.
pub(super) fn sheet(site: &Site, language: Language) -> Result<Sheet, WebError> {
    let board = site.cases().entries()?;
    let keys = ["entry", "unit", "found", "open"];
    let mut sheet =
        Sheet::new(site, language, Name::Entries, None).headed(site, language, &keys, 2);
    let head = |title| Head { title: language.of(title), kind: "n" };
    sheet.heads.extend(board.states.iter().map(head));
    let sum = |count: fn(&EntryLine) -> u64| board.lines.iter().map(count).sum::<u64>();
    sheet.figure(site, language, "found", count(sum(|line| line.found)));
    sheet.figure(site, language, "open", count(sum(|line| line.open)));
    sheet.rows = board.lines.iter().map(|line| row(site, language, line)).collect();
    Ok(sheet)
}

fn row(site: &Site, language: Language, line: &EntryLine) -> Row {
    let counts = [line.found, line.open].into_iter().chain(line.counts.iter().copied());
    Row {
        title: language.of(&line.title),
        href: None,
        tone: None,
        cells: std::iter::once(unit::title(site, language, &line.unit))
            .chain(counts.map(count))
            .collect(),
    }
}
