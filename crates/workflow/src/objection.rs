//! What can be done with an objection, one verb a file.

mod file;
mod follow;
mod handle;
mod queue;
