//! All SQL of this room.

pub(crate) mod cases;
pub(crate) mod idempotency;
pub(crate) mod visits;
