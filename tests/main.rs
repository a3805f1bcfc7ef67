//! The integration tests: stories in, what people see out, each on both engines.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a story that does not come out stops with a panic"
)]
#![allow(unreachable_pub, reason = "nothing of a test binary is reached from outside")]

mod alerts;
mod api;
mod archives;
mod articles;
mod boards;
mod browser;
mod bulletins;
mod cases;
mod catalog;
mod checks;
mod collection;
mod consents;
mod crash;
mod declarations;
mod desk;
mod desks;
mod doors;
mod effects;
mod entries;
mod erasure;
mod first;
mod formats;
mod harness;
mod identity;
mod lineage;
mod lists;
mod mine;
mod mirror;
mod objections;
mod packs;
mod papers;
mod patrol;
mod plays;
mod portal;
mod processes;
mod publicity;
mod quality;
mod rebuild;
mod register;
mod reports;
mod rights;
mod rows;
mod schema;
mod settled;
mod sight;
mod spine;
mod staff;
mod subjects;
mod transport;
mod unified;
