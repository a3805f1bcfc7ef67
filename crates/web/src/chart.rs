//! Charts, drawn on the server: figures in, an SVG that fits any width and the same figures as a
//! table out.
//!
//! Lengths across are per cent, lengths down are `rem`: a drawing needs no script to fit a phone
//! and grows with the reader's letters. Colours are classes (`k1` to `k6`), words stand beside
//! them. The component `show.chart` puts the parts on a page.

mod bars;
mod columns;
mod draw;
mod lines;
mod scale;
mod share;
mod spark;

pub use bars::{Bar, bars};
pub use columns::columns;
pub use lines::lines;
pub use share::share;
pub use spark::spark;

pub(crate) use draw::escaped;
pub(crate) use scale::figure;

use serde::Serialize;

use crate::wording::Language;

/// What a chart says besides its figures.
#[derive(Clone, Copy, Debug)]
pub struct About<'a> {
    /// Language of the words.
    pub language: Language,
    /// What the chart shows.
    pub title: &'a str,
    /// More about it, behind the title.
    pub note: Option<&'a str>,
    /// What the categories are: head of the table's first column.
    pub of: &'a str,
    /// What is counted: head of the column of figures.
    pub measure: &'a str,
    /// Written behind a figure, with its own blank if it needs one.
    pub unit: &'a str,
    /// Digits behind the point.
    pub decimals: usize,
}

/// One line of a chart, or one part of its columns.
#[derive(Clone, Debug)]
pub struct Series {
    /// Its name, for the legend.
    pub name: String,
    /// Its figures, one a label; fewer where the rest is not known yet.
    pub values: Vec<f64>,
}

/// A chart as a page shows it.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Chart {
    /// What it shows.
    pub title: String,
    /// More about it.
    pub note: Option<String>,
    /// The drawing, markup.
    pub svg: String,
    /// What the colours mean, in the order of their classes; empty where the drawing says it.
    pub legend: Vec<String>,
    /// Whether the legend names lines, each with its own mark, rather than surfaces.
    pub lines: bool,
    /// The same figures.
    pub table: Table,
}

/// The figures behind a chart, as they are read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Table {
    /// Titles of the columns.
    pub heads: Vec<String>,
    /// The rows; the first value of each names it.
    pub rows: Vec<Vec<String>>,
}

impl About<'_> {
    /// A figure as it is read: `1,512,306 家`.
    fn say(&self, value: f64) -> String {
        format!("{}{}", scale::figure(value, self.decimals), self.unit)
    }

    fn finish(&self, svg: String, legend: Vec<String>, table: Table) -> Chart {
        Chart {
            title: self.title.to_owned(),
            note: self.note.map(str::to_owned),
            svg,
            legend,
            lines: false,
            table,
        }
    }

    /// One row a label, one column a series.
    fn table(&self, labels: &[String], series: &[Series]) -> Table {
        let names = series.iter().map(|one| one.name.clone());
        let heads = std::iter::once(self.of.to_owned()).chain(names).collect();
        let row = |(index, label): (usize, &String)| {
            let value = |one: &Series| one.values.get(index).map(|value| self.say(*value));
            let values = series.iter().map(|one| value(one).unwrap_or_default());
            std::iter::once(label.clone()).chain(values).collect()
        };
        Table { heads, rows: labels.iter().enumerate().map(row).collect() }
    }
}

#[cfg(test)]
mod tests;
