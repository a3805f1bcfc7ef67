//! Names in Chinese: parsed, compared, explained, found; who is meant.
//!
#![doc = include_str!("../README.md")]

pub mod character;
pub mod compare;
pub mod directory;
pub mod index;
mod lexicon;
pub mod name;
pub mod place;
pub mod score;

pub use compare::{Known, compare, compare_known, judge};
pub use directory::{Candidate, Directory, DirectoryError};
pub use index::{Found, Hit, How, Index, Likely, Listed, Page};
pub use name::{Form, Kind, Name};
pub use place::{Level, Region};
pub use score::{Evidence, Part, Reason, Score, Verdict};
