//! All of this room's SQL.

pub(crate) mod postgres;
pub(crate) mod sqlite;

/// What has run: file and text.
pub(crate) const MIGRATIONS_RUN: &str = "select file, script from store_migrations order by file";

/// Records a migration: file, text.
pub(crate) const RECORD_MIGRATION: &str =
    "insert into store_migrations (file, script) values ($1, $2)";
