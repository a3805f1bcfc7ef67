//! Connections, transactions, migrations and sealed columns on two SQL engines.
//!
//! One SQL text with `$1`, `$2` … runs on SQLite and on PostgreSQL. Everything blocks the calling
//! thread: from async code call it on a blocking thread.

pub mod database;
pub mod error;
pub mod model;
pub mod vault;

mod migrations;
mod pool;
mod postgres;
mod queries;
mod sqlite;
mod tx;

#[cfg(test)]
mod tests;

pub use database::Database;
pub use error::StoreError;
pub use model::{Engine, Facts, Row, Value};
pub use tx::Tx;
pub use vault::Vault;
