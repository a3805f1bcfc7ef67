//! Credit checks: a matter's question about a subject, answered with measures, basis and receipt.
//!
//! A check never says that somebody is on a bad list. It says which record, which measure, which
//! legal basis, until when, for this matter; only a statutory ban stops a matter.

pub mod checker;
pub mod error;
pub mod follower;
pub mod model;

mod judge;
mod plan;
mod queries;

#[cfg(test)]
mod tests;

pub use checker::{Checker, Limits};
pub use error::CheckError;
pub use follower::CheckFollower;
pub use model::{
    Answer, BatchLine, Coverage, Decision, Hit, MatterView, MeasureDue, Outcome, Question, Receipt,
    Rehearsal, SubjectState,
};
