//! Everything that can go wrong at a door.

use vocabulary::Position;

/// An error of the doors. [`crate::problem`] says how each one is told to whom.
#[derive(Debug, thiserror::Error)]
pub enum WebError {
    /// A message file cannot be used.
    #[error("the message file {file} cannot be used: {reason}; mend it under templates/messages")]
    Messages {
        /// The file.
        file: String,
        /// Why.
        reason: String,
    },
    /// A template cannot be used.
    #[error("the template {template} cannot be used: {reason}; mend it under templates")]
    Template {
        /// The template.
        template: String,
        /// Why.
        reason: String,
    },
    /// There is no such thing, or the asker may not know of it.
    #[error("there is nothing here that you may see; check the address")]
    Missing,
    /// It was public and is no longer (C-06.f, H-26).
    #[error("this is no longer public; nothing of it is shown any more")]
    Gone,
    /// The request cannot be read.
    #[error("{what}; {remedy}")]
    Invalid {
        /// What is wrong.
        what: String,
        /// What to do.
        remedy: String,
    },
    /// No key, or one that does not stand.
    #[error(
        "this needs a valid API key; send `Authorization: Bearer pk_…`, or ask the credit centre for a new key"
    )]
    Unauthorised,
    /// The key's role does not allow the act.
    #[error(
        "the role `{role}` of this key does not allow `{action}`; ask the credit centre for a key of another role"
    )]
    Forbidden {
        /// The role.
        role: String,
        /// The act, as in `roles/*.toml`.
        action: &'static str,
    },
    /// The content type is none that is taken here.
    #[error("`{given}` is not taken here; send {wanted}")]
    MediaType {
        /// What came.
        given: String,
        /// What is taken.
        wanted: &'static str,
    },
    /// The body is too large.
    #[error("the body is larger than {limit} bytes; split it, or compress it with gzip")]
    TooLarge {
        /// The limit.
        limit: u64,
    },
    /// Too many requests.
    #[error("too many requests; wait {seconds} seconds and send it again")]
    Busy {
        /// When it may be tried again.
        seconds: u64,
    },
    /// The Idempotency-Key was used for another request.
    #[error("this Idempotency-Key was used for another request; take a new key for a new request")]
    KeyReused,
    /// The first request with this Idempotency-Key still runs.
    #[error(
        "a request with this Idempotency-Key is still being worked on; send it again in a moment"
    )]
    StillRunning,
    /// The ledger has no signed checkpoint yet that covers the position.
    #[error("position {position} is not under a signed checkpoint yet; ask again in a second")]
    NotYetSigned {
        /// The position.
        position: Position,
    },
    /// The batch was refused as a whole, or does not exist.
    #[error(transparent)]
    Intake(#[from] intake::IntakeError),
    /// The gate refused, or failed.
    #[error(transparent)]
    Gate(#[from] disclosure::GateError),
    /// The check was refused, or failed.
    #[error(transparent)]
    Check(#[from] check::CheckError),
    /// The ledger cannot be read.
    #[error(transparent)]
    Ledger(#[from] ledger::LedgerError),
    /// The database failed.
    #[error(transparent)]
    Store(#[from] store::StoreError),
    /// The machine failed: a thread, a file.
    #[error("the server failed: {0}; look at its log and its disk")]
    Machine(String),
}
