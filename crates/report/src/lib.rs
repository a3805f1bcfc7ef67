//! Credit reports: numbered, sealed, verifiable; compiled from what the gate discloses.
//!
#![doc = include_str!("../README.md")]

pub mod ask;
pub mod compile;
pub mod error;
pub mod follower;
pub mod lines;
pub mod listed;
pub mod model;
pub mod number;
pub mod print;
pub mod reports;
pub mod seal;
pub mod verify;

mod asker;
mod erase;
mod facts;
mod fresh;
mod hand;
mod issue;
mod kept;
mod lists;
mod queries;
mod recognise;
#[cfg(test)]
mod tests;
mod verdict;

pub use ask::{Ask, Asker, Issued, IssuedLine, Verdict, Verified, VerifiedHead};
pub use compile::{Making, Stamp, compile};
pub use error::ReportError;
pub use follower::{ReportFollower, rebuild};
pub use lines::{Line, LineKind, lines};
pub use listed::{Issuer, Recognised, RecognisedLine, RegisterFilter, RegisterLine, ReportCount};
pub use model::Report;
pub use reports::Reports;
pub use seal::{FileKind, Printed, Seal, SealFault, SealedFile};
pub use verify::verify_offline;
