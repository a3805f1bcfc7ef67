//! A document as its writer sees it: blocks one below the other, every word chosen elsewhere.

mod chart;
mod record;

pub use chart::{Chart, ChartKind, Series};
pub use record::{Badge, Cover, Entry, Fact, Tone};
use vocabulary::Date;

/// A document.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Document {
    /// Title in the properties of the file.
    pub title: String,
    /// Who issues it, in the properties of the file.
    pub author: String,
    /// Language, as `zh-CN`.
    pub language: String,
    /// The day it bears in the properties of the file.
    pub on: Date,
    /// Small text at the foot of every page, such as its number.
    pub foot: String,
    /// The count of pages, with `{page}` and `{pages}`.
    pub pages: String,
    /// How its pages are laid out.
    pub form: Form,
    /// Small text at the head of every page but the first: at the left, and at the right.
    pub running: Option<(String, String)>,
    /// What stands, lightly and aslant, behind the text of every page.
    pub mark: Option<String>,
    /// What it holds.
    pub blocks: Vec<Block>,
}

/// How the pages of a document are laid out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Form {
    /// A letter: wide margins, text of 12 points.
    #[default]
    Letter,
    /// A report: narrow margins, small text, much on a page.
    Report,
    /// As a report, on pages laid across: for tables of many columns.
    Wide,
}

/// A part of a document.
#[derive(Clone, Debug, PartialEq)]
pub enum Block {
    /// The head of an official letter: who writes, in red, the number, a red line.
    Head {
        /// The unit that writes.
        unit: String,
        /// Number of the letter.
        number: String,
    },
    /// The title in the middle.
    Title(String),
    /// A heading; stays with what follows.
    Heading(String),
    /// A paragraph whose first line is indented by two characters.
    Paragraph(String),
    /// A line that begins at the edge, as an addressee.
    Line(String),
    /// Small grey text.
    Note(String),
    /// Labels and what they say, one a line.
    Facts(Vec<(String, String)>),
    /// The head of a report: issuer, title, code for telephones, a double line.
    Cover(Cover),
    /// Words in frames, one beside the other, after a label.
    Badges {
        /// What they are; may be empty.
        label: String,
        /// The words.
        badges: Vec<Badge>,
    },
    /// The heading of a main part over a line; stays with what follows.
    Section {
        /// The heading.
        title: String,
        /// What stands at its right, such as a count; may be empty.
        aside: String,
    },
    /// Labels and what they say, two beside each other where both are short.
    Grid(Vec<Fact>),
    /// Counts in a row of cells: what is counted, and how many; a unit after a space is small.
    Figures(Vec<(String, String)>),
    /// A record: head, labels and values, a small line at its end.
    Entry(Entry),
    /// A table.
    Table(Table),
    /// A chart.
    Chart(Chart),
    /// Unit and date at the right, kept together.
    Seal {
        /// The unit that signs.
        unit: String,
        /// The date in words.
        date: String,
    },
    /// A code for telephones, and beside it what it leads to.
    Code {
        /// The address.
        text: String,
        /// What stands beside it.
        caption: String,
    },
    /// Small words in the middle between two lines: the end of what is said.
    End(String),
    /// What follows begins a new page.
    NewPage,
}

/// A table.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Table {
    /// Its columns.
    pub columns: Vec<Column>,
    /// Its rows; a row has a cell a column.
    pub rows: Vec<Vec<String>>,
}

/// A column of a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    /// Its head.
    pub title: String,
    /// Its part of the width, relative to the others; 0: as much as its cells want.
    pub share: u16,
    /// How its cells stand.
    pub align: Align,
}

/// Where text stands in its place.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Align {
    /// At the left edge.
    #[default]
    Left,
    /// In the middle.
    Middle,
    /// At the right edge, as numbers.
    Right,
}

impl Column {
    /// A column of text.
    pub fn text(title: impl Into<String>, share: u16) -> Self {
        Self { title: title.into(), share, align: Align::Left }
    }

    /// A column of text as wide as its cells want.
    pub fn fitted(title: impl Into<String>) -> Self {
        Self::text(title, 0)
    }

    /// A column of numbers.
    pub fn number(title: impl Into<String>, share: u16) -> Self {
        Self { title: title.into(), share, align: Align::Right }
    }
}
