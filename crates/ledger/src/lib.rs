//! The tamper-evident log: pen, Merkle tiles, checkpoints, proofs, verification.
//!
//! It follows the public C2SP specifications tlog-tiles, tlog-checkpoint, signed-note and
//! tlog-proof, so that a verifier nobody here wrote can check it.

pub mod attest;
pub mod checkpoint;
pub mod envelope;
pub mod error;
pub mod export;
pub mod follower;
pub mod key;
pub mod merkle;
pub mod pen;
pub mod proof;
pub mod reader;
pub mod sequencer;
pub mod tile;
pub mod verify;

mod edge;
mod packing;
mod queries;

pub use attest::attested;
pub use checkpoint::Checkpoint;
pub use error::LedgerError;
pub use export::export;
pub use follower::Follower;
pub use key::{Signer, Verifiers};
pub use pen::{Pen, Scribe};
pub use proof::{Inclusion, Opening};
pub use reader::Reader;
pub use sequencer::Sequencer;
pub use tile::TilePath;
pub use verify::{Report, verify_copy, verify_database};

#[cfg(test)]
mod tests;
