//! A database: opened once, cloned cheaply, read and written through transactions.

use std::sync::Arc;

use crate::{
    Engine, Facts, StoreError, Tx, migrations, postgres::Postgres, queries, sqlite::Sqlite,
};

/// A database on either engine.
#[derive(Clone)]
pub struct Database(Arc<Backend>);

enum Backend {
    Sqlite(Sqlite),
    Postgres(Box<Postgres>),
}

impl Database {
    /// Opens `sqlite:/path/file.db` (the file is made if there is none) or `postgres://…`.
    /// Does not migrate.
    pub fn open(url: &str) -> Result<Self, StoreError> {
        let backend = if let Some(path) = url.strip_prefix("sqlite:") {
            let path = path.strip_prefix("//").unwrap_or(path);
            if path.is_empty() || path.starts_with(':') {
                return Err(StoreError::Address { url: url.to_owned() });
            }
            Backend::Sqlite(Sqlite::open(path)?)
        } else if url.starts_with("postgres://") || url.starts_with("postgresql://") {
            Backend::Postgres(Box::new(Postgres::open(url)?))
        } else {
            let scheme = url.split_once(':').map_or("", |(scheme, _)| scheme);
            return Err(StoreError::Address { url: format!("{scheme}:…") });
        };
        Ok(Self(Arc::new(backend)))
    }

    /// Which engine it runs on.
    pub fn engine(&self) -> Engine {
        match *self.0 {
            Backend::Sqlite(_) => Engine::Sqlite,
            Backend::Postgres(_) => Engine::Postgres,
        }
    }

    /// Runs every migration that has not run, all in one transaction.
    pub fn migrate(&self) -> Result<(), StoreError> {
        self.write(migrations::run)
    }

    /// Reads without a snapshot: each statement sees what was committed when it began.
    ///
    /// For a single statement it is the same as `read`, and on PostgreSQL half the work.
    pub fn glance<T, E: From<StoreError>>(
        &self,
        job: impl FnOnce(&mut Tx) -> Result<T, E>,
    ) -> Result<T, E> {
        let mut tx = match &*self.0 {
            Backend::Sqlite(sqlite) => Tx::on_sqlite(sqlite.glance()?),
            Backend::Postgres(postgres) => Tx::on_postgres(postgres.glance()?),
        };
        let answer = job(&mut tx);
        tx.abandon();
        answer
    }

    /// Reads one snapshot. A read inside a read takes a second connection and sees another one.
    pub fn read<T, E: From<StoreError>>(
        &self,
        job: impl FnOnce(&mut Tx) -> Result<T, E>,
    ) -> Result<T, E> {
        let mut tx = match &*self.0 {
            Backend::Sqlite(sqlite) => Tx::on_sqlite(sqlite.read()?),
            Backend::Postgres(postgres) => Tx::on_postgres(postgres.read()?),
        };
        let answer = job(&mut tx);
        tx.abandon();
        answer
    }

    /// Writes in one transaction: durable when this returns `Ok`, undone when `job` fails.
    /// A write inside a write waits for itself and fails as busy.
    pub fn write<T, E: From<StoreError>>(
        &self,
        job: impl FnOnce(&mut Tx) -> Result<T, E>,
    ) -> Result<T, E> {
        let mut tx = match &*self.0 {
            Backend::Sqlite(sqlite) => Tx::on_sqlite(sqlite.write()?),
            Backend::Postgres(postgres) => Tx::on_postgres(postgres.write()?),
        };
        match job(&mut tx) {
            Ok(answer) => {
                tx.commit()?;
                Ok(answer)
            }
            Err(error) => {
                tx.abandon();
                Err(error)
            }
        }
    }

    /// What the engine says about itself, and what is wrong with it.
    pub fn facts(&self) -> Result<Facts, StoreError> {
        match *self.0 {
            Backend::Sqlite(_) => self.write(queries::sqlite::facts),
            Backend::Postgres(_) => self.read(queries::postgres::facts),
        }
    }
}
