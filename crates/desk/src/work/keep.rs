//! What is under way, and what came of it.

use std::{
    collections::BTreeMap,
    sync::{Arc, Condvar, LazyLock, Mutex, MutexGuard, PoisonError},
    time::Duration,
};

use vocabulary::Timestamp;

use crate::{checks::list::Checked, reports::batch::Batch, subjects::list::Matched};

/// How long what came of a work is kept, in seconds.
const KEPT_SECONDS: i64 = 3_600;

/// What came of a work.
#[derive(Clone, Debug)]
pub(crate) enum Done {
    /// The batch was read: its id.
    Batch(String),
    /// The list was checked.
    List(Arc<Checked>),
    /// The names of a list were matched.
    Matches(Arc<Matched>),
    /// The reports of a list were issued.
    Reports(Arc<Batch>),
    /// It was refused, in words for who sent it.
    Refused(String),
    /// The platform failed.
    Failed,
}

/// One work.
#[derive(Clone, Debug)]
pub(crate) struct Kept {
    /// The account that began it.
    pub(crate) account: String,
    /// Key of what it is under `desk.work.*`.
    pub(crate) kind: &'static str,
    /// Name of the file.
    pub(crate) name: String,
    /// How much is done.
    pub(crate) done: u64,
    /// Of how much.
    pub(crate) total: u64,
    /// What came of it, once it has ended.
    pub(crate) outcome: Option<Done>,
    begun_at: Timestamp,
}

/// Works by number.
#[derive(Default)]
pub(crate) struct Works {
    kept: Mutex<(u64, BTreeMap<u64, Kept>)>,
    ended: Condvar,
}

/// The works of this process. Numbers are given once, and a work is shown to its own account only.
pub(crate) fn works() -> &'static Works {
    static WORKS: LazyLock<Works> = LazyLock::new(Works::default);
    &WORKS
}

impl Works {
    fn kept(&self) -> MutexGuard<'_, (u64, BTreeMap<u64, Kept>)> {
        self.kept.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Begins a work on a thread of its own: `work` is told its number. What ended long ago is
    /// forgotten.
    pub(crate) fn begin(
        &'static self,
        account: &str,
        (kind, name): (&'static str, &str),
        now: Timestamp,
        work: impl FnOnce(u64) -> Done + Send + 'static,
    ) -> u64 {
        let mut kept = self.kept();
        let old = |work: &Kept| now.as_second() - work.begun_at.as_second() > KEPT_SECONDS;
        kept.1.retain(|_, work| work.outcome.is_none() || !old(work));
        kept.0 += 1;
        let number = kept.0;
        let begun = Kept {
            account: account.to_owned(),
            kind,
            name: name.to_owned(),
            done: 0,
            total: 0,
            outcome: None,
            begun_at: now,
        };
        kept.1.insert(number, begun);
        drop(kept);
        std::thread::spawn(move || {
            let mut end = End { number, done: Done::Failed };
            end.done = work(number);
        });
        number
    }

    /// Says how far a work has come.
    pub(crate) fn tell(&self, number: u64, done: u64, total: u64) {
        if let Some(work) = self.kept().1.get_mut(&number) {
            (work.done, work.total) = (done, total);
        }
    }

    fn end(&self, number: u64, done: Done) {
        if let Some(work) = self.kept().1.get_mut(&number) {
            work.outcome = Some(done);
        }
        self.ended.notify_all();
    }

    /// A work of an account, as far as it has come.
    pub(crate) fn of(&self, account: &str, number: u64) -> Option<Kept> {
        self.kept().1.get(&number).filter(|work| work.account == account).cloned()
    }

    /// The same, after waiting a moment for its end: what is short needs no second page.
    pub(crate) fn waited(&self, account: &str, number: u64, moment: Duration) -> Option<Kept> {
        let running = |kept: &mut (u64, BTreeMap<u64, Kept>)| {
            kept.1.get(&number).is_some_and(|work| work.outcome.is_none())
        };
        let waited = self.ended.wait_timeout_while(self.kept(), moment, running);
        drop(waited);
        self.of(account, number)
    }
}

/// Enters the end of a work, even when its thread does not come to it.
struct End {
    number: u64,
    done: Done,
}

impl Drop for End {
    fn drop(&mut self) {
        works().end(self.number, self.done.clone());
    }
}
