//! The reading thread: rows in, checked chunks out.

use std::sync::{Arc, mpsc::SyncSender};

use identity::Directory;
use policy::Law;
use serde_json::json;
use store::Database;
use vocabulary::SiteKey;

use crate::{
    IntakeError,
    batch::{
        chunk::{BYTES, Cells, Chunk, Columns, Context, Entry, Prepared, ROWS},
        prepare::{self, Preparing},
    },
    format::{RawRow, Sink},
    header::{Headers, Mapping},
    identity::Subject,
    resolve::Resolver,
    row::Row,
    rule,
    shape::Shape,
};

/// A chunk, or why there is none.
pub(crate) type Handed = Result<Chunk, IntakeError>;

/// Checks rows as they are read and hands them on in chunks.
pub(crate) struct Examiner<'s> {
    law: &'s Law,
    key: &'s SiteKey,
    resolver: Resolver<'s>,
    context: Arc<Context>,
    headers: &'s Headers,
    row: Row<'s>,
    mapping: Mapping,
    /// Headers of columns of persons' items that have no purpose.
    purposeless: Vec<String>,
    chunk: Chunk,
    /// Bytes of text in the chunk.
    weight: usize,
    /// Rows of the file seen so far.
    seen: u64,
    /// Rows that an earlier, interrupted reading has done.
    skip: u64,
    out: SyncSender<Handed>,
}

impl<'s> Examiner<'s> {
    /// An examiner that skips the first `skip` rows.
    pub(crate) fn new(
        (law, directory): (&'s Law, &'s dyn Directory),
        (db, key): (&'s Database, &'s SiteKey),
        (shape, headers): (&'s Shape, &'s Headers),
        context: Arc<Context>,
        skip: u64,
        out: SyncSender<Handed>,
    ) -> Self {
        let resolver = Resolver::new(law, directory, (db, key), context.today);
        let row = Row::new(shape, context.today.to_string());
        let chunk = Chunk { from: skip, ..Chunk::default() };
        let mapping = Mapping::default();
        let purposeless = Vec::new();
        Self {
            law,
            key,
            resolver,
            context,
            headers,
            row,
            mapping,
            purposeless,
            chunk,
            weight: 0,
            seen: 0,
            skip,
            out,
        }
    }

    /// Hands on the last chunk, even if it is empty: it closes the batch.
    pub(crate) fn finish(mut self) -> Result<(), IntakeError> {
        self.chunk.end = true;
        self.hand_on()
    }

    fn hand_on(&mut self) -> Result<(), IntakeError> {
        let next = Chunk { from: self.seen, ..Chunk::default() };
        self.weight = 0;
        let chunk = std::mem::replace(&mut self.chunk, next);
        self.out.send(Ok(chunk)).map_err(|_| IntakeError::BrokenOff)
    }

    fn entry(&mut self, raw: &RawRow) -> Result<Entry, IntakeError> {
        self.resolver.check(&mut self.row, raw, &self.mapping)?;
        let subject = prepare::subject(&mut self.row, self.key);
        let record = subject.and_then(|subject| self.record(raw, &subject));
        let faults = std::mem::take(&mut self.row.faults);
        let cells = self.cells(raw, record.is_none());
        Ok(Entry { line: raw.line(), cells, faults, record })
    }

    fn record(&mut self, raw: &RawRow, subject: &Subject) -> Option<Box<Prepared>> {
        let preparing = Preparing {
            law: self.law,
            key: self.key,
            context: &self.context,
            purposeless: &self.purposeless,
            recogniser: &self.context.agency,
        };
        preparing.record(&mut self.row, raw.line(), subject)
    }

    /// The cells, to be given back if the row is refused.
    fn cells(&self, raw: &RawRow, refused: bool) -> Cells {
        let open = Cells::Open(raw.clone());
        if refused { Cells::Sealed(open.sealed(raw.line(), &self.context)) } else { open }
    }
}

impl Sink for Examiner<'_> {
    fn headers(&mut self, headers: &[String], complete: bool) -> Result<(), IntakeError> {
        let profile = self.context.submission.profile.as_deref();
        self.mapping = self.headers.map(headers, profile, complete)?;
        let dropped: Vec<&str> =
            self.mapping.dropped.iter().map(|(header, _)| header.as_str()).collect();
        self.chunk.columns = Some(Columns {
            headers: json!(headers).to_string(),
            dropped: json!(dropped).to_string(),
            profile: self.mapping.profile.clone(),
        });
        self.purposeless = self
            .mapping
            .dropped
            .iter()
            .filter(|(_, rule)| *rule == &rule::NO_PURPOSE)
            .map(|(header, _)| header.clone())
            .collect();
        Ok(())
    }

    fn row(&mut self, raw: &RawRow) -> Result<(), IntakeError> {
        self.seen += 1;
        if self.seen <= self.skip {
            return Ok(());
        }
        let entry = self.entry(raw)?;
        self.chunk.entries.push(entry);
        self.weight += raw.bytes();
        if self.chunk.entries.len() >= ROWS || self.weight >= BYTES {
            self.hand_on()?;
        }
        Ok(())
    }
}
