//! Batches from departments: formats, catalog checks, cleansing, de-duplication, receipts, quality.
//!
#![doc = include_str!("../README.md")]

pub mod declaration;
pub mod entry;
pub mod error;
pub mod fault;
pub mod format;
pub mod intake;
pub mod model;
pub mod page;
pub mod register;
pub mod registrar;
pub mod resolve;
pub mod roster;
pub mod rule;
pub mod settle;

mod batch;
mod check;
mod cleanse;
mod follower;
mod header;
mod identity;
mod plan;
mod quality;
mod queries;
mod record;
mod restore;
mod row;
mod scan;
mod shape;
mod template;
#[cfg(test)]
mod tests;
mod timing;
mod withdraw;

pub use batch::{BatchLine, examine};
pub use declaration::{
    CheckState, CheckVerdict, DeclarationKind, DeclarationReceipt, DeclarationView, Declarations,
    EvidenceFile, EvidenceKind, EvidenceLine, FieldLine, NewDeclaration, NewEvidence,
};
pub use entry::{EntryLine, EntryState, EntryView, NewEntry, POINTS, ReviewBy};
pub use error::IntakeError;
pub use fault::Fault;
pub use follower::IntakeFollower;
pub use format::Limits;
pub use intake::Intake;
pub use model::{Channel, Progress, Receipt, Step, Submission, Withdrawal, WithdrawalReceipt};
pub use page::{Page, Paged};
pub use plan::Overdue;
pub use quality::{Coverage, Quality, QualityLine};
pub use register::{
    GapLine, GapReason, GapState, ListedFault, NewRegister, RegisterLine, RegisterReceipt,
    TimelinessLine,
};
pub use registrar::{CaseRecord, ForCase};
pub use resolve::NamedRow;
pub use roster::{RosterLine, RosterOutcome, roster_csv, roster_xlsx};
pub use settle::{CellLine, FaultLine, FaultyRow, HeldRow, Relinked};
