//! XLSX workbooks: the sheet called 数据, else the first; cells are streamed, the table of shared texts
//! is held in memory, which is why workbooks have a limit of their own.

use std::io::{Read, Seek};

use calamine::{DataRef, ExcelDateTime, Reader, Xlsx};

use crate::{
    IntakeError,
    format::{Limits, RawRow, Sink, weigh},
};

/// The sheet of the template that holds the rows.
pub(crate) const DATA_SHEET: &str = "数据";

/// Whole numbers from here on have lost digits in a table program.
const EXACT: f64 = 1e15;

/// Reads the rows of a workbook.
pub(crate) fn read(
    mut input: impl Read + Seek,
    limits: &Limits,
    sink: &mut dyn Sink,
) -> Result<(), IntakeError> {
    weigh::workbook(&mut input, limits)?;
    let mut book = Xlsx::new(input).map_err(damaged)?;
    let names = book.sheet_names();
    let name = names
        .iter()
        .find(|name| name.as_str() == DATA_SHEET)
        .or_else(|| names.first())
        .cloned()
        .ok_or(IntakeError::Empty)?;
    let mut cells = book.worksheet_cells_reader(&name).map_err(damaged)?;
    let mut table = Table { limits, sink, columns: 0, row: RawRow::default(), open: false };
    let mut text = String::new();
    while let Some(cell) = cells.next_cell().map_err(damaged)? {
        let (line, column) = cell.get_position();
        text.clear();
        write(cell.get_value(), &mut text);
        table.cell(u64::from(line) + 1, column as usize, &text)?;
    }
    table.close()?;
    if table.columns == 0 { Err(IntakeError::Empty) } else { Ok(()) }
}

fn damaged(error: impl std::fmt::Display) -> IntakeError {
    IntakeError::Unreadable {
        what: format!("XLSX 文件打不开（{error}）"),
        remedy: "请用表格软件打开后另存为 .xlsx，去掉密码保护，再重新报送",
    }
}

/// Gathers cells into rows.
struct Table<'a> {
    limits: &'a Limits,
    sink: &'a mut dyn Sink,
    columns: usize,
    row: RawRow,
    open: bool,
}

impl Table<'_> {
    fn cell(&mut self, line: u64, column: usize, text: &str) -> Result<(), IntakeError> {
        if !self.open || line != self.row.line() {
            self.close()?;
            self.row.begin(line);
            self.open = true;
        }
        let beyond = self.columns > 0 && column >= self.columns && text.trim().is_empty();
        if beyond || column < self.row.len() {
            return Ok(());
        }
        if column >= self.limits.columns {
            return Err(IntakeError::TooLarge {
                what: "列数", limit: self.limits.columns as u64
            });
        }
        self.row.pad(column);
        self.row.push(text);
        if self.row.bytes() > self.limits.row_bytes {
            return Err(IntakeError::TooLarge {
                what: "一行",
                limit: self.limits.row_bytes as u64,
            });
        }
        Ok(())
    }

    /// Hands on the row that is complete.
    fn close(&mut self) -> Result<(), IntakeError> {
        if !std::mem::take(&mut self.open) || self.row.is_blank() {
            return Ok(());
        }
        if self.columns == 0 {
            let headers: Vec<String> = self.row.cells().map(str::to_owned).collect();
            self.columns = headers.len();
            return self.sink.headers(&headers, true);
        }
        if self.row.is_example() {
            return Ok(());
        }
        self.row.pad(self.columns);
        self.sink.row(&self.row)
    }
}

/// A cell as text: dates in ISO form, whole numbers without a point.
fn write(value: &DataRef<'_>, text: &mut String) {
    match value {
        DataRef::String(written) => text.push_str(written),
        DataRef::SharedString(written) => text.push_str(written),
        DataRef::DateTimeIso(written) | DataRef::DurationIso(written) => text.push_str(written),
        DataRef::Int(number) => text.push_str(&number.to_string()),
        DataRef::Float(number) => write_number(*number, text),
        DataRef::Bool(truth) => text.push(if *truth { '是' } else { '否' }),
        DataRef::DateTime(moment) => write_day(moment, text),
        DataRef::Error(_) => text.push_str("#错误"),
        DataRef::Empty => {}
    }
}

fn write_number(number: f64, text: &mut String) {
    if number.abs() >= EXACT {
        text.push_str(&format!("{number:E}"));
    } else {
        text.push_str(&number.to_string());
    }
}

fn write_day(moment: &ExcelDateTime, text: &mut String) {
    let (year, month, day, ..) = moment.to_ymd_hms_milli();
    text.push_str(&format!("{year:04}-{month:02}-{day:02}"));
}
