//! Paged documents: headings, paragraphs, tables, seal line, codes for telephones, to PDF.
//!
#![doc = include_str!("../README.md")]

pub mod error;
pub mod model;
pub mod press;

mod code;
mod flow;
mod font;
mod line;
mod mark;
mod pdf;
mod sheet;
#[cfg(test)]
mod tests;
mod tree;

pub use error::PaperError;
pub use model::{
    Align, Badge, Block, Chart, ChartKind, Column, Cover, Document, Entry, Fact, Form, Series,
    Table, Tone,
};
pub use press::Press;
