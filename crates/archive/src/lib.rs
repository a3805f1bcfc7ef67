//! Credit files derived from the ledger: records, timelines, standing, lists, search.
//!
//! Everything here is written by [`ArchiveFollower`] alone and is a pure function of the facts and
//! the policy packs. It keeps keys, states, dates and the position of the fact, never a second
//! copy of its body. What it returns is raw: only the room `disclosure` may read it.

pub mod content;
pub mod doubtful;
pub mod error;
pub mod expire;
pub mod filing;
pub mod finder;
pub mod fingerprint;
pub mod follower;
pub mod links;
pub mod merge;
pub mod model;
pub mod patrol;
pub mod read;
pub mod rebuild;
pub mod relation;
pub mod standing;
pub mod timeline;

mod place;
mod queries;
mod shape;

#[cfg(test)]
mod tests;

pub use content::{Content, contents};
pub use error::ArchiveError;
pub use expire::expire_due;
pub use filing::{Cleansed, Fields, Filing};
pub use finder::{Finder, Found};
pub use fingerprint::fingerprint;
pub use follower::ArchiveFollower;
pub use links::{Link, links};
pub use model::{
    AsOf, Digest, Listed, Merge, Name, Place, Publication, Record, RecordState, Source, Stranger,
    Subject,
};
pub use rebuild::rebuild;
pub use relation::{Relation, Role};
pub use standing::{Entry, Standing};
pub use timeline::{Event, EventKind};
