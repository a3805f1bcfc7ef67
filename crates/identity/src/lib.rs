//! Names in Chinese: parsed, compared, explained, found; who is meant.
//!
#![doc = include_str!("../README.md")]

pub mod directory;
pub mod score;

pub use directory::{Candidate, Directory, DirectoryError};
pub use score::{Evidence, Part, Reason, Score, Verdict};
