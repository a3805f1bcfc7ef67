//! A document as its writer sees it: blocks one below the other, every word chosen elsewhere.

use vocabulary::Date;

/// A document.
#[derive(Clone, Debug, PartialEq, Eq)]
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
    /// What it holds.
    pub blocks: Vec<Block>,
}

/// A part of a document.
#[derive(Clone, Debug, PartialEq, Eq)]
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
    /// A table.
    Table(Table),
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
    /// Its part of the width, relative to the others.
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

    /// A column of numbers.
    pub fn number(title: impl Into<String>, share: u16) -> Self {
        Self { title: title.into(), share, align: Align::Right }
    }
}
