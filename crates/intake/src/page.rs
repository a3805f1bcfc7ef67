//! Pages of longer lists.

use serde::Serialize;

/// Which part of a longer list.
#[derive(Clone, Debug, Default)]
pub struct Page {
    /// `next` of the page before; the first page if absent.
    pub after: Option<String>,
    /// How many entries, at most 100; 20 if zero.
    pub size: u32,
}

impl Page {
    /// The size to read.
    pub(crate) fn rows(&self) -> usize {
        if self.size == 0 { 20 } else { usize::try_from(self.size.min(100)).unwrap_or(100) }
    }

    /// The cursor as a number; `first` on the first page, and for what is no cursor.
    pub(crate) fn number(&self, first: i64) -> i64 {
        self.after.as_deref().and_then(|after| after.parse().ok()).unwrap_or(first)
    }
}

/// A page of entries and where the next one begins.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Paged<T> {
    /// The entries.
    pub entries: Vec<T>,
    /// Cursor of the next page; none on the last one.
    pub next: Option<String>,
}
