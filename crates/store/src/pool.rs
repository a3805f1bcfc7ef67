//! A bounded pool of connections: a place is taken, a connection comes with it or is opened.

use std::{
    sync::{Arc, Condvar, Mutex, PoisonError},
    time::{Duration, Instant},
};

use crate::StoreError;

/// How long a thread waits for a place before it gives up.
const PATIENCE: Duration = Duration::from_secs(60);

/// Connections of one sort.
pub(crate) struct Pool<C> {
    state: Mutex<State<C>>,
    freed: Condvar,
    places: usize,
    what: &'static str,
}

struct State<C> {
    idle: Vec<C>,
    taken: usize,
}

/// A place in the pool; free again when dropped, so a connection lost in a panic blocks nobody.
pub(crate) struct Place<C>(Arc<Pool<C>>);

impl<C> Pool<C> {
    /// A pool of at most `places` connections; `what` names them in messages.
    pub(crate) fn new(places: usize, what: &'static str) -> Arc<Self> {
        let state = Mutex::new(State { idle: Vec::new(), taken: 0 });
        Arc::new(Self { state, freed: Condvar::new(), places, what })
    }

    /// Waits for a place; gives the connection that was used last, if one is idle.
    pub(crate) fn take(self: &Arc<Self>) -> Result<(Place<C>, Option<C>), StoreError> {
        let start = Instant::now();
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        while state.taken >= self.places {
            let left = PATIENCE.saturating_sub(start.elapsed());
            if left.is_zero() {
                return Err(StoreError::Busy { reason: format!("no {} came free", self.what) });
            }
            state = self.freed.wait_timeout(state, left).unwrap_or_else(PoisonError::into_inner).0;
        }
        state.taken += 1;
        let idle = state.idle.pop();
        drop(state);
        Ok((Place(Arc::clone(self)), idle))
    }
}

impl<C> Place<C> {
    /// Frees the place and keeps its connection for the next one.
    pub(crate) fn keep(self, link: C) {
        self.0.state.lock().unwrap_or_else(PoisonError::into_inner).idle.push(link);
    }
}

impl<C> Drop for Place<C> {
    fn drop(&mut self) {
        self.0.state.lock().unwrap_or_else(PoisonError::into_inner).taken -= 1;
        self.0.freed.notify_one();
    }
}
