//! The doors: the API under `/api/v1`, the ledger for verifiers at the root, the public portal.
//!
//! Nothing is decided here, and nothing is shown that the gate has not disclosed.

pub mod api;
pub mod assets;
pub mod chart;
pub mod config;
pub mod door;
pub mod error;
pub mod listen;
pub mod pages;
pub mod qr;
pub mod serve;
pub mod site;
pub mod view;
pub mod wording;

mod design;
mod guard;
mod portal;
mod problem;
mod queries;
mod session;

pub use api::openapi::openapi;
pub use config::{Allowance, Config, Limits};
pub use error::WebError;
pub use listen::{Patience, tls::Tls};
pub use serve::{router, serve, serve_over};
pub use site::App;

#[cfg(test)]
mod tests;
