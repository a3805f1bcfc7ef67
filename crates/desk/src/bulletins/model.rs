//! A bulletin before it is a page, a paper or a workbook: every word and every number of it.

use vocabulary::Date;
use web::door::tell::group;

/// A bulletin.
#[derive(Clone, Debug, Default)]
pub(crate) struct Bulletin {
    pub(crate) title: String,
    /// The period in words.
    pub(crate) period: String,
    /// Who issues it.
    pub(crate) issuer: String,
    /// Until when its data reach, in words.
    pub(crate) as_of: String,
    /// What is to be said: sentences made from the figures.
    pub(crate) findings: Vec<String>,
    /// Figures that matter: what, how much.
    pub(crate) figures: Vec<(String, String)>,
    pub(crate) parts: Vec<Part>,
    /// How it was counted.
    pub(crate) method: Vec<String>,
    /// The rules that were used: what, value, basis, certainty.
    pub(crate) rules: Vec<[String; 4]>,
}

/// A part of a bulletin.
#[derive(Clone, Debug, Default)]
pub(crate) struct Part {
    pub(crate) title: String,
    pub(crate) text: Vec<String>,
    pub(crate) plots: Vec<Plot>,
    pub(crate) grid: Option<Grid>,
}

/// A chart.
#[derive(Clone, Debug)]
pub(crate) struct Plot {
    pub(crate) title: String,
    pub(crate) shape: Shape,
    /// What the labels are.
    pub(crate) of: String,
    /// Written behind a value; `%` for shares.
    pub(crate) unit: String,
    pub(crate) labels: Vec<String>,
    /// Name and values of each row; none where nothing was measured.
    pub(crate) series: Vec<(String, Vec<Option<f64>>)>,
}

/// What a chart looks like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Shape {
    Bars,
    Columns,
    Lines,
}

/// A table.
#[derive(Clone, Debug, Default)]
pub(crate) struct Grid {
    /// Title of each column, and its part of the width on paper.
    pub(crate) heads: Vec<(String, u16)>,
    pub(crate) rows: Vec<Vec<Cell>>,
    /// The sum of the rows.
    pub(crate) total: Option<Vec<Cell>>,
}

/// A cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Cell {
    Text(String),
    Count(u64),
    /// Of ten thousand; none of none.
    Share(Option<u64>),
    Day(Option<Date>),
}

impl Cell {
    /// As it is read.
    pub(crate) fn said(&self) -> String {
        match self {
            Self::Text(text) => text.clone(),
            Self::Count(count) => count_of(*count),
            Self::Share(share) => share_of(*share),
            Self::Day(day) => day.map_or_else(|| "–".to_owned(), |day| day.to_string()),
        }
    }

    /// Whether it stands at the right.
    pub(crate) fn is_number(&self) -> bool {
        matches!(self, Self::Count(_) | Self::Share(_))
    }
}

impl Grid {
    /// Whether the cells of a column are numbers.
    pub(crate) fn is_number(&self, column: usize) -> bool {
        self.rows.first().and_then(|row| row.get(column)).is_some_and(Cell::is_number)
    }

    /// Rows, and the sum below them.
    pub(crate) fn all(&self) -> impl Iterator<Item = &Vec<Cell>> {
        self.rows.iter().chain(&self.total)
    }
}

/// A count in groups of three.
pub(crate) fn count_of(value: u64) -> String {
    group(i64::try_from(value).unwrap_or(i64::MAX))
}

/// Of ten thousand, in per cent.
pub(crate) fn share_of(share: Option<u64>) -> String {
    share.map_or_else(|| "–".to_owned(), |of| format!("{}.{:02}%", of / 100, of % 100))
}

/// A part of a whole, of ten thousand; none of none.
pub(crate) fn share(part: u64, whole: u64) -> Option<u64> {
    (part * 10_000).checked_div(whole)
}

/// A share for a chart, in per cent.
pub(crate) fn plotted(share: Option<u64>) -> Option<f64> {
    share.and_then(|of| u32::try_from(of).ok()).map(|of| f64::from(of) / 100.0)
}

/// A count for a chart.
pub(crate) fn drawn(count: u64) -> Option<f64> {
    u32::try_from(count).ok().map(f64::from)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_read_as_people_write_them() {
        assert_eq!(Cell::Count(12_345).said(), "12,345");
        assert_eq!(Cell::Share(Some(9_705)).said(), "97.05%");
        assert_eq!(Cell::Share(share(0, 0)).said(), "–");
        assert_eq!(plotted(share(1, 3)), Some(33.33));
    }
}
