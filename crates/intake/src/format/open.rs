//! What a file is, by its first bytes, whatever its name says.

use std::io::{BufRead, BufReader, Read, Seek, SeekFrom, Write};

use flate2::bufread::MultiGzDecoder;
use tempfile::SpooledTempFile;

use crate::{
    IntakeError,
    format::{Format, Limits, Meter, Sink, Spool, decode::Decoded, delimited, lines, sheet},
};

/// Bytes of an unpacked workbook kept in memory.
const IN_MEMORY: usize = 16 << 20;

/// What the first bytes say.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Packed,
    Workbook,
    Lines,
    Delimited,
}

/// Reads a file's rows into `sink`.
pub(crate) fn read(
    spool: &mut Spool,
    limits: &Limits,
    meter: &Meter,
    sink: &mut dyn Sink,
) -> Result<Format, IntakeError> {
    let sent = spool.bytes();
    let mut input = spool.open(meter)?;
    match kind_of(input.fill_buf().map_err(cut)?)? {
        Kind::Workbook => {
            check_workbook(sent, limits)?;
            sheet::read(input, limits, sink)?;
            Ok(Format::Workbook)
        }
        Kind::Packed => {
            let unpacked =
                Capped { input: MultiGzDecoder::new(input), left: limits.unpacked_bytes };
            read_unpacked(BufReader::with_capacity(128 << 10, unpacked), limits, sink)
        }
        kind => read_text(kind, input, limits, sink),
    }
}

fn read_unpacked(
    mut input: impl BufRead,
    limits: &Limits,
    sink: &mut dyn Sink,
) -> Result<Format, IntakeError> {
    match kind_of(input.fill_buf().map_err(cut)?)? {
        Kind::Packed => Err(IntakeError::Unreadable {
            what: "压缩包里还是压缩包".into(),
            remedy: "请只压缩一次",
        }),
        Kind::Workbook => {
            sheet::read(unpack(input, limits)?, limits, sink)?;
            Ok(Format::Workbook)
        }
        kind => read_text(kind, input, limits, sink),
    }
}

fn read_text(
    kind: Kind,
    input: impl BufRead,
    limits: &Limits,
    sink: &mut dyn Sink,
) -> Result<Format, IntakeError> {
    let text = Decoded::new(input);
    if kind == Kind::Lines {
        lines::read(text, limits, sink)?;
        Ok(Format::JsonLines)
    } else {
        delimited::read(text, limits, sink)?;
        Ok(Format::Delimited)
    }
}

/// A reader that fails, rather than ends, at its limit.
struct Capped<R> {
    input: R,
    left: u64,
}

impl<R: Read> Read for Capped<R> {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        let read = self.input.read(buffer)?;
        self.left = self
            .left
            .checked_sub(read as u64)
            .ok_or_else(|| std::io::Error::other("解压后超过允许的大小"))?;
        Ok(read)
    }
}

/// A packed workbook needs its bytes in reach in any order.
fn unpack(mut input: impl Read, limits: &Limits) -> Result<SpooledTempFile, IntakeError> {
    let mut file = SpooledTempFile::new(IN_MEMORY);
    let mut buffer = vec![0; 128 << 10];
    let mut total = 0;
    loop {
        let read = input.read(&mut buffer).map_err(cut)?;
        if read == 0 {
            break;
        }
        total += read as u64;
        check_workbook(total, limits)?;
        let disk = |error: std::io::Error| IntakeError::Disk { reason: error.to_string() };
        file.write_all(buffer.get(..read).unwrap_or_default()).map_err(disk)?;
    }
    file.seek(SeekFrom::Start(0))
        .map_err(|error| IntakeError::Disk { reason: error.to_string() })?;
    Ok(file)
}

fn check_workbook(bytes: u64, limits: &Limits) -> Result<(), IntakeError> {
    if bytes > limits.workbook_bytes {
        return Err(IntakeError::TooLarge {
            what: "XLSX 文件（更大的数据请用 CSV）",
            limit: limits.workbook_bytes,
        });
    }
    Ok(())
}

fn cut(error: std::io::Error) -> IntakeError {
    IntakeError::Unreadable {
        what: format!("压缩文件读不下去（{error}）"),
        remedy: "文件可能没有传完或已损坏，请重新压缩、重新报送",
    }
}

/// Looks at the first bytes; refuses what is certainly no table, with what to do.
fn kind_of(head: &[u8]) -> Result<Kind, IntakeError> {
    let refuse = |what: &str, remedy| Err(IntakeError::Unreadable { what: what.into(), remedy });
    let save = "请另存为 CSV（UTF-8）或 XLSX 后重新报送";
    match head {
        [] => return Err(IntakeError::Empty),
        [0x1F, 0x8B, ..] => return Ok(Kind::Packed),
        [b'P', b'K', 3, 4, ..] => return Ok(Kind::Workbook),
        [0xD0, 0xCF, 0x11, 0xE0, ..] => return refuse("这是旧版 XLS 或加密的表格文件", save),
        [b'%', b'P', b'D', b'F', ..] => return refuse("这是 PDF 文件", save),
        [b'R', b'a', b'r', b'!', ..] | [b'7', b'z', 0xBC, 0xAF, ..] => {
            return refuse("这是 RAR 或 7z 压缩包", "请解压后报送，或改用 gzip 压缩");
        }
        [0xFF, 0xFE, ..] | [0xFE, 0xFF, ..] => return Ok(Kind::Delimited),
        _ => {}
    }
    let head = head.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(head);
    if head.iter().take(4096).any(|byte| *byte == 0) {
        return refuse("这不是文本文件", save);
    }
    match head.iter().find(|byte| !byte.is_ascii_whitespace()) {
        None if head.len() < 4096 => Err(IntakeError::Empty),
        Some(b'{') => Ok(Kind::Lines),
        Some(b'<') => refuse("这是网页或 XML 文件", save),
        Some(b'[') => refuse("这是 JSON 数组", "请改为 JSON Lines：每行一个对象，不要外层方括号"),
        _ => Ok(Kind::Delimited),
    }
}
