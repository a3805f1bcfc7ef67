//! The units' own registers of decisions, compared with what they reported: what was not reported, what
//! came late, and why (H-20, H-21).

mod compare;
mod explain;
mod figures;
mod list;
mod model;
mod read;

pub use figures::TimelinessLine;
pub(crate) use model::{Explained, Listed, Registered};
pub use model::{
    GapLine, GapReason, GapState, ListedFault, NewRegister, RegisterLine, RegisterReceipt,
};

/// What begins the numbers of registers (台账).
const PREFIX: &str = "TZ";
/// Decisions in one register.
const LINES: usize = 5_000;
