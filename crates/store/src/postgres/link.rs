//! One PostgreSQL connection, driven by whichever thread waits for an answer.
//!
//! No thread stands between caller and socket: each connection has a runtime of its own that only
//! polls while a call waits. `begin`, `savepoint` and the end of a snapshot cost no round trip:
//! they travel with the next statement.

use std::{
    collections::HashMap,
    future::poll_fn,
    pin::{Pin, pin},
    task::{Context, Poll},
    time::{Duration, Instant},
};

use futures_util::{
    StreamExt, TryStreamExt,
    future::{join, try_join_all},
};
use tokio::runtime::{Builder, Runtime};
use tokio_postgres::{Client, Config, Error, NoTls, RowStream, Statement, error::SqlState};

use super::{
    values,
    widen::{Insert, width},
};
use crate::{Row, StoreError, Value, error::beginning};

/// Statements in flight at once; enough to hide the round trip, few enough for the buffers.
const IN_FLIGHT: usize = 256;
/// Rows fetched from the connection before they are handed on.
const ROWS: usize = 256;
/// A connection idle for longer is asked whether it lives before it is used.
const TRUSTED: Duration = Duration::from_secs(1);
/// Statements kept prepared on a connection.
const PREPARED: usize = 512;

type Driver = Pin<Box<dyn Future<Output = Result<(), Error>> + Send>>;

/// A connection with its prepared statements.
pub(crate) struct Link {
    client: Client,
    socket: Socket,
    statements: HashMap<Box<str>, Statement>,
    /// Commands that travel with the next statement.
    deferred: String,
    /// Whether a transaction is wanted but nothing of it has reached the server.
    unsent: bool,
    /// Whether statements stand alone, without a transaction around them.
    alone: bool,
    last_used: Instant,
}

impl Link {
    pub(crate) fn connect(config: &Config) -> Result<Self, StoreError> {
        let failed = |reason: String| StoreError::Open { reason };
        let runtime = Builder::new_current_thread()
            .enable_all()
            .build()
            .map_err(|error| failed(error.to_string()))?;
        let (client, connection) =
            runtime.block_on(config.connect(NoTls)).map_err(|error| failed(words(&error)))?;
        let socket = Socket { runtime: Some(runtime), driver: Some(Box::pin(connection)) };
        Ok(Self {
            client,
            socket,
            statements: HashMap::new(),
            deferred: String::new(),
            unsent: true,
            alone: false,
            last_used: Instant::now(),
        })
    }

    /// Begins a transaction, or none if `command` is empty; says no if the connection was lost
    /// while it lay idle.
    pub(crate) fn begin(&mut self, command: &str) -> bool {
        self.deferred.clear();
        self.deferred.push_str(command);
        self.unsent = true;
        self.alone = command.is_empty();
        self.last_used.elapsed() < TRUSTED || self.run_script("").is_ok()
    }

    /// Whether the server still listens, as far as is known without asking.
    pub(crate) fn is_alive(&self) -> bool {
        self.socket.driver.is_some() && !self.client.is_closed()
    }

    /// Lets a command without parameters and results travel with the next statement.
    pub(crate) fn defer(&mut self, command: &str) {
        self.deferred.push_str(command);
    }

    /// Sends what was deferred and `script`, and waits.
    pub(crate) fn run_script(&mut self, script: &str) -> Result<(), StoreError> {
        let mut text = self.take_deferred();
        text.push_str(script);
        self.socket.wait(script, self.client.batch_execute(&text))
    }

    /// Commits, unless nothing was ever sent.
    pub(crate) fn commit(&mut self) -> Result<(), StoreError> {
        if self.unsent {
            self.deferred.clear();
            return Ok(());
        }
        self.run_script("commit")?;
        self.last_used = Instant::now();
        Ok(())
    }

    /// Rolls back without waiting: the answer is read, and ignored, with the next statement's.
    pub(crate) fn abandon(&mut self) {
        self.deferred.clear();
        if !self.unsent && !self.alone {
            self.socket.send(self.client.batch_execute("rollback"));
        }
        self.last_used = Instant::now();
    }

    /// Calls `each` for every row until it says no.
    pub(crate) fn stream<E: From<StoreError>>(
        &mut self,
        sql: &str,
        params: &[Value],
        mut each: impl FnMut(Row) -> Result<(), E>,
    ) -> Result<(), E> {
        let statement = self.prepared(sql)?;
        let deferred = self.take_deferred();
        let begin = async {
            if deferred.is_empty() { Ok(()) } else { self.client.batch_execute(&deferred).await }
        };
        let first = join(begin, async {
            let rows = Box::pin(self.client.query_raw(&statement, params).await?);
            next_rows(rows).await
        });
        let both = async {
            let (begun, first) = first.await;
            begun.and(first)
        };
        let (mut rows, mut found) = self.socket.wait(sql, both)?;
        loop {
            let last = found.len() < ROWS;
            for row in found {
                each(values::row(&row)?)?;
            }
            if last {
                return Ok(());
            }
            (rows, found) = self.socket.wait(sql, next_rows(rows))?;
        }
    }

    /// Runs one statement for many sets of parameters, many in flight; results in their order.
    pub(crate) fn query_each(
        &mut self,
        sql: &str,
        params: &[Vec<Value>],
    ) -> Result<Vec<Vec<Row>>, StoreError> {
        let statement = self.prepared(sql)?;
        self.flush()?;
        let mut results = Vec::with_capacity(params.len());
        for sets in params.chunks(IN_FLIGHT) {
            let (client, statement) = (&self.client, &statement);
            let answers = sets.iter().map(|set| async move {
                let rows = client.query_raw(statement, set).await?;
                rows.try_collect::<Vec<_>>().await
            });
            for rows in self.socket.wait(sql, try_join_all(answers))? {
                results.push(rows.iter().map(values::row).collect::<Result<_, _>>()?);
            }
        }
        Ok(results)
    }

    /// Runs one statement for many sets of parameters, many in flight; counts the rows changed.
    pub(crate) fn execute_each(
        &mut self,
        sql: &str,
        params: &[&[Value]],
    ) -> Result<u64, StoreError> {
        let insert = if params.len() > 1 { Insert::parse(sql) } else { None };
        let mut statements: Vec<(Statement, &[&[Value]])> = Vec::new();
        let mut rest = params;
        while !rest.is_empty() {
            let rows = if insert.is_some() { width(rest.len()) } else { 1 };
            let (sets, left) = rest.split_at(rows);
            let statement = match (statements.last(), &insert) {
                (Some((last, before)), _) if before.len() == rows => last.clone(),
                (_, Some(insert)) if rows > 1 => self.prepared(&insert.text(rows))?,
                _ => self.prepared(sql)?,
            };
            statements.push((statement, sets));
            rest = left;
        }
        self.flush()?;
        let mut changed = 0;
        for some in statements.chunks(IN_FLIGHT) {
            let answers = some.iter().map(|(statement, sets)| {
                let values: Vec<&Value> = sets.iter().copied().flatten().collect();
                self.client.execute_raw(statement, values)
            });
            changed += self.socket.wait(sql, try_join_all(answers))?.iter().sum::<u64>();
        }
        Ok(changed)
    }

    fn take_deferred(&mut self) -> String {
        self.unsent = false;
        std::mem::take(&mut self.deferred)
    }

    fn flush(&mut self) -> Result<(), StoreError> {
        if self.deferred.is_empty() { Ok(()) } else { self.run_script("") }
    }

    fn prepared(&mut self, sql: &str) -> Result<Statement, StoreError> {
        if let Some(statement) = self.statements.get(sql) {
            return Ok(statement.clone());
        }
        // Inside a transaction that has begun: a table made by it must be known to the statement.
        self.flush()?;
        if self.statements.len() > PREPARED {
            self.statements.clear();
        }
        let statement = self.socket.wait(sql, self.client.prepare(sql))?;
        self.statements.insert(sql.into(), statement.clone());
        Ok(statement)
    }
}

async fn next_rows(
    mut rows: Pin<Box<RowStream>>,
) -> Result<(Pin<Box<RowStream>>, Vec<tokio_postgres::Row>), Error> {
    let mut found = Vec::new();
    while found.len() < ROWS {
        match rows.next().await.transpose()? {
            Some(row) => found.push(row),
            None => break,
        }
    }
    Ok((rows, found))
}

/// The socket's side of a connection and the runtime that waits for it.
struct Socket {
    runtime: Option<Runtime>,
    /// Gone once the connection has ended.
    driver: Option<Driver>,
}

impl Socket {
    /// Blocks until `work` is done, moving bytes meanwhile; `sql` is for the error.
    fn wait<T>(
        &mut self,
        sql: &str,
        work: impl Future<Output = Result<T, Error>>,
    ) -> Result<T, StoreError> {
        let Self { runtime: Some(runtime), driver } = self else {
            return Err(StoreError::Lost { reason: "it was closed".to_owned() });
        };
        let mut work = pin!(work);
        let answer = runtime.block_on(poll_fn(|context| {
            if let Poll::Ready(answer) = work.as_mut().poll(context) {
                return Poll::Ready(answer);
            }
            drive(driver, context);
            if driver.is_some() {
                return Poll::Pending;
            }
            // The driver held the sending ends: with it gone, `work` ends with an error.
            work.as_mut().poll(context)
        }));
        answer.map_err(|error| refused(&error, sql))
    }

    /// Hands `work`'s request to the socket without waiting for the answer.
    fn send<T>(&mut self, work: impl Future<Output = T>) {
        let Self { runtime: Some(runtime), driver } = self else { return };
        let mut work = pin!(work);
        runtime.block_on(poll_fn(|context| {
            if work.as_mut().poll(context).is_pending() {
                drive(driver, context);
            }
            Poll::Ready(())
        }));
    }
}

/// Moves bytes, and drops the driver when its connection has ended.
fn drive(driver: &mut Option<Driver>, context: &mut Context<'_>) {
    if driver.as_mut().is_some_and(|driver| driver.as_mut().poll(context).is_ready()) {
        *driver = None;
    }
}

impl Drop for Socket {
    /// A runtime dropped in async code would panic; this way it may be dropped anywhere.
    fn drop(&mut self) {
        if let Some(runtime) = self.runtime.take() {
            runtime.shutdown_background();
        }
    }
}

fn words(error: &Error) -> String {
    match error.as_db_error() {
        Some(said) => format!("{} ({})", said.message(), said.code().code()),
        None => {
            let cause = std::error::Error::source(error).map(ToString::to_string);
            cause.map_or_else(|| error.to_string(), |cause| format!("{error}: {cause}"))
        }
    }
}

fn refused(error: &Error, sql: &str) -> StoreError {
    let (reason, sql) = (words(error), beginning(sql));
    match error.code() {
        Some(&SqlState::UNIQUE_VIOLATION) => StoreError::Duplicate { reason, sql },
        Some(&(SqlState::T_R_DEADLOCK_DETECTED | SqlState::T_R_SERIALIZATION_FAILURE)) => {
            StoreError::Busy { reason }
        }
        Some(&SqlState::LOCK_NOT_AVAILABLE) => StoreError::Busy { reason },
        Some(code) if code.code().starts_with("57P") || code.code().starts_with("08") => {
            StoreError::Lost { reason }
        }
        None if error.is_closed() => StoreError::Lost { reason },
        _ => StoreError::Statement { reason, sql },
    }
}
