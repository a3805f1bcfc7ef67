//! Filters that are links, with how much stands behind each.

use serde::Serialize;

/// One of them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(crate) struct Chip {
    /// What is read.
    pub(crate) title: String,
    /// Where it leads, without language prefix.
    pub(crate) href: String,
    /// How many there are; none where nobody counts.
    pub(crate) count: Option<u64>,
    /// Whether it is chosen.
    pub(crate) current: bool,
}

impl Chip {
    pub(crate) fn new(title: String, href: impl Into<String>, current: bool) -> Self {
        Self { title, href: href.into(), count: None, current }
    }

    pub(crate) fn counted(self, count: u64) -> Self {
        Self { count: Some(count), ..self }
    }
}
