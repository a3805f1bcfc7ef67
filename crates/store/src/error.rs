//! Everything that can go wrong in this room.

/// An error of the store: what happened, and what to do next.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The database address is neither `sqlite:` nor `postgres://`.
    #[error(
        "no database is known by `{url}`; write `sqlite:/path/file.db` or `postgres://user@host/name`"
    )]
    Address {
        /// The address without its password.
        url: String,
    },
    /// The database could not be opened or reached.
    #[error(
        "the database cannot be opened: {reason}; check the address, the rights and that the server runs"
    )]
    Open {
        /// The engine's words.
        reason: String,
    },
    /// The connection was lost; a transaction that was open has been undone by the server, unless
    /// it was just being committed.
    #[error("the connection to the database was lost: {reason}; try again")]
    Lost {
        /// The engine's words.
        reason: String,
    },
    /// Nobody gave a connection or a lock back in time.
    #[error(
        "the database was busy for too long: {reason}; try again, or look for a writer that hangs"
    )]
    Busy {
        /// What was waited for.
        reason: String,
    },
    /// A unique constraint or primary key refused a row.
    #[error("a row with the same key exists already: {reason} in `{sql}`")]
    Duplicate {
        /// The engine's words.
        reason: String,
        /// The beginning of the statement.
        sql: String,
    },
    /// The engine refused a statement.
    #[error("the database refused `{sql}`: {reason}")]
    Statement {
        /// The engine's words.
        reason: String,
        /// The beginning of the statement.
        sql: String,
    },
    /// A column does not hold what was asked for.
    #[error("column {column} holds {found}, not {wanted}; the query and the migration disagree")]
    Column {
        /// The column's index, from 0.
        column: usize,
        /// The type asked for.
        wanted: &'static str,
        /// The type found.
        found: &'static str,
    },
    /// A migration failed; the database stands as it stood before `migrate`.
    #[error(
        "migration {file} failed: {reason}; nothing was changed, mend the file and migrate again"
    )]
    Migration {
        /// The file's name.
        file: String,
        /// The engine's words.
        reason: String,
    },
    /// A migration that has run differs from the file of the same name.
    #[error(
        "migration {file} was changed after it had run; put it back and write a new file instead"
    )]
    MigrationChanged {
        /// The file's name.
        file: String,
    },
    /// A sealed value does not have the form `s1.<key id>.<base64>`.
    #[error("a sealed value is malformed; the column was written by something else than the vault")]
    SealForm,
    /// A sealed value needs a key that the vault was not given.
    #[error("a value is sealed under key `{key}`, which is not loaded; add it to the retired keys")]
    SealKey {
        /// The key id in the value.
        key: String,
    },
    /// A sealed value was altered, or belongs to another place.
    #[error("a sealed value fails its authentication; it was altered or moved from another row")]
    SealBroken,
}

/// As much of a statement as an error message needs.
pub(crate) fn beginning(sql: &str) -> String {
    sql.split_whitespace().collect::<Vec<_>>().join(" ").chars().take(120).collect()
}
