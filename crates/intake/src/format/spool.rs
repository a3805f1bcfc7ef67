//! The file as sent, kept whole (in memory while small, else in a temporary file) with its digest.
//!
//! The digest names the batch, and the batch is opened before the first row is taken; so the bytes are
//! read once to the end before they are read as rows.

use std::{
    io::{BufReader, Read, Seek, SeekFrom, Write},
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
};

use sha2::{Digest, Sha256};
use tempfile::SpooledTempFile;

use crate::{IntakeError, format::Limits};

/// Bytes kept in memory before a temporary file is made.
const IN_MEMORY: usize = 8 << 20;

/// A file as it was sent.
pub(crate) struct Spool {
    file: SpooledTempFile,
    bytes: u64,
    digest: [u8; 32],
}

/// How many bytes of a spool have been read; shared between threads.
#[derive(Clone, Default)]
pub(crate) struct Meter(Arc<AtomicU64>);

impl Meter {
    /// Bytes read so far.
    pub(crate) fn read(&self) -> u64 {
        self.0.load(Ordering::Relaxed)
    }
}

impl Spool {
    /// Takes everything from `input`.
    pub(crate) fn take(mut input: impl Read, limits: &Limits) -> Result<Self, IntakeError> {
        let mut file = SpooledTempFile::new(IN_MEMORY);
        let mut hasher = Sha256::new();
        let mut bytes = 0_u64;
        let mut buffer = vec![0; 256 << 10];
        loop {
            let read = match input.read(&mut buffer) {
                Ok(0) => break,
                Ok(read) => read,
                Err(error) if error.kind() == std::io::ErrorKind::Interrupted => continue,
                Err(error) => return Err(IntakeError::Transfer { reason: error.to_string() }),
            };
            let part = buffer.get(..read).unwrap_or_default();
            bytes += part.len() as u64;
            if bytes > limits.sent_bytes {
                return Err(IntakeError::TooLarge { what: "文件", limit: limits.sent_bytes });
            }
            hasher.update(part);
            file.write_all(part)
                .map_err(|error| IntakeError::Disk { reason: error.to_string() })?;
        }
        if bytes == 0 {
            return Err(IntakeError::Empty);
        }
        Ok(Self { file, bytes, digest: hasher.finalize().into() })
    }

    /// How many bytes were sent.
    pub(crate) fn bytes(&self) -> u64 {
        self.bytes
    }

    /// SHA-256 of the bytes.
    pub(crate) fn digest(&self) -> &[u8; 32] {
        &self.digest
    }

    /// The bytes from the beginning, counted by `meter` as they are read.
    pub(crate) fn open(&mut self, meter: &Meter) -> Result<BufReader<Metered<'_>>, IntakeError> {
        self.file
            .seek(SeekFrom::Start(0))
            .map_err(|error| IntakeError::Disk { reason: error.to_string() })?;
        meter.0.store(0, Ordering::Relaxed);
        let metered = Metered { file: &mut self.file, meter: meter.clone() };
        Ok(BufReader::with_capacity(64 << 10, metered))
    }
}

/// A spool being read.
pub(crate) struct Metered<'a> {
    file: &'a mut SpooledTempFile,
    meter: Meter,
}

impl Read for Metered<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        let read = self.file.read(buffer)?;
        self.meter.0.fetch_add(read as u64, Ordering::Relaxed);
        Ok(read)
    }
}

impl Seek for Metered<'_> {
    fn seek(&mut self, to: SeekFrom) -> std::io::Result<u64> {
        self.file.seek(to)
    }
}
