//! Fingerprints of the archive's tables: equal bytes, equal fingerprints, on either engine.

use std::collections::BTreeMap;

use sm3::{Digest as _, Sm3};
use store::{Database, Row, Value};

use crate::{ArchiveError, queries};

/// SM3 of every table's rows in the order of its key, hexadecimal, by table. Empty tables are not
/// named.
pub fn fingerprint(db: &Database) -> Result<BTreeMap<&'static str, String>, ArchiveError> {
    let mut tables: BTreeMap<&'static str, Sm3> = BTreeMap::new();
    db.read(|tx| queries::whole::every_row(tx, |table, row| absorb(tables.entry(table), row)))?;
    Ok(tables.into_iter().map(|(table, hash)| (table, hex::encode(hash.finalize()))).collect())
}

fn absorb(entry: std::collections::btree_map::Entry<'_, &'static str, Sm3>, row: &Row) {
    let hash = entry.or_default();
    for value in row.clone().into_values() {
        match value {
            Value::Null => hash.update(b"n"),
            Value::Int(number) => hash.update([b"i".as_slice(), &number.to_be_bytes()].concat()),
            Value::Real(number) => hash.update([b"r".as_slice(), &number.to_be_bytes()].concat()),
            Value::Text(text) => sized(hash, b't', text.as_bytes()),
            Value::Bytes(bytes) => sized(hash, b'b', &bytes),
        }
    }
    hash.update(b"\n");
}

fn sized(hash: &mut Sm3, mark: u8, bytes: &[u8]) {
    hash.update([mark]);
    hash.update((bytes.len() as u64).to_be_bytes());
    hash.update(bytes);
}
