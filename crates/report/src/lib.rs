//! Credit reports: numbered, sealed, verifiable; compiled from what the gate discloses.
//!
#![doc = include_str!("../README.md")]

pub mod ask;
pub mod error;
pub mod follower;
pub mod listed;
pub mod model;
pub mod print;
pub mod reports;

pub use ask::{Ask, Asker, Issued, IssuedLine, Verdict, Verified, VerifiedHead};
pub use error::ReportError;
pub use follower::ReportFollower;
pub use listed::{
    Issuer, Recognised, RecognisedLine, RegisterFilter, RegisterLine, ReportCount,
};
pub use model::Report;
pub use reports::Reports;
