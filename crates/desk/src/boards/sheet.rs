//! A sheet: figures, and a table whose rows say how they stand.

use serde::Serialize;
use web::door::{Language, Site, tell::Labelled, tell::group};

use super::{Name, span::Span};
use crate::form::Choice;

/// A sheet.
#[derive(Clone, Debug, Serialize)]
pub(super) struct Sheet {
    pub(super) name: &'static str,
    pub(super) title: String,
    pub(super) lead: String,
    pub(super) figures: Vec<Labelled>,
    pub(super) heads: Vec<Head>,
    pub(super) rows: Vec<Row>,
    /// Spans to choose from; none where a sheet has none.
    pub(super) periods: Vec<Choice>,
    pub(super) period: String,
    pub(super) csv: String,
    /// The same as a letter.
    pub(super) pdf: Option<String>,
    /// The same as a workbook.
    pub(super) xlsx: Option<String>,
}

/// A head of the table.
#[derive(Clone, Debug, Serialize)]
pub(super) struct Head {
    pub(super) title: String,
    pub(super) kind: &'static str,
}

/// A row: what it is about, how it stands, its cells.
#[derive(Clone, Debug, Serialize)]
pub(super) struct Row {
    pub(super) title: String,
    pub(super) href: Option<String>,
    /// Tone and word; none where there is nothing to judge.
    pub(super) tone: Option<(&'static str, String)>,
    pub(super) cells: Vec<String>,
}

impl Sheet {
    /// A sheet without rows.
    pub(super) fn new(site: &Site, language: Language, name: Name, span: Option<&Span>) -> Self {
        let id = name.as_str();
        let word = |key: &str| site.word(language, &format!("desk.board.{id}.{key}"));
        let query = span.map(|span| format!("?period={}", span.id)).unwrap_or_default();
        let choice = |id: &String| Choice::new(id, id.clone());
        Self {
            name: id,
            title: word("title"),
            lead: word("text"),
            figures: Vec::new(),
            heads: Vec::new(),
            rows: Vec::new(),
            periods: span.map(|span| span.others.iter().map(choice).collect()).unwrap_or_default(),
            period: span.map(|span| span.id.clone()).unwrap_or_default(),
            csv: format!("/desk/cases/boards/{id}/csv{query}"),
            xlsx: None,
            pdf: (name == Name::Quarterly).then(|| format!("/desk/cases/boards/{id}/pdf{query}")),
        }
    }

    /// Adds heads: keys below `desk.board_head`; those after the first `words` are numbers.
    pub(super) fn headed(
        mut self,
        site: &Site,
        language: Language,
        keys: &[&str],
        words: usize,
    ) -> Self {
        let head = |(at, key): (usize, &&str)| Head {
            title: site.word(language, &format!("desk.board_head.{key}")),
            kind: if at < words { "" } else { "n" },
        };
        self.heads = keys.iter().enumerate().map(head).collect();
        self
    }

    /// Adds a figure above the table.
    pub(super) fn figure(&mut self, site: &Site, language: Language, key: &str, value: String) {
        let label = site.word(language, &format!("desk.board_head.{key}"));
        self.figures.push(Labelled { label, value, wide: false });
    }

    /// Heads and rows as they stand, for a file.
    pub(super) fn plain(self) -> (Vec<String>, Vec<Vec<String>>) {
        let row = |row: Row| std::iter::once(row.title).chain(row.cells).collect();
        let heads = self.heads.into_iter().map(|head| head.title).collect();
        (heads, self.rows.into_iter().map(row).collect())
    }
}

/// A count in groups of three.
pub(super) fn count(value: u64) -> String {
    group(i64::try_from(value).unwrap_or(i64::MAX))
}

/// A share, or a dash for none.
pub(super) fn percent(value: Option<u64>) -> String {
    value.map_or_else(|| "–".to_owned(), |value| format!("{value} %"))
}
