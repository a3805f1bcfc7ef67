//! Everything that can go wrong in this room.

use store::StoreError;
use vocabulary::{FactKind, Position};

/// An error of the ledger: what happened, and what to do next.
#[derive(Debug, thiserror::Error)]
pub enum LedgerError {
    /// The database failed.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// A draft's body is not one JSON value without white space around it.
    #[error("the body of a {} is not JSON: {reason}; the room that drafted it must mend it", kind.as_str())]
    Body {
        /// The draft's kind.
        kind: FactKind,
        /// The parser's words.
        reason: String,
    },
    /// A follower refused the facts; nothing of their transaction was written.
    #[error(
        "{name} could not follow the ledger: {reason}; nothing was written, mend the cause and try again"
    )]
    Follower {
        /// The follower's name.
        name: &'static str,
        /// Its words.
        reason: String,
    },
    /// The transaction that this request shared with others was undone.
    #[error("nothing was written: {reason}; try again")]
    Undone {
        /// Why.
        reason: String,
    },
    /// A job or a follower panicked; what it did was undone.
    #[error("a job of the pen stopped halfway: {reason}; it was undone, report it as a defect")]
    Panicked {
        /// The panic's words.
        reason: String,
    },
    /// The pen was put down: the process is stopping.
    #[error("the pen was put down; the process is stopping, send the request again")]
    Closed,
    /// A fact does not read as one; `verify` finds where.
    #[error("fact {position} does not read: {reason}; run `probity ledger verify`")]
    Fact {
        /// Its position.
        position: Position,
        /// What is wrong.
        reason: String,
    },
    /// There is no such fact, or no such body.
    #[error("there is no fact {position} of this subject with a body")]
    NoFact {
        /// The position asked for.
        position: Position,
    },
    /// Nobody ordered the erasure.
    #[error("fact {position} was not erased: name the order by which it is destroyed")]
    NoOrder {
        /// The position asked for.
        position: Position,
    },
    /// The body of an erasure must stay: it says why another body is gone.
    #[error("fact {position} records an erasure and cannot be erased itself")]
    ErasureStays {
        /// The position asked for.
        position: Position,
    },
    /// The position is not yet under a signed checkpoint, or there is none.
    #[error("position {position} is not yet under a signed checkpoint; ask again in a second")]
    NotSigned {
        /// The position or size asked for.
        position: u64,
    },
    /// A key does not read, or its name is not allowed by signed-note.
    #[error("a key of the log does not read: {reason}; make new keys or restore them")]
    Key {
        /// What is wrong.
        reason: String,
    },
    /// A checkpoint, note, proof or tile path does not read.
    #[error("{what} does not read: {reason}")]
    Form {
        /// What was read.
        what: &'static str,
        /// What is wrong.
        reason: String,
    },
    /// A proof does not prove what it claims.
    #[error("the proof fails: {reason}; do not trust what it came with")]
    Proof {
        /// What does not match.
        reason: String,
    },
    /// A file of a copy of the log could not be read or written.
    #[error("{path}: {reason}")]
    File {
        /// The file.
        path: String,
        /// The system's words.
        reason: String,
    },
}
