//! The tamper-evident log: pen, Merkle tiles, checkpoints, proofs, verification.

pub mod envelope;
pub mod error;
pub mod follower;
pub mod pen;
pub mod reader;

mod queries;

pub use error::LedgerError;
pub use follower::Follower;
pub use pen::{Pen, Scribe};
pub use reader::Reader;
