//! One row as it was sent, its cells in one buffer that is used again for the next row.

/// A row of text cells.
#[derive(Clone, Debug, Default)]
pub(crate) struct RawRow {
    line: u64,
    text: String,
    ends: Vec<usize>,
    damaged: bool,
}

impl RawRow {
    /// Empties the row for line `line` of the file (from 1, headers included).
    pub(crate) fn begin(&mut self, line: u64) {
        self.line = line;
        self.text.clear();
        self.ends.clear();
        self.damaged = false;
    }

    /// Marks a line that could not be read; its only cell is the line as it stands.
    pub(crate) fn damage(&mut self, whole: &str) {
        self.text.clear();
        self.ends.clear();
        self.push(whole);
        self.damaged = true;
    }

    /// Adds a cell.
    pub(crate) fn push(&mut self, cell: &str) {
        self.text.push_str(cell);
        self.ends.push(self.text.len());
    }

    /// Adds empty cells until there are `count`.
    pub(crate) fn pad(&mut self, count: usize) {
        let end = self.text.len();
        if self.ends.len() < count {
            self.ends.resize(count, end);
        }
    }

    /// The line of the file.
    pub(crate) fn line(&self) -> u64 {
        self.line
    }

    /// Whether the line could not be read.
    pub(crate) fn is_damaged(&self) -> bool {
        self.damaged
    }

    /// How many cells there are.
    pub(crate) fn len(&self) -> usize {
        self.ends.len()
    }

    /// How many bytes of text there are.
    pub(crate) fn bytes(&self) -> usize {
        self.text.len()
    }

    /// The cell in a column; empty beyond the last one.
    pub(crate) fn cell(&self, column: usize) -> &str {
        let start = match column.checked_sub(1) {
            Some(before) => self.ends.get(before).copied(),
            None => Some(0),
        };
        let end = self.ends.get(column).copied();
        start.zip(end).and_then(|(start, end)| self.text.get(start..end)).unwrap_or_default()
    }

    /// Every cell.
    pub(crate) fn cells(&self) -> impl Iterator<Item = &str> {
        (0..self.len()).map(|column| self.cell(column))
    }

    /// Whether nothing is written in it.
    pub(crate) fn is_blank(&self) -> bool {
        self.text.bytes().all(|byte| byte.is_ascii_whitespace()) || self.text.trim().is_empty()
    }

    /// Whether it is the example row of the template, which nobody means to send.
    pub(crate) fn is_example(&self) -> bool {
        self.text.trim_start().starts_with(EXAMPLE_MARK)
    }
}

/// The first cell of the template's example row begins so.
pub(crate) const EXAMPLE_MARK: &str = "【示例】";
