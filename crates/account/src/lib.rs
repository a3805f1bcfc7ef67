//! Accounts, second factors, sessions, keys, and what a role permits.

pub mod error;
pub mod model;

pub use error::{AccountError, Refused};
pub use model::*;
