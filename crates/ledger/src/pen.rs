//! The pen: the one writer of a process, which appends for many in one durable transaction.

mod group;
mod scribe;
mod transact;

use std::{
    sync::{
        Arc, Mutex, PoisonError,
        mpsc::{SyncSender, sync_channel},
    },
    thread::{self, JoinHandle},
};

use serde_json::json;
use store::Database;
use vocabulary::{Actor, Clock, Draft, Entropy, FactKind, Position, SubjectId};

use crate::{Follower, LedgerError};
use group::Request;
pub use scribe::Scribe;
pub(crate) use scribe::Sealed;

/// Requests that may wait for the pen before callers have to wait to hand theirs over.
const WAITING: usize = 8192;

/// The pen of a process. Clones share one writer thread, which ends with the last of them.
#[derive(Clone)]
pub struct Pen(Arc<Held>);

struct Held {
    requests: Mutex<Option<SyncSender<Request>>>,
    entropy: Arc<dyn Entropy>,
    thread: Option<JoinHandle<()>>,
}

impl Pen {
    /// Starts the writer thread.
    pub fn start(
        db: Database,
        followers: Vec<Box<dyn Follower>>,
        clock: Arc<dyn Clock>,
        entropy: Arc<dyn Entropy>,
    ) -> Result<Self, LedgerError> {
        let (requests, arrivals) = sync_channel(WAITING);
        let desk = group::Desk { db, followers, clock, entropy: Arc::clone(&entropy) };
        let thread = thread::Builder::new()
            .name("pen".to_owned())
            .spawn(move || desk.run(&arrivals))
            .map_err(|error| LedgerError::Undone { reason: error.to_string() })?;
        let requests = Mutex::new(Some(requests));
        Ok(Self(Arc::new(Held { requests, entropy, thread: Some(thread) })))
    }

    /// Appends drafts, all or none, in their order and next to one another; returns their
    /// positions when they are durable. Callers at the same time share a transaction.
    pub fn append(&self, drafts: Vec<Draft>) -> Result<Vec<Position>, LedgerError> {
        if drafts.is_empty() {
            return Ok(Vec::new());
        }
        let sealed = Sealed::all(drafts, &*self.0.entropy)?;
        let (reply, answer) = sync_channel(1);
        self.send(Request::Append { sealed, positions: Vec::new(), reply })?;
        answer.recv().map_err(|_| LedgerError::Closed)?
    }

    /// Runs `job` inside the pen's transaction: it reads and writes its room's own tables and
    /// appends; all of it or nothing. Returns when it is durable.
    ///
    /// The job runs once, on the writer thread: it must be quick and must not use the pen.
    pub fn transact<T, E>(
        &self,
        job: impl FnOnce(&mut Scribe) -> Result<T, E> + Send + 'static,
    ) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<LedgerError> + Send + 'static,
    {
        let (request, answer) = transact::request(job);
        self.send(request)?;
        answer.recv().map_err(|_| LedgerError::Closed)?
    }

    /// Destroys the body of a fact and its salt by order of law, and appends that it was done.
    /// Every proof still holds; nothing can bring the body back. `reason` names the order; without
    /// one nothing is destroyed (H-70).
    pub fn erase(
        &self,
        subject: Option<SubjectId>,
        position: Position,
        actor: Actor,
        policy: String,
        reason: &str,
    ) -> Result<Position, LedgerError> {
        let reason = reason.trim().to_owned();
        if reason.is_empty() {
            return Err(LedgerError::NoOrder { position });
        }
        self.transact(move |scribe| {
            let body = json!({ "position": position.0, "reason": reason }).to_string();
            let kind = FactKind::BodyErased;
            scribe.erase(position, Draft { kind, subject, actor, item: None, policy, body })
        })
    }

    fn send(&self, request: Request) -> Result<(), LedgerError> {
        let requests = self.0.requests.lock().unwrap_or_else(PoisonError::into_inner).clone();
        let requests = requests.ok_or(LedgerError::Closed)?;
        requests.send(request).map_err(|_| LedgerError::Closed)
    }
}

impl Drop for Held {
    /// Lets the writer finish what it was given.
    fn drop(&mut self) {
        self.requests.lock().unwrap_or_else(PoisonError::into_inner).take();
        let Some(thread) = self.thread.take() else { return };
        // A job that holds the last pen drops it on the writer thread, which cannot wait for itself.
        if thread.thread().id() != thread::current().id() {
            // A panic was reported when it happened.
            let _ = thread.join();
        }
    }
}
