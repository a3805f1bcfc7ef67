//! The integration tests: stories in, what people see out, each on both engines.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a story that does not come out stops with a panic"
)]

mod catalog;
mod archives;
mod collection;
mod desk;
mod doors;
mod formats;
mod harness;
mod lineage;
mod lists;
mod packs;
mod quality;
mod rows;
mod sight;
mod spine;
mod subjects;
