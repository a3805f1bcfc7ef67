//! The board of dual publication (双公示督导): who reports in time, and what is overdue.

use std::collections::BTreeMap;

use web::{
    WebError,
    door::{Language, Site},
};

use super::{
    Name,
    sheet::{Row, Sheet, count, percent},
    span::Span,
};
use crate::unit;

/// The sheet of a month.
pub(super) fn sheet(site: &Site, language: Language, span: &Span) -> Result<Sheet, WebError> {
    let coverage = site.intake().coverage(&span.id)?;
    let mut overdue: BTreeMap<String, (u64, vocabulary::Date)> = BTreeMap::new();
    for late in site.intake().overdue()? {
        let (count, since) = overdue.entry(late.agency).or_insert((0, late.due));
        *count += 1;
        *since = (*since).min(late.due);
    }
    let keys = ["unit", "should_report", "reported", "timely", "overdue", "overdue_since"];
    let mut sheet =
        Sheet::new(site, language, Name::Publicity, Some(span)).headed(site, language, &keys, 1);
    let should: u64 = coverage.iter().map(|line| line.should_report).sum();
    let reported: u64 = coverage.iter().map(|line| line.reported).sum();
    sheet.figure(site, language, "should_report", count(should));
    sheet.figure(site, language, "timely", percent((reported * 100).checked_div(should)));
    sheet.figure(site, language, "overdue", count(overdue.values().map(|(late, _)| late).sum()));
    let mut rows: Vec<(u64, Row)> = Vec::new();
    for line in &coverage {
        let late = overdue.get(&line.agency);
        let (count_late, since) = late.map_or((0, String::new()), |(n, day)| (*n, day.to_string()));
        let tone = match (count_late, line.reported < line.should_report) {
            (0, false) => ("good", "green"),
            (0, true) => ("wait", "amber"),
            _ => ("bad", "red"),
        };
        let share = (line.reported * 100).checked_div(line.should_report);
        let cells = vec![
            count(line.should_report),
            count(line.reported),
            percent(share),
            count(count_late),
            since,
        ];
        let word = site.word(language, &format!("desk.board_colour.{}", tone.1));
        let title = unit::title(site, language, &line.agency);
        rows.push((count_late, Row { title, href: None, tone: Some((tone.0, word)), cells }));
    }
    rows.sort_by_key(|(late, _)| std::cmp::Reverse(*late));
    sheet.rows = rows.into_iter().map(|(_, row)| row).collect();
    Ok(sheet)
}
