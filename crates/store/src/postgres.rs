//! PostgreSQL: a pool of connections, each driven by the thread that uses it.

mod link;
mod numeric;
mod values;
mod widen;

use std::{sync::Arc, time::Duration};

use tokio_postgres::Config;

use crate::{
    StoreError,
    pool::{Place, Pool},
    queries,
};

pub(crate) use link::Link;

/// Connections a process opens for reading, and again for writing.
const CONNECTIONS: usize = 16;

/// A database on a server.
pub(crate) struct Postgres {
    config: Config,
    links: Arc<Pool<Link>>,
    writers: Arc<Pool<Link>>,
}

impl Postgres {
    /// Reads the address and opens the first connection.
    pub(crate) fn open(url: &str) -> Result<Self, StoreError> {
        let mut config: Config = url
            .parse()
            .map_err(|error| StoreError::Open { reason: format!("{error}: {error:?}") })?;
        if config.get_connect_timeout().is_none() {
            config.connect_timeout(Duration::from_secs(10));
        }
        if config.get_application_name().is_none() {
            config.application_name("probity");
        }
        let postgres = Self {
            config,
            links: Pool::new(CONNECTIONS, "connection for reading"),
            writers: Pool::new(CONNECTIONS, "connection for writing"),
        };
        let (place, _) = postgres.links.take()?;
        place.keep(Link::connect(&postgres.config)?);
        Ok(postgres)
    }

    /// A connection on which the next statement begins a snapshot.
    pub(crate) fn read(&self) -> Result<(Link, Place<Link>), StoreError> {
        self.take(&self.links, queries::postgres::BEGIN_READ)
    }

    /// A connection on which each statement stands alone.
    pub(crate) fn glance(&self) -> Result<(Link, Place<Link>), StoreError> {
        self.take(&self.links, "")
    }

    /// A connection on which the next statement begins a transaction.
    ///
    /// Writers have places of their own: readers cannot keep them out.
    pub(crate) fn write(&self) -> Result<(Link, Place<Link>), StoreError> {
        self.take(&self.writers, queries::postgres::BEGIN_WRITE)
    }

    fn take(&self, pool: &Arc<Pool<Link>>, begin: &str) -> Result<(Link, Place<Link>), StoreError> {
        let (place, idle) = pool.take()?;
        if let Some(mut link) = idle
            && link.is_alive()
            && link.begin(begin)
        {
            return Ok((link, place));
        }
        let mut link = Link::connect(&self.config)?;
        link.begin(begin);
        Ok((link, place))
    }
}
