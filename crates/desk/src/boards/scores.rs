//! Scores of agencies, for the yearly assessment (C-21.e, C-32.c).

use web::{
    WebError,
    door::{Language, Site},
};
use workflow::ScoreLine;

use super::{
    Name,
    sheet::{Head, Row, Sheet, count},
};
use crate::unit;

/// The sheet.
pub(super) fn sheet(site: &Site, language: Language) -> Result<Sheet, WebError> {
    let board = site.cases().scores()?;
    let keys = ["unit", "number", "state", "filed_on"];
    let mut sheet = Sheet::new(site, language, Name::Scores, None).headed(site, language, &keys, 4);
    let head = |title| Head { title: language.of(title), kind: "n" };
    sheet.heads.extend(board.figures.iter().map(head));
    let ended = board.lines.iter().filter(|line| line.ended).count();
    sheet.figure(site, language, "given", count(board.lines.len() as u64));
    sheet.figure(site, language, "final", count(ended as u64));
    sheet.rows = board.lines.iter().map(|line| row(site, language, line)).collect();
    Ok(sheet)
}

fn row(site: &Site, language: Language, line: &ScoreLine) -> Row {
    let state = line.state.as_ref().map_or_else(String::new, |state| language.of(state));
    let values = line.values.iter().map(|value| value.clone().unwrap_or_else(|| "–".to_owned()));
    Row {
        title: unit::title(site, language, &line.unit),
        href: None,
        tone: None,
        cells: [line.number.clone(), state, line.filed_on.to_string()]
            .into_iter()
            .chain(values)
            .collect(),
    }
}
