//! One SQLite connection.

use rusqlite::{
    Connection, ErrorCode, Statement,
    types::{ToSqlOutput, ValueRef},
};

use super::rewrite::Rewritten;
use crate::{Row, StoreError, Value, error::beginning};

/// Statements kept prepared on a connection.
const PREPARED: usize = 256;

/// A connection with its prepared statements.
pub(crate) struct Link {
    connection: Connection,
    texts: Rewritten,
}

impl Link {
    pub(crate) fn new(connection: Connection) -> Self {
        connection.set_prepared_statement_cache_capacity(PREPARED);
        Self { connection, texts: Rewritten::default() }
    }

    /// Runs a statement without parameters and results: begin, commit, savepoint.
    pub(crate) fn run(&mut self, sql: &str) -> Result<(), StoreError> {
        let run = || self.connection.prepare_cached(sql)?.raw_execute();
        run().map(drop).map_err(|error| refused(&error, sql))
    }

    /// Runs several statements, as they stand in a migration.
    pub(crate) fn run_script(&mut self, sql: &str) -> Result<(), StoreError> {
        self.connection.execute_batch(sql).map_err(|error| refused(&error, sql))
    }

    /// Whether a transaction is open; the engine ends it by itself after some errors.
    pub(crate) fn is_open(&self) -> bool {
        !self.connection.is_autocommit()
    }

    /// Calls `each` for every row until it says no; says whether it never did.
    pub(crate) fn stream<E: From<StoreError>>(
        &mut self,
        sql: &str,
        params: &[Value],
        mut each: impl FnMut(Row) -> Result<(), E>,
    ) -> Result<(), E> {
        let failed = |error: rusqlite::Error| E::from(refused(&error, sql));
        let mut statement = self.connection.prepare_cached(self.texts.get(sql)).map_err(failed)?;
        bind(&mut statement, params).map_err(failed)?;
        let columns = statement.column_count();
        let mut rows = statement.raw_query();
        while let Some(found) = rows.next().map_err(failed)? {
            let values = (0..columns).map(|column| found.get_ref(column).and_then(owned));
            each(Row { values: values.collect::<Result<_, _>>().map_err(failed)? })?;
        }
        Ok(())
    }

    /// Runs one statement for each set of parameters; counts the rows changed.
    pub(crate) fn execute_each<'p>(
        &mut self,
        sql: &str,
        params: impl Iterator<Item = &'p [Value]>,
    ) -> Result<u64, StoreError> {
        let failed = |error: rusqlite::Error| refused(&error, sql);
        let mut statement = self.connection.prepare_cached(self.texts.get(sql)).map_err(failed)?;
        let mut changed = 0;
        for set in params {
            bind(&mut statement, set).map_err(failed)?;
            changed += statement.raw_execute().map_err(failed)? as u64;
        }
        Ok(changed)
    }
}

fn bind(statement: &mut Statement<'_>, params: &[Value]) -> rusqlite::Result<()> {
    let wanted = statement.parameter_count();
    if wanted != params.len() {
        return Err(rusqlite::Error::InvalidParameterCount(params.len(), wanted));
    }
    for (index, value) in params.iter().enumerate() {
        statement.raw_bind_parameter(index + 1, Bound(value))?;
    }
    Ok(())
}

/// A value on its way to SQLite, not copied.
struct Bound<'v>(&'v Value);

impl rusqlite::ToSql for Bound<'_> {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(ToSqlOutput::Borrowed(match self.0 {
            Value::Int(number) => ValueRef::Integer(*number),
            Value::Real(number) => ValueRef::Real(*number),
            Value::Text(text) if text.contains('\0') => {
                let reason = "text holds a NUL character, which PostgreSQL cannot store";
                return Err(rusqlite::Error::ToSqlConversionFailure(reason.into()));
            }
            Value::Text(text) => ValueRef::Text(text.as_bytes()),
            Value::Bytes(bytes) => ValueRef::Blob(bytes),
            Value::Null => ValueRef::Null,
        }))
    }
}

fn owned(value: ValueRef<'_>) -> rusqlite::Result<Value> {
    Ok(match value {
        ValueRef::Null => Value::Null,
        ValueRef::Integer(number) => Value::Int(number),
        ValueRef::Real(number) => Value::Real(number),
        ValueRef::Text(_) => Value::Text(value.as_str()?.to_owned()),
        ValueRef::Blob(bytes) => Value::Bytes(bytes.to_vec()),
    })
}

fn refused(error: &rusqlite::Error, sql: &str) -> StoreError {
    use rusqlite::ffi;
    let (reason, sql) = (error.to_string(), beginning(sql));
    let Some(failure) = error.sqlite_error() else { return StoreError::Statement { reason, sql } };
    match (failure.code, failure.extended_code) {
        (ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked, _) => StoreError::Busy { reason },
        (_, ffi::SQLITE_CONSTRAINT_UNIQUE | ffi::SQLITE_CONSTRAINT_PRIMARYKEY) => {
            StoreError::Duplicate { reason, sql }
        }
        _ => StoreError::Statement { reason, sql },
    }
}
