//! JSON Lines: one object a line, keys are headers, in any order and number.

use std::{
    collections::HashMap,
    io::{BufRead, BufReader, Read},
};

use serde_json::{Map, Value};

use crate::{
    IntakeError,
    format::{Limits, RawRow, Sink},
};

/// Reads UTF-8 text of one JSON object a line.
pub(crate) fn read(
    input: impl Read,
    limits: &Limits,
    sink: &mut dyn Sink,
) -> Result<(), IntakeError> {
    let mut input = BufReader::with_capacity(128 << 10, input);
    let mut columns = Columns::default();
    let mut row = RawRow::default();
    let mut text = String::new();
    let mut line = 0;
    loop {
        text.clear();
        let read = Read::by_ref(&mut input)
            .take(limits.row_bytes as u64 + 1)
            .read_line(&mut text)
            .map_err(|error| IntakeError::Unreadable {
                what: format!("文件在中途读不下去（{error}）"),
                remedy: "文件可能没有传完或已损坏，请重新导出、重新报送",
            })?;
        if read == 0 {
            break;
        }
        if read > limits.row_bytes {
            return Err(IntakeError::TooLarge { what: "一行", limit: limits.row_bytes as u64 });
        }
        line += 1;
        row.begin(line);
        let written = text.trim();
        if written.is_empty() {
            continue;
        }
        match serde_json::from_str::<Map<String, Value>>(written) {
            Ok(object) => columns.fill(&object, limits, &mut row, sink)?,
            Err(_) => row.damage(written),
        }
        if !row.is_example() {
            columns.announce(sink)?;
            sink.row(&row)?;
        }
    }
    if line == 0 { Err(IntakeError::Empty) } else { Ok(()) }
}

/// The keys met so far, each with its column.
#[derive(Default)]
struct Columns {
    names: Vec<String>,
    places: HashMap<String, usize>,
    announced: bool,
    cells: Vec<String>,
}

impl Columns {
    /// Puts an object's values in their columns.
    fn fill(
        &mut self,
        object: &Map<String, Value>,
        limits: &Limits,
        row: &mut RawRow,
        sink: &mut dyn Sink,
    ) -> Result<(), IntakeError> {
        let known = self.names.len();
        self.cells.iter_mut().for_each(String::clear);
        for (key, value) in object {
            let column = match self.places.get(key) {
                Some(column) => *column,
                None => self.add(key, limits)?,
            };
            if let Some(cell) = self.cells.get_mut(column) {
                write(value, cell);
            }
        }
        if self.names.len() > known || !self.announced {
            self.announced = true;
            sink.headers(&self.names, false)?;
        }
        self.cells.iter().for_each(|cell| row.push(cell));
        Ok(())
    }

    /// A file whose first line is damaged still announces that it has no columns yet.
    fn announce(&mut self, sink: &mut dyn Sink) -> Result<(), IntakeError> {
        if !std::mem::replace(&mut self.announced, true) {
            sink.headers(&self.names, false)?;
        }
        Ok(())
    }

    fn add(&mut self, key: &str, limits: &Limits) -> Result<usize, IntakeError> {
        let column = self.names.len();
        if column >= limits.columns {
            return Err(IntakeError::TooLarge { what: "列数", limit: limits.columns as u64 });
        }
        self.names.push(key.to_owned());
        self.places.insert(key.to_owned(), column);
        self.cells.push(String::new());
        Ok(column)
    }
}

/// A JSON value as the text of a cell: several values joined by `;`, truth as 是 or 否.
fn write(value: &Value, cell: &mut String) {
    match value {
        Value::Null => {}
        Value::Bool(true) => cell.push('是'),
        Value::Bool(false) => cell.push('否'),
        Value::String(text) => cell.push_str(text),
        Value::Number(number) => cell.push_str(&number.to_string()),
        Value::Array(parts) => {
            for (place, part) in parts.iter().enumerate() {
                if place > 0 {
                    cell.push(';');
                }
                write(part, cell);
            }
        }
        Value::Object(_) => cell.push_str(&value.to_string()),
    }
}
