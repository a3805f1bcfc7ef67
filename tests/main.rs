//! The integration tests: stories in, what people see out, each on both engines.

mod collection;
mod desk;
mod doors;
mod formats;
mod harness;
mod packs;
mod quality;
mod rows;
mod spine;
mod subjects;
