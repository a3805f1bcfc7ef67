//! The doors: the API under `/api/v1`, the ledger for verifiers at the root, the public portal.
//!
//! Nothing is decided here, and nothing is shown that the gate has not disclosed.

pub mod api;
pub mod assets;
pub mod config;
pub mod door;
pub mod error;
pub mod keys;
pub mod pages;
pub mod serve;
pub mod site;
pub mod view;
pub mod wording;

mod guard;
mod portal;
mod problem;
mod queries;
mod session;

pub use api::openapi::openapi;
pub use config::{Allowance, Config, Limits};
pub use error::WebError;
pub use keys::{Holder, Issued, Keys};
pub use serve::{router, serve};
pub use site::App;

#[cfg(test)]
mod tests;
