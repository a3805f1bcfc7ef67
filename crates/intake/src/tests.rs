//! The room from the outside: files in, receipts, facts and books out, on a real database.

mod batches;
pub(crate) mod desk;
mod entries;
mod formats;
mod plans;
mod records;
pub(crate) mod resolution;
mod templates;
