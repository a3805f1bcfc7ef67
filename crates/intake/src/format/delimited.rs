//! CSV and its kin: the separator is found in the header line, quotes follow RFC 4180.

use std::io::{BufRead, BufReader, Read};

use csv::StringRecord;

use crate::{
    IntakeError,
    format::{Limits, RawRow, Sink},
};

/// The longest header line that is looked at.
const HEADER: usize = 256 << 10;

/// Reads UTF-8 text with separators.
pub(crate) fn read(
    input: impl Read,
    limits: &Limits,
    sink: &mut dyn Sink,
) -> Result<(), IntakeError> {
    let mut input = BufReader::with_capacity(HEADER, input);
    let head = input.fill_buf().map_err(unreadable)?;
    let separator = separator(head);
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(separator)
        .buffer_capacity(128 << 10)
        .from_reader(input);
    let mut record = StringRecord::new();
    let (mut columns, mut line) = (0, 0);
    let mut row = RawRow::default();
    while next(&mut reader, &mut record)? {
        if record.as_slice().len() > limits.row_bytes {
            return Err(IntakeError::TooLarge { what: "一行", limit: limits.row_bytes as u64 });
        }
        if columns == 0 {
            if record.iter().all(|cell| cell.trim().is_empty()) {
                continue;
            }
            columns = record.len();
            // Of a line that ends in CR LF the reader counts the LF with the next one.
            line = record.position().map_or(1, csv::Position::line);
            if columns > limits.columns {
                return Err(IntakeError::TooLarge { what: "列数", limit: limits.columns as u64 });
            }
            sink.headers(&record.iter().map(str::to_owned).collect::<Vec<_>>(), true)?;
            continue;
        }
        // Lines that end in a bare carriage return are not counted by the reader.
        line = record.position().map_or(0, csv::Position::line).max(line + 1);
        row.begin(line);
        record.iter().for_each(|cell| row.push(cell));
        if !row.is_blank() && !row.is_example() {
            sink.row(&row)?;
        }
    }
    if columns == 0 { Err(IntakeError::Empty) } else { Ok(()) }
}

fn next(
    reader: &mut csv::Reader<impl Read>,
    record: &mut StringRecord,
) -> Result<bool, IntakeError> {
    reader.read_record(record).map_err(|error| match error.into_kind() {
        csv::ErrorKind::Io(error) => unreadable(error),
        _ => IntakeError::Unreadable {
            what: "文本不是有效的 UTF-8".into(),
            remedy: "请用 UTF-8 或 GB18030 编码重新导出",
        },
    })
}

/// A read that failed halfway, most often a packed file that was cut off.
fn unreadable(error: std::io::Error) -> IntakeError {
    IntakeError::Unreadable {
        what: format!("文件在中途读不下去（{error}）"),
        remedy: "文件可能没有传完或已损坏，请重新导出、重新报送",
    }
}

/// The separator that stands most often in the first line, outside quotes.
fn separator(head: &[u8]) -> u8 {
    let mut quoted = false;
    let mut counts = [(b',', 0_u32), (b'\t', 0), (b';', 0), (b'|', 0)];
    let mut seen = false;
    for byte in head {
        match byte {
            b'"' => quoted = !quoted,
            b'\n' | b'\r' if !quoted && seen => break,
            byte => {
                seen |= !byte.is_ascii_whitespace();
                if !quoted && let Some(count) = counts.iter_mut().find(|count| count.0 == *byte) {
                    count.1 += 1;
                }
            }
        }
    }
    counts.iter().rev().max_by_key(|count| count.1).map_or(b',', |count| count.0)
}
