//! The gate: who may see what until when, masked how, and the access register.
//!
//! Doors and rooms that answer people hold a [`Gate`] and pass on what is [`Disclosed`]; nothing
//! else leaves the platform. Default closed: what no rule opens is not shown.

pub mod alerts;
pub mod associations;
pub mod disclosed;
pub mod error;
pub mod follower;
pub mod gate;
pub mod meant;
pub mod minor;
pub mod model;
pub mod presence;
pub mod rebuild;
pub mod reported;
pub mod rights;
pub mod viewer;

mod mask;
mod queries;
mod view;

#[cfg(test)]
mod tests;

pub use alerts::AlertFollower;
pub use associations::{AssociateView, Associations, LinkView, Role};
pub use disclosed::Disclosed;
pub use error::{GateError, Refusal};
pub use follower::DisclosureFollower;
pub use gate::{Gate, Look, Weighed};
pub use mask::masked_name;
pub use meant::{
    Because, CandidateView, Duplicates, MergeStep, MergeView, SharedCode, SharedName, StrangeName,
};
pub use minor::is_minor;
pub use model::*;
pub use presence::{Irregular, Irregularity, Presence};
pub use rebuild::rebuild;
pub use reported::{Cited, Reported, ReportedRecord, ReportedView, Then};
pub use rights::*;
