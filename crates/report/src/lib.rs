//! Credit reports: numbered, sealed, verifiable; compiled from what the gate discloses.
//!
#![doc = include_str!("../README.md")]

pub mod ask;
pub mod model;
pub mod print;

pub use ask::{Ask, Asker, Issued, IssuedLine, Verdict, Verified, VerifiedHead};
pub use model::Report;
