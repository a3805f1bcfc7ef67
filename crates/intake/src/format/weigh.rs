//! A workbook is a packed archive: what it unpacks to is weighed before anything of it is held in
//! memory, since what its directory says about its own size may be a lie.

use std::io::{self, Read, Seek, SeekFrom, Write};

use zip::ZipArchive;

use crate::{IntakeError, format::Limits};

/// More parts than any workbook has.
const PARTS: usize = 2_048;
/// Parts that are read as a stream, cell by cell; all others are held in memory.
const SHEETS: &str = "xl/worksheets/";

/// Refuses a workbook that unpacks to more than is allowed; leaves the input at its beginning.
pub(crate) fn workbook(input: &mut (impl Read + Seek), limits: &Limits) -> Result<(), IntakeError> {
    let damaged = |error: &dyn std::fmt::Display| IntakeError::Unreadable {
        what: format!("XLSX 文件打不开（{error}）"),
        remedy: "请用表格软件打开后另存为 .xlsx，去掉密码保护，再重新报送",
    };
    let large = |limit| IntakeError::TooLarge { what: "XLSX 文件解压后", limit };
    let mut archive = ZipArchive::new(&mut *input).map_err(|error| damaged(&error))?;
    if archive.len() > PARTS {
        return Err(large(PARTS as u64));
    }
    let (mut sheets, mut held) = (0, 0);
    for index in 0..archive.len() {
        let mut part = archive.by_index(index).map_err(|error| damaged(&error))?;
        let streamed = part.name().is_ok_and(|name| name.starts_with(SHEETS));
        let (sum, limit) = if streamed {
            (&mut sheets, limits.workbook_sheets)
        } else {
            (&mut held, limits.workbook_texts)
        };
        let mut scale = Scale { left: limit.saturating_sub(*sum), broken: false };
        let weighed = io::copy(&mut part, &mut scale);
        match weighed {
            _ if scale.broken => return Err(large(limit)),
            Ok(bytes) => *sum += bytes,
            Err(error) => return Err(damaged(&error)),
        }
    }
    input.seek(SeekFrom::Start(0)).map_err(|error| damaged(&error))?;
    Ok(())
}

/// Counts, and breaks under too much.
struct Scale {
    left: u64,
    broken: bool,
}

impl Write for Scale {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match self.left.checked_sub(bytes.len() as u64) {
            Some(left) => {
                self.left = left;
                Ok(bytes.len())
            }
            None => {
                self.broken = true;
                Err(io::ErrorKind::FileTooLarge.into())
            }
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
