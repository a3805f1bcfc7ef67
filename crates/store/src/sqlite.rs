//! SQLite: one writer and a pool of readers on one file in WAL mode.

mod link;
mod rewrite;

use std::{path::PathBuf, sync::Arc};

use rusqlite::{Connection, OpenFlags};

use crate::{
    StoreError,
    pool::{Place, Pool},
    queries,
};

pub(crate) use link::Link;

/// Readers at a time; beyond it threads wait, the processor has no more cores to give anyway.
const READERS: usize = 16;

/// A database file.
pub(crate) struct Sqlite {
    path: PathBuf,
    writer: Arc<Pool<Link>>,
    readers: Arc<Pool<Link>>,
}

impl Sqlite {
    /// Opens (and creates) the file.
    pub(crate) fn open(path: &str) -> Result<Self, StoreError> {
        let sqlite = Self {
            path: path.into(),
            writer: Pool::new(1, "writer"),
            readers: Pool::new(READERS, "reader"),
        };
        let (place, _) = sqlite.writer.take()?;
        place.keep(sqlite.connect(queries::sqlite::WRITER)?);
        Ok(sqlite)
    }

    /// The reader's connection, a snapshot begun.
    pub(crate) fn read(&self) -> Result<(Link, Place<Link>), StoreError> {
        let (mut link, place) = self.glance()?;
        link.run("begin")?;
        Ok((link, place))
    }

    /// A reader's connection on which each statement stands alone.
    pub(crate) fn glance(&self) -> Result<(Link, Place<Link>), StoreError> {
        let (place, idle) = self.readers.take()?;
        let link = match idle {
            Some(link) => link,
            None => self.connect(queries::sqlite::READER)?,
        };
        Ok((link, place))
    }

    /// The writer's connection, the file locked for this transaction.
    pub(crate) fn write(&self) -> Result<(Link, Place<Link>), StoreError> {
        let (place, idle) = self.writer.take()?;
        let mut link = match idle {
            Some(link) => link,
            None => self.connect(queries::sqlite::WRITER)?,
        };
        link.run("begin immediate")?;
        Ok((link, place))
    }

    fn connect(&self, settings: &str) -> Result<Link, StoreError> {
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE
            | OpenFlags::SQLITE_OPEN_CREATE
            | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let failed = |error: rusqlite::Error| StoreError::Open {
            reason: format!("{}: {error}", self.path.display()),
        };
        let connection = Connection::open_with_flags(&self.path, flags).map_err(failed)?;
        connection.execute_batch(settings).map_err(failed)?;
        let mode: String = connection
            .query_row(queries::sqlite::JOURNAL_MODE, [], |row| row.get(0))
            .map_err(failed)?;
        if mode != "wal" {
            let reason = format!("{}: no write-ahead log on this file system", self.path.display());
            return Err(StoreError::Open { reason });
        }
        Ok(Link::new(connection))
    }
}
