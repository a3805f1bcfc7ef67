//! What only SQLite understands.

use crate::{Engine, Facts, StoreError, Tx};

/// Settings of the writer: durable at every commit, checkpoints seldom, much cache.
pub(crate) const WRITER: &str = "
    pragma busy_timeout = 30000;
    pragma journal_mode = wal;
    pragma synchronous = full;
    pragma wal_autocheckpoint = 50000;
    pragma journal_size_limit = 1073741824;
    pragma cache_size = -524288;
    pragma mmap_size = 8589934592;
    pragma temp_store = memory;
    pragma foreign_keys = off;
    pragma trusted_schema = off;";

/// Settings of a reader. No memory map: SQLite unmaps the file at the beginning of every read after a
/// commit, and faulting it in again costs a point read more than reading its ten pages does.
pub(crate) const READER: &str = "
    pragma busy_timeout = 30000;
    pragma journal_mode = wal;
    pragma query_only = on;
    pragma cache_size = -32768;
    pragma temp_store = memory;
    pragma trusted_schema = off;";

/// `wal`, if the file system can do it.
pub(crate) const JOURNAL_MODE: &str = "pragma journal_mode";

/// Version and encoding.
pub(crate) const FACTS: &str = "select sqlite_version(), (select encoding from pragma_encoding())";

/// 0 off, 1 normal, 2 full, 3 extra.
pub(crate) const SYNCHRONOUS: &str = "pragma synchronous";

/// What the file says about itself; asked on the writer's connection, whose settings matter.
pub(crate) fn facts(tx: &mut Tx) -> Result<Facts, StoreError> {
    let row = tx.query_one(FACTS, &[])?.unwrap_or_default();
    let encoding = row.text(1)?.to_owned();
    let level = tx.query_one(SYNCHRONOUS, &[])?.unwrap_or_default().int(0)?;
    let journal = tx.query_one(JOURNAL_MODE, &[])?.unwrap_or_default().text(0)?.to_owned();
    let mut faults = Vec::new();
    if encoding != "UTF-8" {
        faults
            .push(format!("the file is encoded in {encoding}; make a new file and import into it"));
    }
    if level < 2 || journal != "wal" {
        faults.push("commits are not durable; open the file with synchronous = full".to_owned());
    }
    Ok(Facts {
        engine: Engine::Sqlite,
        version: row.text(0)?.to_owned(),
        encoding,
        ctype: None,
        durability: vec![
            ("journal_mode".to_owned(), journal),
            ("synchronous".to_owned(), level.to_string()),
        ],
        faults,
    })
}
