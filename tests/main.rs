//! The integration tests: stories in, what people see out, each on both engines.

mod harness;
mod rows;
mod spine;
