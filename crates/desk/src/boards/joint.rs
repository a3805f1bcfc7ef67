//! What joint action came to: the cases of a month, the units of a quarter (C-11.e).

use policy::model::basis::Title;
use web::{
    WebError,
    door::{Language, Site},
};
use workflow::{CollectedLine, NoticeLine};

use super::{
    Name,
    sheet::{Row, Sheet, count, percent},
    span::Span,
};

/// The cases of a month (月度归集).
pub(super) fn collection(site: &Site, language: Language, span: &Span) -> Result<Sheet, WebError> {
    let lines = site.cases().collected(span.days)?;
    let keys = ["number", "unit", "item", "measure", "state", "filed_on", "closed_on"];
    let mut sheet =
        Sheet::new(site, language, Name::Collection, Some(span)).headed(site, language, &keys, 7);
    let ended = lines.iter().filter(|line| line.outcome.is_some()).count() as u64;
    let late = lines.iter().filter(|line| line.late).count() as u64;
    sheet.figure(site, language, "given", count(lines.len() as u64));
    sheet.figure(site, language, "ended", count(ended));
    sheet.figure(site, language, "late", count(late));
    sheet.rows = lines.iter().map(|line| case(language, line)).collect();
    Ok(sheet)
}

fn case(language: Language, line: &CollectedLine) -> Row {
    let said =
        |title: &Option<Title>| title.as_ref().map(|one| language.of(one)).unwrap_or_default();
    let state = language.of(&line.state);
    Row {
        title: line.number.clone(),
        href: Some(format!("/desk/cases/{}", line.number)),
        tone: None,
        cells: vec![
            line.unit_title.as_ref().map_or_else(|| line.unit.clone(), |one| language.of(one)),
            said(&line.item),
            said(&line.measure),
            state,
            line.filed_on.to_string(),
            line.closed_on.map(|day| day.to_string()).unwrap_or_default(),
        ],
    }
}

/// The units of a quarter (季度通报).
pub(super) fn quarterly(site: &Site, language: Language, span: &Span) -> Result<Sheet, WebError> {
    let lines = site.cases().quarterly(span.days)?;
    let keys = ["unit", "given", "done", "declined", "timely", "open", "red"];
    let mut sheet =
        Sheet::new(site, language, Name::Quarterly, Some(span)).headed(site, language, &keys, 1);
    let sum = |count: fn(&NoticeLine) -> u64| lines.iter().map(count).sum::<u64>();
    sheet.figure(site, language, "given", count(sum(|line| line.given)));
    sheet.figure(site, language, "ended", count(sum(|line| line.done + line.declined)));
    sheet.figure(site, language, "red", count(sum(|line| line.overdue)));
    sheet.rows = lines.iter().map(|line| row(site, language, line)).collect();
    Ok(sheet)
}

/// A unit as a row.
pub(super) fn row(site: &Site, language: Language, line: &NoticeLine) -> Row {
    let (tone, word) = match (line.overdue, line.timely()) {
        (0, None | Some(100)) => ("good", "green"),
        (0, Some(_)) => ("wait", "amber"),
        _ => ("bad", "red"),
    };
    let nobody = || site.word(language, "desk.board_head.nobody");
    let unnamed = || if line.unit.is_empty() { nobody() } else { line.unit.clone() };
    Row {
        title: line.title.as_ref().map_or_else(unnamed, |title| language.of(title)),
        href: None,
        tone: Some((tone, site.word(language, &format!("desk.board_colour.{word}")))),
        cells: vec![
            count(line.given),
            count(line.done),
            count(line.declined),
            percent(line.timely()),
            count(line.open),
            count(line.overdue),
        ],
    }
}
