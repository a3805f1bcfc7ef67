//! A transaction: the one thing through which rooms speak to the database.

use crate::{Engine, Row, StoreError, Value, pool::Place, postgres, sqlite};

/// An open transaction or snapshot. Statements are written with `$1`, `$2` … and kept prepared.
pub struct Tx {
    link: Link,
    depth: u32,
    /// A statement failed and no savepoint has undone it: PostgreSQL would not commit, so neither
    /// engine may.
    failed: bool,
}

enum Link {
    Sqlite(sqlite::Link, Place<sqlite::Link>),
    Postgres(postgres::Link, Place<postgres::Link>),
}

impl Tx {
    pub(crate) fn on_sqlite((link, place): (sqlite::Link, Place<sqlite::Link>)) -> Self {
        Self { link: Link::Sqlite(link, place), depth: 0, failed: false }
    }

    pub(crate) fn on_postgres((link, place): (postgres::Link, Place<postgres::Link>)) -> Self {
        Self { link: Link::Postgres(link, place), depth: 0, failed: false }
    }

    /// Which engine this runs on, for the few statements that differ.
    pub fn engine(&self) -> Engine {
        match self.link {
            Link::Sqlite(..) => Engine::Sqlite,
            Link::Postgres(..) => Engine::Postgres,
        }
    }

    /// All rows of a query.
    pub fn query(&mut self, sql: &str, params: &[Value]) -> Result<Vec<Row>, StoreError> {
        let mut rows = Vec::new();
        self.each_row(sql, params, |row| {
            rows.push(row);
            Ok::<_, StoreError>(())
        })?;
        Ok(rows)
    }

    /// The first row of a query, if there is one.
    pub fn query_one(&mut self, sql: &str, params: &[Value]) -> Result<Option<Row>, StoreError> {
        Ok(self.query(sql, params)?.into_iter().next())
    }

    /// Runs a statement without `returning`; counts the rows changed.
    pub fn execute(&mut self, sql: &str, params: &[Value]) -> Result<u64, StoreError> {
        let done = match &mut self.link {
            Link::Sqlite(link, _) => link.execute_each(sql, std::iter::once(params)),
            Link::Postgres(link, _) => link.execute_each(sql, &[params]),
        };
        self.failed |= done.is_err();
        done
    }

    /// The same query for many sets of parameters; results in their order.
    /// PostgreSQL has many of them in flight at once.
    pub fn query_each(
        &mut self,
        sql: &str,
        params: &[Vec<Value>],
    ) -> Result<Vec<Vec<Row>>, StoreError> {
        let done = match &mut self.link {
            Link::Sqlite(..) => params.iter().map(|set| self.query(sql, set)).collect(),
            Link::Postgres(link, _) => link.query_each(sql, params),
        };
        self.failed |= done.is_err();
        done
    }

    /// The same statement for many sets of parameters, in their order; counts the rows changed.
    pub fn execute_each(&mut self, sql: &str, params: &[Vec<Value>]) -> Result<u64, StoreError> {
        let done = match &mut self.link {
            Link::Sqlite(link, _) => link.execute_each(sql, params.iter().map(Vec::as_slice)),
            Link::Postgres(link, _) => {
                let sets: Vec<&[Value]> = params.iter().map(Vec::as_slice).collect();
                link.execute_each(sql, &sets)
            }
        };
        self.failed |= done.is_err();
        done
    }

    /// Calls `each` for every row, in flat memory, until it fails.
    pub fn stream<E: From<StoreError>>(
        &mut self,
        sql: &str,
        params: &[Value],
        mut each: impl FnMut(&Row) -> Result<(), E>,
    ) -> Result<(), E> {
        self.each_row(sql, params, |row| each(&row))
    }

    /// Runs `job`; if it fails, undoes what it did and leaves the transaction open.
    ///
    /// A statement that may fail and be survived (a duplicate key) belongs inside one: without it
    /// the transaction will not commit, on either engine.
    pub fn savepoint<T, E: From<StoreError>>(
        &mut self,
        job: impl FnOnce(&mut Self) -> Result<T, E>,
    ) -> Result<T, E> {
        self.depth += 1;
        let name = format!("s{}", self.depth);
        self.command(&format!("savepoint {name};"))?;
        let failed_before = std::mem::replace(&mut self.failed, false);
        let done = job(self).and_then(|answer| self.sound().map(|()| answer).map_err(E::from));
        self.depth -= 1;
        self.failed = failed_before;
        if done.is_err() {
            self.command(&format!("rollback to savepoint {name};"))?;
        }
        self.command(&format!("release savepoint {name};"))?;
        done
    }

    fn command(&mut self, command: &str) -> Result<(), StoreError> {
        match &mut self.link {
            Link::Sqlite(link, _) => link.run(command).inspect_err(|_| self.failed = true),
            Link::Postgres(link, _) => {
                link.defer(command);
                Ok(())
            }
        }
    }

    fn each_row<E: From<StoreError>>(
        &mut self,
        sql: &str,
        params: &[Value],
        mut each: impl FnMut(Row) -> Result<(), E>,
    ) -> Result<(), E> {
        let mut stopped = false;
        let each = |row| each(row).inspect_err(|_| stopped = true);
        let done = match &mut self.link {
            Link::Sqlite(link, _) => link.stream(sql, params, each),
            Link::Postgres(link, _) => link.stream(sql, params, each),
        };
        self.failed |= done.is_err() && !stopped;
        done
    }

    /// Runs several statements, as they stand in a migration.
    pub(crate) fn run_script(&mut self, script: &str) -> Result<(), StoreError> {
        let done = match &mut self.link {
            Link::Sqlite(link, _) => link.run_script(script),
            Link::Postgres(link, _) => link.run_script(script),
        };
        self.failed |= done.is_err();
        done
    }

    fn sound(&self) -> Result<(), StoreError> {
        if self.failed {
            let reason = "a statement failed and was passed over outside of a savepoint".to_owned();
            return Err(StoreError::Statement { reason, sql: "commit".to_owned() });
        }
        Ok(())
    }

    /// Commits durably and gives the connection back.
    pub(crate) fn commit(self) -> Result<(), StoreError> {
        if let Err(error) = self.sound() {
            self.abandon();
            return Err(error);
        }
        match self.link {
            Link::Sqlite(mut link, place) => {
                link.run("commit")?;
                place.keep(link);
            }
            Link::Postgres(mut link, place) => {
                link.commit()?;
                place.keep(link);
            }
        }
        Ok(())
    }

    /// Undoes everything, or ends a snapshot, and gives the connection back.
    pub(crate) fn abandon(self) {
        match self.link {
            Link::Sqlite(mut link, place) => {
                if !link.is_open() || link.run("rollback").is_ok() {
                    place.keep(link);
                }
            }
            Link::Postgres(mut link, place) => {
                link.abandon();
                if link.is_alive() {
                    place.keep(link);
                }
            }
        }
    }
}
