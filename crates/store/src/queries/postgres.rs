//! What only PostgreSQL understands.

use crate::{Engine, Facts, StoreError, Tx};

/// A snapshot for reading.
pub(crate) const BEGIN_READ: &str = "begin isolation level repeatable read read only;";

/// A transaction for writing; each statement sees what was committed before it.
pub(crate) const BEGIN_WRITE: &str = "begin isolation level read committed;";

/// Keeps two processes from migrating at once; the number is this room's (`stor`).
pub(crate) const LOCK_MIGRATIONS: &str = "select pg_advisory_xact_lock(1937010546)";

/// Version, encoding, character classification.
pub(crate) const FACTS: &str = "select current_setting('server_version'),
    pg_encoding_to_char(encoding), datctype, datlocprovider::text
    from pg_database where datname = current_database()";

/// Whether a commit survives a power cut.
pub(crate) const DURABILITY: &str = "select name, setting from pg_settings
    where name in ('fsync', 'full_page_writes', 'synchronous_commit') order by name";

/// What the server says about this database.
pub(crate) fn facts(tx: &mut Tx) -> Result<Facts, StoreError> {
    let row = tx.query_one(FACTS, &[])?.unwrap_or_default();
    let (version, encoding) = (row.text(0)?.to_owned(), row.text(1)?.to_owned());
    let (ctype, provider) = (row.text(2)?.to_owned(), row.text(3)?);
    let durability = tx.query(DURABILITY, &[])?;
    let durability: Vec<(String, String)> = durability
        .iter()
        .map(|row| Ok((row.text(0)?.to_owned(), row.text(1)?.to_owned())))
        .collect::<Result<_, StoreError>>()?;
    let mut faults = Vec::new();
    if encoding != "UTF8" {
        faults.push(format!("the database is encoded in {encoding}; create it with encoding UTF8"));
    }
    if provider != "i" && matches!(ctype.as_str(), "C" | "POSIX") {
        let fault = "lc_ctype is C, under which functions on Chinese text do nothing; \
                     create the database with lc_ctype C.UTF-8 or an ICU locale";
        faults.push(fault.to_owned());
    }
    let major = version.split('.').next().and_then(|major| major.parse::<u32>().ok());
    if major.is_none_or(|major| major < 15) {
        faults.push(format!("the server is version {version}; 15 or later is needed"));
    }
    for (name, setting) in &durability {
        if setting == "off" {
            faults.push(format!("{name} is off, so a power cut loses commits; switch it on"));
        }
    }
    Ok(Facts {
        engine: Engine::Postgres,
        version,
        encoding,
        ctype: Some(ctype),
        durability,
        faults,
    })
}
