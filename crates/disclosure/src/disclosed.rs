//! The seal of the gate: a value that somebody may see, and that only this room can make.

use serde::Serialize;

/// A value that has passed the gate for one viewer. Doors accept nothing else.
///
/// There is no way to make one outside this room, and nothing in it is more than its viewer may
/// see: filtered by audience and date, masked, and, where it was not public, registered.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(transparent)]
pub struct Disclosed<T>(T);

impl<T> Disclosed<T> {
    pub(crate) fn new(value: T) -> Self {
        Self(value)
    }

    /// The value, to be shown to the viewer who asked and to nobody else.
    pub fn into_inner(self) -> T {
        self.0
    }
}

impl<T> std::ops::Deref for Disclosed<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.0
    }
}
