//! A job of any type, made to fit the pen's queue.

use std::{
    panic::{AssertUnwindSafe, catch_unwind},
    sync::mpsc::{Receiver, SyncSender, sync_channel},
};

use store::StoreError;

use super::{Scribe, group::Request, scribe::Sealed};
use crate::LedgerError;

/// A job with its types hidden.
pub(super) trait Job: Send {
    /// Runs it in a savepoint; gives what it appended, or nothing if it failed.
    fn run(&mut self, scribe: Scribe<'_>) -> Result<Vec<Sealed>, Failed>;

    /// Replaces its answer: what it did was undone although it was content.
    fn refuse(&mut self, failed: Failed);

    /// Answers whoever waits: with the job's own result, if the transaction holds.
    fn answer(self: Box<Self>, outcome: Result<(), LedgerError>);
}

/// The job failed: its own error waits in it, or the savepoint's stands here.
pub(super) struct Failed(Option<StoreError>);

impl From<StoreError> for Failed {
    fn from(error: StoreError) -> Self {
        Self(Some(error))
    }
}

struct Transact<T, E, F> {
    job: Option<F>,
    done: Option<Result<T, E>>,
    reply: SyncSender<Result<T, E>>,
}

/// The request for a job, and where its answer will come.
pub(super) fn request<T, E, F>(job: F) -> (Request, Receiver<Result<T, E>>)
where
    T: Send + 'static,
    E: From<LedgerError> + Send + 'static,
    F: FnOnce(&mut Scribe) -> Result<T, E> + Send + 'static,
{
    let (reply, answer) = sync_channel(1);
    let transact = Transact { job: Some(job), done: None, reply };
    (Request::Transact(Box::new(transact)), answer)
}

impl<T, E, F> Job for Transact<T, E, F>
where
    T: Send,
    E: From<LedgerError> + Send,
    F: FnOnce(&mut Scribe) -> Result<T, E> + Send,
{
    fn run(&mut self, mut scribe: Scribe<'_>) -> Result<Vec<Sealed>, Failed> {
        let job = self.job.take().ok_or(Failed(None))?;
        let done = catch_unwind(AssertUnwindSafe(|| job(&mut scribe)))
            .unwrap_or_else(|panic| Err(LedgerError::Panicked { reason: words(&*panic) }.into()));
        let (done, written) = match (done, scribe.finish()) {
            (Ok(answer), Ok(written)) => (Ok(answer), Ok(written)),
            (Ok(_), Err(error)) => (Err(error.into()), Err(Failed(None))),
            (Err(error), _) => (Err(error), Err(Failed(None))),
        };
        self.done = Some(done);
        written
    }

    fn refuse(&mut self, failed: Failed) {
        if let Failed(Some(error)) = failed {
            self.done = Some(Err(LedgerError::Store(error).into()));
        }
    }

    fn answer(self: Box<Self>, outcome: Result<(), LedgerError>) {
        let answer = match (outcome, self.done) {
            (_, Some(Err(error))) => Err(error),
            (Ok(()), Some(Ok(answer))) => Ok(answer),
            (Err(error), _) => Err(error.into()),
            (Ok(()), None) => Err(LedgerError::Closed.into()),
        };
        // Whoever asked may have gone.
        let _ = self.reply.send(answer);
    }
}

/// What a panic said.
pub(super) fn words(panic: &(dyn std::any::Any + Send)) -> String {
    let text = panic.downcast_ref::<&str>().map(|text| (*text).to_owned());
    text.or_else(|| panic.downcast_ref::<String>().cloned()).unwrap_or_else(|| "panic".to_owned())
}
