//! What must happen next, by whom, by which working day: cases of every process of the packs.
//!
#![doc = include_str!("../README.md")]

pub mod announcement;
pub mod applied;
pub mod board;
pub mod case;
pub mod cases;
pub mod certificate;
pub mod dispatch;
pub mod error;
pub mod follower;
pub mod number;
pub mod patrol;
pub mod receipt;
pub mod registrar;

mod doing;
mod effect;
mod engine;
mod facts;
mod guard;
mod measure;
mod queries;
mod serious;
#[cfg(test)]
mod tests;

pub use announcement::{AnnouncedField, Announcement};
pub use applied::{AppliedFilter, AppliedLine};
pub use board::{
    Board, BoardRow, Cell, CollectedLine, EffectLine, EntryBoard, EntryLine, NoticeLine,
    ScoreBoard, ScoreLine,
};
pub use case::{By, Input, NewCase, Paper, StaffBy};
pub use cases::Cases;
pub use certificate::{Certificate, Standing};
pub use dispatch::Dispatch;
pub use error::{Fault, Refusal, WorkflowError};
pub use follower::WorkflowFollower;
pub use patrol::{CopyLine, CopyState, Finding, FindingKind, Patrol, PatrolFollower, Round};
pub use receipt::{Place, StopLine};
pub use registrar::{Filed, NewRecord, OfRecord, Registrar};
