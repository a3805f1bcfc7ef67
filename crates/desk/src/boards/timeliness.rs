//! Timeliness of dual publication by unit, for a month or a quarter, in the columns of the assessment; the
//! same figures as a paper and as a workbook are those of the bulletin (H-20, S-103).

use std::collections::BTreeMap;

use intake::TimelinessLine;
use policy::model::catalog::AdministrativeAct;
use web::{
    WebError,
    door::{Language, Site},
};

use super::{
    Name,
    sheet::{Row, Sheet, count},
    span::Span,
};
use crate::{bulletins::model::share_of, unit};

/// The sheet of a month or a quarter.
pub(super) fn sheet(site: &Site, language: Language, span: &Span) -> Result<Sheet, WebError> {
    let (mut units, mut all) =
        (BTreeMap::<String, TimelinessLine>::new(), TimelinessLine::default());
    for line in site.intake().timeliness(&span.id)? {
        let act = site.law().item(&line.item, site.today()).and_then(|item| item.act);
        if matches!(act, Some(AdministrativeAct::Licence | AdministrativeAct::Penalty)) {
            units.entry(line.agency.clone()).or_default().add(&line);
            all.add(&line);
        }
    }
    let keys = [
        "unit",
        "listed",
        "accepted",
        "on_time",
        "came_late",
        "punctual",
        "missing",
        "explained",
        "compliance",
    ];
    let mut sheet =
        Sheet::new(site, language, Name::Timeliness, Some(span)).headed(site, language, &keys, 1);
    let query = format!("?period={}", span.id);
    sheet.pdf = Some(format!("/desk/bulletins/publicity/pdf{query}"));
    sheet.xlsx = Some(format!("/desk/bulletins/publicity/xlsx{query}"));
    sheet.figure(site, language, "accepted", count(all.accepted));
    sheet.figure(site, language, "punctual", share_of(all.punctual()));
    sheet.figure(site, language, "came_late", count(all.late));
    sheet.figure(site, language, "missing", compared(&all, all.missing));
    let mut rows: Vec<(&String, &TimelinessLine)> = units.iter().collect();
    rows.sort_by_key(|(_, line)| {
        (line.punctual().unwrap_or(u64::MAX), std::cmp::Reverse(line.unexplained()))
    });
    sheet.rows = rows.into_iter().map(|(code, line)| row(site, language, code, line)).collect();
    Ok(sheet)
}

/// A count of the comparison with a register; a dash without one.
fn compared(line: &TimelinessLine, value: u64) -> String {
    if line.listed == 0 { "–".to_owned() } else { count(value) }
}

fn row(site: &Site, language: Language, code: &str, line: &TimelinessLine) -> Row {
    let (tone, word) = match (line.late, line.unexplained()) {
        (0, 0) => ("good", "green"),
        (_, 0) => ("wait", "amber"),
        _ => ("bad", "red"),
    };
    Row {
        title: unit::title(site, language, code),
        href: None,
        tone: Some((tone, site.word(language, &format!("desk.board_colour.{word}")))),
        cells: vec![
            count(line.listed),
            count(line.accepted),
            count(line.on_time),
            count(line.late),
            share_of(line.punctual()),
            compared(line, line.missing),
            compared(line, line.explained),
            share_of(line.compliance()),
        ],
    }
}
