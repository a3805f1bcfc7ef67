//! The receipt of a repair or removal on paper: every place at which a record was used, and when that
//! stopped; what is still open stands there as open.

use paper::{Block, Column, Document, Table};
use workflow::{StopLine, case::CaseView};

use super::{blank, day, status};
use crate::{
    door::{Language, Site},
    site::instant,
};

/// The receipt of a case; none if nothing was ended by it.
pub fn receipt(
    site: &Site,
    language: Language,
    case: &CaseView,
    (name, stops): (&str, &[StopLine]),
) -> Option<Document> {
    if stops.is_empty() {
        return None;
    }
    let word = |key: &str| site.word(language, &format!("paper.receipt.{key}"));
    let title = word("title");
    let number = case.line.number.clone();
    let mut document = blank(site, language, title.clone(), number.clone());
    let open = stops.iter().filter(|stop| stop.stopped_at.is_none()).count();
    let ended = case.line.closed_on.unwrap_or_else(|| site.today());
    let values = [
        ("process", language.of(&case.line.title)),
        ("day", day(site, language, ended)),
        ("stopped", (stops.len() - open).to_string()),
        ("open", open.to_string()),
    ];
    let lead = if open == 0 { "paper.receipt.lead" } else { "paper.receipt.lead_open" };
    let row = |stop: &StopLine| {
        let place = word(&format!("place.{}", stop.place.as_str()));
        let titled = [&stop.measure, &stop.agency];
        let text: Vec<String> = titled.into_iter().flatten().map(|one| language.of(one)).collect();
        let at = stop.stopped_at.map_or_else(|| word("open"), instant);
        vec![place, text.join(" "), at]
    };
    document.blocks = vec![
        Block::Head { unit: site.name(), number },
        Block::Title(title),
        Block::Line(site.words(language, "paper.to", &[("name", name.to_owned())])),
        Block::Paragraph(site.words(language, lead, &values)),
        Block::Table(Table {
            columns: vec![
                Column::text(word("where"), 5),
                Column::text(word("what"), 5),
                Column::text(word("when"), 4),
            ],
            rows: stops.iter().map(row).collect(),
        }),
        Block::Seal { unit: site.name(), date: day(site, language, site.today()) },
        status(site, language, &case.line.number),
    ];
    Some(document)
}
