//! What every request passes before a door answers it.

pub(crate) mod bound;
pub(crate) mod caller;
pub(crate) mod deadline;
pub(crate) mod etag;
pub(crate) mod headers;
pub(crate) mod idempotency;
pub(crate) mod rate;
pub(crate) mod read;
pub(crate) mod request;
pub(crate) mod session;
pub(crate) mod shut;
