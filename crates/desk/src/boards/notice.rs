//! The quarterly notice on paper (季度通报).

use paper::{Block, Column, Document, Table};
use web::{
    WebError,
    door::{Language, Site, papers},
};
use workflow::NoticeLine;

use super::{joint, sheet::count, span::Span};
use crate::unit;

/// The notice of a quarter, issued by the unit of whoever prints it.
pub(super) fn document(
    site: &Site,
    language: Language,
    staff: &account::Staff,
    span: &Span,
) -> Result<Document, WebError> {
    let lines = site.cases().quarterly(span.days)?;
    let word = |key: &str| site.word(language, &format!("desk.board_notice.{key}"));
    let issuer = unit::title(site, language, &staff.agency);
    let (from, until) = span.days;
    let sum = |count: fn(&NoticeLine) -> u64| lines.iter().map(count).sum::<u64>();
    let values = [
        ("from", papers::day(site, language, from)),
        ("until", papers::day(site, language, until.min(site.today()))),
        ("given", count(sum(|line| line.given))),
        ("ended", count(sum(|line| line.done + line.declined))),
        ("overdue", count(sum(|line| line.overdue))),
        ("units", count(lines.len() as u64)),
    ];
    let title = site.words(language, "desk.board_notice.title", &[("quarter", span.id.clone())]);
    let mut document = papers::blank(site, language, title.clone(), title.clone());
    document.author.clone_from(&issuer);
    document.blocks = vec![
        Block::Head { unit: issuer.clone(), number: span.id.clone() },
        Block::Title(title),
        Block::Paragraph(site.words(language, "desk.board_notice.lead", &values)),
    ];
    let late: Vec<String> = lines
        .iter()
        .filter(|line| line.overdue > 0)
        .map(|line| joint::row(site, language, line).title)
        .collect();
    let join = if language == Language::Zh { "、" } else { ", " };
    document.blocks.push(Block::Paragraph(match late.as_slice() {
        [] => word("nobody_late"),
        late => site.words(language, "desk.board_notice.late", &[("units", late.join(join))]),
    }));
    document.blocks.push(Block::Table(table(site, language, &lines)));
    document.blocks.push(Block::Note(word("basis")));
    let date = papers::day(site, language, site.today());
    document.blocks.push(Block::Seal { unit: issuer, date });
    Ok(document)
}

fn table(site: &Site, language: Language, lines: &[NoticeLine]) -> Table {
    let head = |key: &str| site.word(language, &format!("desk.board_head.{key}"));
    let mut columns = vec![Column::text(head("unit"), 5)];
    let figures = ["given", "done", "declined", "timely", "open", "red"];
    columns.extend(figures.map(|key| Column::number(head(key), 2)));
    let row = |line: &NoticeLine| {
        let row = joint::row(site, language, line);
        std::iter::once(row.title).chain(row.cells).collect()
    };
    Table { columns, rows: lines.iter().map(row).collect() }
}
