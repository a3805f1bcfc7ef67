//! What must happen next: objections, and the due dates of their steps.
//!
#![doc = include_str!("../README.md")]

pub mod board;
pub mod announcement;
pub mod applied;
pub mod dispatch;
pub mod receipt;
pub mod case;
pub mod cases;
pub mod due;
pub mod error;
pub mod follower;
pub mod model;
pub mod number;
pub mod objections;
pub mod patrol;
pub mod registrar;

mod doing;
mod effect;
mod engine;
mod facts;
mod guard;
mod measure;
mod objection;
mod queries;
#[cfg(test)]
mod tests;

pub use board::{Board, BoardRow, Cell, CollectedLine, EffectLine, NoticeLine};
pub use announcement::{AnnouncedField, Announcement};
pub use applied::{AppliedFilter, AppliedLine};
pub use case::{By, Input, NewCase, Paper, StaffBy};
pub use cases::Cases;
pub use dispatch::Dispatch;
pub use due::Due;
pub use error::{Fault, Refusal, WorkflowError};
pub use follower::WorkflowFollower;
pub use model::{
    CaseLine, CaseView, ContactView, NewObjection, ObjectionState, Objector, Page, Paged,
    QueueFilter, Receipt, StatusView, StepView,
};
pub use objections::Objections;
pub use patrol::{CopyLine, CopyState, Finding, FindingKind, Patrol, PatrolFollower, Round};
pub use receipt::{Place, StopLine};
pub use registrar::{Filed, NewRecord, OfRecord, Registrar};
