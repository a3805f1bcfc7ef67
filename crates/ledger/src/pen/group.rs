//! One transaction for all requests that have arrived.

use std::{
    panic::{AssertUnwindSafe, catch_unwind},
    sync::{
        Arc,
        mpsc::{Receiver, SyncSender},
    },
};

use jiff::Timestamp;
use store::{Database, Tx};
use vocabulary::{Clock, Entropy, Fact, Position};

use super::{
    Scribe,
    scribe::Sealed,
    transact::{Job, words},
};
use crate::{Follower, LedgerError, queries};

/// Facts after which a transaction takes no further request: it must not grow without bound.
const FACTS: usize = 20_000;
/// Requests a transaction takes at most.
const REQUESTS: usize = 4_096;

/// What a caller waits for.
pub(super) enum Request {
    /// Drafts to append.
    Append {
        sealed: Vec<Sealed>,
        positions: Vec<Position>,
        reply: SyncSender<Result<Vec<Position>, LedgerError>>,
    },
    /// A job to run inside the transaction.
    Transact(Box<dyn Job>),
}

impl Request {
    fn size(&self) -> usize {
        match self {
            Self::Append { sealed, .. } => sealed.len(),
            Self::Transact(_) => 1,
        }
    }

    fn answer(self, outcome: Result<(), LedgerError>) {
        match self {
            // Whoever asked may have gone.
            Self::Append { positions, reply, .. } => {
                let _ = reply.send(outcome.map(|()| positions));
            }
            Self::Transact(job) => job.answer(outcome),
        }
    }
}

/// All that the writer thread needs.
pub(super) struct Desk {
    pub(super) db: Database,
    pub(super) followers: Vec<Box<dyn Follower>>,
    pub(super) clock: Arc<dyn Clock>,
    pub(super) entropy: Arc<dyn Entropy>,
}

impl Desk {
    /// Serves requests until every pen is dropped and the queue is empty.
    pub(super) fn run(&self, arrivals: &Receiver<Request>) {
        while let Ok(first) = arrivals.recv() {
            let mut size = first.size();
            let mut group = vec![first];
            while size < FACTS && group.len() < REQUESTS {
                let Ok(next) = arrivals.try_recv() else { break };
                size += next.size();
                group.push(next);
            }
            self.serve(group);
        }
    }

    fn serve(&self, mut group: Vec<Request>) {
        let written =
            catch_unwind(AssertUnwindSafe(|| self.db.write(|tx| self.write(tx, &mut group))))
                .unwrap_or_else(|panic| Err(LedgerError::Panicked { reason: words(&*panic) }));
        if let Err(error) = &written {
            tracing::error!(%error, requests = group.len(), "the pen's transaction was undone");
        }
        let reason = written.err().map(|error| error.to_string());
        for request in group {
            request.answer(match &reason {
                None => Ok(()),
                Some(reason) => Err(LedgerError::Undone { reason: reason.clone() }),
            });
        }
    }

    fn write(&self, tx: &mut Tx, group: &mut [Request]) -> Result<(), LedgerError> {
        let (first, last) = queries::facts::take_pen(tx)?;
        // Instants never go backwards, whatever the clocks of several machines show.
        let now = Timestamp::from_microsecond(self.clock.now().as_microsecond().max(last))
            .unwrap_or(Timestamp::MAX);
        let mut written = Vec::new();
        for request in group {
            let next = first + written.len() as u64;
            match request {
                Request::Append { sealed, positions, .. } => {
                    positions.extend((next..).map(Position).take(sealed.len()));
                    written.append(sealed);
                }
                Request::Transact(job) => {
                    let hand = |tx: &mut Tx| job.run(Scribe::new(tx, &*self.entropy, now, next));
                    match tx.savepoint(hand) {
                        Ok(mut sealed) => written.append(&mut sealed),
                        Err(failed) => job.refuse(failed),
                    }
                }
            }
        }
        self.append(tx, written, first, now)
    }

    /// Inserts the facts and lets the followers apply them.
    fn append(
        &self,
        tx: &mut Tx,
        written: Vec<Sealed>,
        first: u64,
        at: Timestamp,
    ) -> Result<(), LedgerError> {
        if written.is_empty() {
            return Ok(());
        }
        queries::facts::insert(tx, first, at, &written)?;
        let facts: Vec<Fact> = (first..)
            .zip(written)
            .map(|(seq, sealed)| Fact { position: Position(seq), at, draft: sealed.draft })
            .collect();
        for follower in &self.followers {
            follower.apply(tx, &facts)?;
        }
        Ok(())
    }
}
