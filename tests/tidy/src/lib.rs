//! Reads the tree and keeps its layout true.
//!
//! Each module holds one family of rules: a function from the [`Tree`] to a list of faults, each fault
//! one line that says where, what, and how to mend it. `tests/tree.rs` runs every rule on the real tree;
//! the tests beside the rules run them on small trees that break them. Only files are read: no room is
//! built, so this takes seconds.

pub mod files;
pub mod imports;
pub mod maps;
pub mod messages;
pub mod migrations;
pub mod proofs;
pub mod rust;
pub mod sql;
pub mod tree;
pub mod words;

pub use tree::{File, Tree};

/// A fault: `path:line: what is wrong; what to do`.
pub type Fault = String;
